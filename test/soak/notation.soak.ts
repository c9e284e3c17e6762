import { soakNotation } from './notation.ts';
import { soak } from './soak.ts';

await soak('notation', 1_000_000, soakNotation);
