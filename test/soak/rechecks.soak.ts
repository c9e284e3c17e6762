import { soakRechecks } from './rechecks.ts';
import { soak } from './soak.ts';

await soak('rechecks', 1_000_000, soakRechecks);
