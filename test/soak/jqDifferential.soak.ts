import { soakJq } from './jqDifferential.ts';
import { soak } from './soak.ts';

await soak('jqDifferential', 20_000, soakJq);
