import type { Finding } from '../../../shared/diagnostics/finding.ts';
import type { Range } from '../../../shared/workflow/document.ts';
import { compareTexts } from '../documents/comparing.ts';
import { openDocument } from '../documents/documentsStore.ts';
import { editor } from '../documents/editorPort.ts';
import { open } from '../documents/reading.ts';
import { explainFinding } from '../findings/explaining.ts';
import { askForWaiver } from '../findings/waiving.ts';
import { notify } from '../notifications/notificationsStore.ts';
import { useReview } from './reviewStore.ts';

/** The path under review, where the text is still the one that was reviewed; otherwise ranges do not fit. */
function reviewedPath(): string | null {
  const { path, text } = useReview.getState();
  if (path !== null && openDocument(path)?.text === text) return path;
  notify('info', 'The text has just changed. Look at the review again.');
  return null;
}

/** Shows a place of the newer text in the editor. */
export async function goToNewer(range: Range): Promise<void> {
  const path = reviewedPath();
  if (path !== null && (await open(path))) editor()?.reveal(path, range);
}

/** Shows a place of the older text, beside what stands there now. */
export function goToOlder(range: Range, label: string): void {
  const { path, before, baseline } = useReview.getState();
  if (path === null || before === null) return;
  const digest = baseline?.kind === 'revision' ? baseline.digest : null;
  compareTexts({ path, label, text: before, digest, reveal: range });
}

/** Explains a finding where findings are explained. */
export async function explainReviewed(finding: Finding): Promise<void> {
  const path = reviewedPath();
  if (path !== null) await explainFinding({ path, finding });
}

/** Opens the form for a waiver of a finding. */
export async function waiveReviewed(finding: Finding): Promise<void> {
  const path = reviewedPath();
  if (path === null) return;
  await explainFinding({ path, finding });
  askForWaiver({ path, finding });
}
