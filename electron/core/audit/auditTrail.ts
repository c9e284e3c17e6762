import type { Ports } from '../../store/ports.ts';
import type { Store } from '../../store/store.ts';
import { deviceKey } from '../keys/deviceKey.ts';
import { checkpointStatement } from './checkpoint.ts';

/** Entries between two signed checkpoints. */
const interval = 32;

/** Puts on record what happened, as one person. */
export interface AuditTrail {
  /** `before` and `after` are digests; the log never holds content. */
  record(action: string, subject: string, change?: { before?: string | null; after?: string | null }): void;
  /** Signs the log as it is. */
  seal(): void;
}

/** The trail of one session. The signing key is made when the first checkpoint is due. */
export function auditTrail(store: Store, ports: Ports, who: string): AuditTrail {
  const seal = (): void => {
    const last = store.audit.last();
    if (last === null) return;
    const key = deviceKey(store, ports);
    const facts = { entries: last.sequence, hash: last.hash, at: ports.now().toISOString() };
    const signature = key.sign(checkpointStatement(store.workspace.id, facts));
    store.audit.addCheckpoint({ ...facts, key: key.fingerprint, signature: Buffer.from(signature).toString('base64') });
  };
  return {
    record(action, subject, { before = null, after = null } = {}) {
      const entry = store.audit.append({ at: ports.now().toISOString(), who, action, subject, before, after });
      if (entry.sequence % interval === 0) seal();
    },
    seal,
  };
}
