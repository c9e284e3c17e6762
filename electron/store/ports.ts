/** Time and randomness, as the store and the services take them: tests give their own. */
export interface Ports {
  now(): Date;
  /** `count` bytes fit for keys. */
  random(count: number): Uint8Array;
}
