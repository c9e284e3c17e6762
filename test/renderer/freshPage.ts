import { connectBridge } from '../../renderer/platform/bridge.ts';
import { connectLanguage } from '../../renderer/platform/language.ts';
import { useDatasets } from '../../renderer/state/datasets/datasetsStore.ts';
import { useDocuments } from '../../renderer/state/documents/documentsStore.ts';
import { useFindings } from '../../renderer/state/findings/findingsStore.ts';
import { useFixPreview } from '../../renderer/state/findings/fixing.ts';
import { useWaiving } from '../../renderer/state/findings/waiving.ts';
import { useGraph } from '../../renderer/state/graph/graphStore.ts';
import { useNotifications } from '../../renderer/state/notifications/notificationsStore.ts';
import { useReview } from '../../renderer/state/review/reviewStore.ts';
import { useRuns } from '../../renderer/state/runs/runsStore.ts';
import { useSeal } from '../../renderer/state/seal/sealStore.ts';
import { useSettings } from '../../renderer/state/settings/settingsStore.ts';
import { useWorkspaceChanges } from '../../renderer/state/status/sessionLoss.ts';
import { useStatus } from '../../renderer/state/status/statusStore.ts';
import { usePassphraseForm } from '../../renderer/state/vault/passphraseForm.ts';
import { useDialogs } from '../../renderer/state/workbench/dialogs.ts';
import { useShownDocument } from '../../renderer/state/workbench/shownDocument.ts';
import { LanguageClient, type WorkerPort } from '../../renderer/workers/languageClient.ts';
import { answer } from '../../renderer/workers/languageService.ts';
import type { Finding } from '../../shared/diagnostics/finding.ts';
import { digest, FakeBridge } from './fakeBridge.ts';

/** A worker that answers at once, in this process. */
class InlineWorker implements WorkerPort {
  onmessage: WorkerPort['onmessage'] = null;
  onerror: WorkerPort['onerror'] = null;

  postMessage({ id, ...question }: Parameters<WorkerPort['postMessage']>[0]): void {
    queueMicrotask(() => this.onmessage?.({ data: { id, answer: answer(question) } } as MessageEvent));
  }

  terminate(): void {}
}

/** Puts every store back to its start, and connects the page to a bridge. */
export function freshPage(bridge: FakeBridge = new FakeBridge()): FakeBridge {
  sessionStorage.clear();
  connectBridge(bridge);
  connectLanguage(new LanguageClient(() => new InlineWorker()));
  useDatasets.setState(useDatasets.getInitialState(), true);
  useDocuments.setState(useDocuments.getInitialState(), true);
  useFindings.setState(useFindings.getInitialState(), true);
  useWaiving.setState(useWaiving.getInitialState(), true);
  useFixPreview.setState(useFixPreview.getInitialState(), true);
  useWorkspaceChanges.setState(useWorkspaceChanges.getInitialState(), true);
  usePassphraseForm.setState(usePassphraseForm.getInitialState(), true);
  useShownDocument.setState(useShownDocument.getInitialState(), true);
  useGraph.setState(useGraph.getInitialState(), true);
  useNotifications.setState(useNotifications.getInitialState(), true);
  useReview.setState(useReview.getInitialState(), true);
  useRuns.setState(useRuns.getInitialState(), true);
  useSeal.setState(useSeal.getInitialState(), true);
  useSettings.setState(useSettings.getInitialState(), true);
  useStatus.setState(useStatus.getInitialState(), true);
  useDialogs.setState(useDialogs.getInitialState(), true);
  return bridge;
}

/** A finding, with what a test cares about. */
export function finding(rule: string, more: Partial<Finding> = {}): Finding {
  return {
    rule,
    severity: 'error',
    confidence: 'high',
    message: `${rule} was found.`,
    help: 'Change it.',
    location: { pointer: `/${rule}`, range: { start: 0, end: 1 } },
    related: [],
    fingerprint: digest('a'),
    fixes: [],
    waiver: null,
    ...more,
  };
}
