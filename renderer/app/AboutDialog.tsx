import { useEffect, useState } from 'react';
import type { MethodOutput } from '../../shared/contract/table.ts';
import { call } from '../platform/bridge.ts';
import { protectionNotice } from '../state/status/protection.ts';
import { useStatus } from '../state/status/statusStore.ts';
import { Button } from '../ui/Button.tsx';
import { Facts } from '../ui/Facts.tsx';
import { ModalDialog } from '../ui/ModalDialog.tsx';

type EngineGuards = MethodOutput<'engine.guards'>;

/** What holds the processes that rehearse, in words. */
function guardsText(guards: EngineGuards | null): string {
  if (guards === null) return 'unknown';
  const held = ["Node's permission model", 'time and memory watched'];
  if (guards.limits) held.push('limits of the kernel (prlimit)');
  if (guards.namespace) held.push('a namespace (bubblewrap)');
  return `A process each: ${held.join(', ')}`;
}

/** Versions, the sandboxes, and what protects the store. */
export function AboutDialog({ onClose }: { readonly onClose: () => void }) {
  const { info, store } = useStatus();
  const [guards, setGuards] = useState<EngineGuards | null>(null);
  useEffect(() => {
    void call('engine.guards', {}).then((answer) => answer.ok && setGuards(answer.value));
  }, []);
  const close = (
    <Button variant="primary" onPress={onClose} autoFocus>
      Close
    </Button>
  );
  const facts: [string, string][] = [
    ['Version', info?.version ?? 'unknown'],
    ['Electron', info === null ? 'unknown' : `${info.electron} (Chromium ${info.chromium}, Node ${info.node})`],
    ['System', info?.platform ?? 'unknown'],
    ['Page sandbox', info?.sandboxed === false ? 'Off: Drydock was started as root' : 'On'],
    ['Rehearsals', guardsText(guards)],
    ['Store', store === null ? 'unknown' : protectionNotice(store).detail],
    ['Network', 'None, until you name a team server'],
  ];
  return (
    <ModalDialog title="About Drydock" onClose={onClose} buttons={close}>
      <Facts facts={facts} />
    </ModalDialog>
  );
}
