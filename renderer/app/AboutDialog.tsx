import { protectionNotice } from '../state/status/protection.ts';
import { useStatus } from '../state/status/statusStore.ts';
import { Button } from '../ui/Button.tsx';
import { Facts } from '../ui/Facts.tsx';
import { ModalDialog } from '../ui/ModalDialog.tsx';

/** Versions, the sandbox, and what protects the store. */
export function AboutDialog({ onClose }: { readonly onClose: () => void }) {
  const { info, store } = useStatus();
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
    ['Store', store === null ? 'unknown' : protectionNotice(store).detail],
    ['Network', 'None, until you name a team server'],
  ];
  return (
    <ModalDialog title="About Drydock" onClose={onClose} buttons={close}>
      <Facts facts={facts} />
    </ModalDialog>
  );
}
