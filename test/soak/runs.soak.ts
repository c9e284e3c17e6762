import { soakRuns } from './runs.ts';
import { soak } from './soak.ts';

await soak('runs', 1_000_000, soakRuns);
