import { useDocuments } from '../documents/documentsStore.ts';
import { editor } from '../documents/editorPort.ts';
import { open } from '../documents/reading.ts';
import { isSameFinding, type PlacedFinding, selectFinding, shownFindings, useFindings } from './findingsStore.ts';

/** Shows a finding in the editor, and in the Problems panel. The focus goes to the editor. */
export async function revealFinding(placed: PlacedFinding): Promise<void> {
  selectFinding(placed);
  if (await open(placed.path)) editor()?.reveal(placed.path, placed.finding.location.range);
}

function inTextOrder(a: PlacedFinding, b: PlacedFinding): number {
  return a.path.localeCompare(b.path) || a.finding.location.range.start - b.finding.location.range.start;
}

/** The finding to go to from a selected one, or from the cursor where none is; round the corner at the ends. */
export function nextFinding(
  shown: readonly PlacedFinding[],
  selected: PlacedFinding | null,
  cursor: number,
  direction: 1 | -1,
): PlacedFinding | null {
  const ordered = [...shown].sort(inTextOrder);
  const at = ordered.findIndex((placed) => isSameFinding(placed, selected));
  if (at >= 0) return ordered.at((at + direction) % ordered.length) ?? null;
  if (direction === 1) return ordered.find((one) => one.finding.location.range.start >= cursor) ?? ordered[0] ?? null;
  return ordered.findLast((one) => one.finding.location.range.start < cursor) ?? ordered.at(-1) ?? null;
}

/** Goes to the next or previous of the problems that the panel shows. */
export async function goToProblem(direction: 1 | -1): Promise<void> {
  const { byPath, filter, selected } = useFindings.getState();
  const { active } = useDocuments.getState();
  const cursor = active === null ? 0 : (editor()?.cursor(active) ?? 0);
  const next = nextFinding(shownFindings(byPath, filter, active), selected, cursor, direction);
  if (next !== null) await revealFinding(next);
}
