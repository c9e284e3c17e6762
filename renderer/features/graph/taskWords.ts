import type { ShownGraph } from '../../state/graph/graphStore.ts';
import type { PathStep } from '../../state/graph/marking.ts';
import type { OutlineRow } from './outlineRows.ts';
import { typeWord } from './taskIcons.ts';
import { sayWay, waysInto, waysOut } from './wayWords.ts';

/** Everything that the graph shows of a task, as one sentence for a screen reader. */
export function sayRow(shown: ShownGraph, row: OutlineRow, problems: string, steps: readonly PathStep[]): string {
  const { id, kind, label, detail, condition, isFolded } = row;
  if (kind === 'list' || kind === 'rest') return label;
  const ways = (found: ReturnType<typeof waysOut>): string => found.map(sayWay).join('; ');
  const [into, out] = [waysInto(shown, id), waysOut(shown, id)];
  const parts = [
    kind === 'start' ? 'Start of the workflow' : `${label}, ${typeWord(kind)}${detail === '' ? '' : ` ${detail}`}`,
    condition !== null && `only if ${condition}`,
    isFolded && 'folded',
    into.length > 0 &&
      `comes from ${into.map(({ why, place }) => (why === 'next' ? place : `${place} (${why})`)).join('; ')}`,
    out.length > 0 && `leads to ${ways(out)}`,
    problems,
    ...steps.map(({ number, role, message }) => `data path ${number}, ${role}: ${message}`),
  ];
  return parts.filter((part) => typeof part === 'string' && part !== '').join('. ');
}
