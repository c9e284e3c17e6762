import { randomBytes } from 'node:crypto';
import type { Ports } from '../store/ports.ts';

/** The machine's own time and randomness. */
export const systemPorts: Ports = {
  now: () => new Date(),
  random: (count) => new Uint8Array(randomBytes(count)),
};
