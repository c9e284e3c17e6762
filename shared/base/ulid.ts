const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function base32(value: bigint, length: number): string {
  return Array.from({ length }, (_, index) => digits[Number((value >> BigInt(5 * (length - 1 - index))) & 31n)]).join(
    '',
  );
}

/**
 * An id of 26 characters that sorts by time (ULID): 48 bits of `time`, 80 random bits.
 * @param time milliseconds since 1970
 * @param random ten random bytes
 */
export function ulid(time: number, random: Uint8Array): string {
  if (random.length !== 10) throw new RangeError('an id takes ten random bytes');
  const tail = random.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return base32(BigInt(time), 10) + base32(tail, 16);
}
