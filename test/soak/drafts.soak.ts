import { soakDrafts } from './drafts.ts';
import { soak } from './soak.ts';

await soak('drafts', 500, soakDrafts);
