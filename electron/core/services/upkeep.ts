import { ok } from '../../../shared/base/result.ts';
import { backupStore } from '../backup/backupStore.ts';
import type { Handlers } from '../handlers.ts';
import type { KeyProtection } from './keys.ts';
import type { Workbench } from './workbench.ts';

/** The store as a whole: what opening it mended, and backups of it. */
export function upkeepHandlers(
  { store, ports, who, emit }: Workbench,
  { key, folder }: KeyProtection,
): Pick<Handlers, 'internal.mended' | 'internal.backup'> {
  return {
    'internal.mended': () => ok({ mended: store.mended }),
    async 'internal.backup'({ destination, passphrase }) {
      const progress = (text: string | null): void => emit('work.progress', { work: 'backup', text });
      try {
        const made = await backupStore({ folder, store, key, ports, who, passphrase, progress }, destination);
        return made.ok ? ok({}) : made;
      } finally {
        progress(null);
      }
    },
  };
}
