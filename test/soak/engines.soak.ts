import { soakEngines } from './engines.ts';
import { soak } from './soak.ts';

await soak('engines', 3_000, soakEngines);
