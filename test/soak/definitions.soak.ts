import { soakDefinitions } from './definitions.ts';
import { soak } from './soak.ts';

await soak('definitions', 1_000_000, soakDefinitions);
