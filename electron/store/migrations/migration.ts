/** One step of the schema. Immutable once released: a mistake is mended by the next one. */
export interface Migration {
  /** The database's `user_version` after this step; numbered by tens. */
  readonly number: number;
  readonly sql: string;
}
