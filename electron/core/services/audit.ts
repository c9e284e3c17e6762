import { ok } from '../../../shared/base/result.ts';
import type { Store } from '../../store/store.ts';
import { auditFileLines } from '../audit/auditFile.ts';
import { type AuditVerdict, verifyAudit } from '../audit/verifyAudit.ts';
import { writeFileAtomically } from '../files/writeFileAtomically.ts';
import type { Handlers } from '../handlers.ts';
import { deviceKey } from '../keys/deviceKey.ts';
import type { Workbench } from './workbench.ts';

/** Verifies the log of an open store. */
export function verifyStoreAudit(store: Store): AuditVerdict {
  return verifyAudit({
    workspace: store.workspace.id,
    publicKey: store.keys.read()?.publicKey ?? null,
    entries: store.audit.entries(),
    checkpoints: store.audit.checkpoints(),
    expected: store.audit.highest(),
  });
}

/** Reading, verifying and exporting the audit log; writing it is the services' own business. */
export function auditHandlers({
  store,
  ports,
  audit,
}: Workbench): Pick<Handlers, 'audit.list' | 'audit.verify' | 'internal.exportAudit'> {
  return {
    'audit.list': ({ before, limit }) => ok(store.audit.list(limit, before)),
    'audit.verify': () => ok(verifyStoreAudit(store)),
    async 'internal.exportAudit'({ file }) {
      audit.record('audit.export', `workspace:${store.workspace.id}`);
      audit.seal();
      const source = {
        workspace: store.workspace.id,
        publicKey: deviceKey(store, ports).publicKeyPem,
        log: store.audit,
      };
      const written = await writeFileAtomically(file, [...auditFileLines(source)].join(''));
      return written.ok ? ok({}) : written;
    },
  };
}
