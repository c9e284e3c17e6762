/** Makes the compiler prove that a union was handled whole; throws where a lie got past it. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
