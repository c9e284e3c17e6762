import { composeAny } from '../../shared/workflow/composeAny.ts';
import type { SourceDocument } from '../../shared/workflow/document.ts';
import { LimitReached } from '../../shared/workflow/documentLimits.ts';
import { parseDocument } from '../../shared/workflow/parseDocument.ts';
import { readPlain } from '../../shared/workflow/plain/readPlain.ts';
import { isReparsable, reparse } from '../../shared/workflow/reparse.ts';
import type { SourceReading } from '../../shared/workflow/sourceTree.ts';
import { tokenize } from '../../shared/workflow/yamlTokens.ts';
import { seedTexts } from './definitionSource.ts';
import { grouped, type SoakResult, type SoakSettings } from './soak.ts';
import { jsonTexts, plainTexts, YamlTexts } from './yamlTexts.ts';

/** Longest row of edits of one text. */
const editsInRow = 25;

/** Most failures that are listed. */
const maxListed = 20;

/**
 * Edits texts over and over: what is read straight into a tree must be what `yaml` makes of the text, and what is read
 * again after an edit what a whole reading gives.
 */
export async function soakNotation({ count, seed, isStopped, say }: SoakSettings): Promise<SoakResult> {
  const totals = new Totals();
  const texts = new YamlTexts([...plainTexts, ...jsonTexts, ...seedTexts()], seed);
  for (let row = 0; totals.texts < count && !isStopped(); row += 1) {
    editInRow(texts, totals);
    if (row % 2_000 === 1_999) say(`${grouped(totals.texts)} texts, ${totals.failures.length} failures`);
    // Lets a signal come through.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return totals.result();
}

class Totals {
  readonly failures: string[] = [];
  texts = 0;
  fine = 0;
  plain = 0;
  halfTyped = 0;
  edits = 0;
  reread = 0;

  result(): SoakResult {
    const figures = [
      `${grouped(this.texts)} texts, ${grouped(this.fine)} without a mistake, ${grouped(this.plain)} read as plain, ${grouped(this.halfTyped)} of them with half a key`,
      `${grouped(this.edits)} edits from one plain text to another, of which ${grouped(this.reread)} were read by themselves`,
    ];
    const { length } = this.failures;
    const more = length > maxListed ? [`and ${length - maxListed} more`] : [];
    return { figures, failures: [...this.failures.slice(0, maxListed), ...more] };
  }
}

function editInRow(texts: YamlTexts, totals: Totals): void {
  let text = texts.text();
  let document: SourceDocument | null = null;
  for (let edit = 0; edit < editsInRow; edit += 1) {
    totals.texts += 1;
    compareReadings(text, totals);
    document = editedDocument(document, text, totals) ?? document;
    text = texts.edited(document?.text ?? text);
  }
}

function compareReadings(text: string, totals: Totals): void {
  const long = longReading(text);
  const plain = readPlain(text);
  if (long?.problems.length === 0) totals.fine += 1;
  if (plain === null) return;
  totals.plain += 1;
  if (plain.problems.length > 0) totals.halfTyped += 1;
  const { tree, comments, problems } = plain;
  const isSame = inOrder({ tree, comments, problems }) === inOrder(long);
  if (!isSame) totals.failures.push(`read in another way than by yaml: ${JSON.stringify(text)}`);
}

function longReading(text: string): SourceReading | null {
  try {
    const { tokens, comments } = tokenize(text);
    return composeAny(text, tokens, comments);
  } catch (error) {
    if (error instanceof LimitReached) return null;
    throw error;
  }
}

/** The document of an edited text, where it is plain; read by itself where that can be done. */
function editedDocument(before: SourceDocument | null, text: string, totals: Totals): SourceDocument | null {
  const whole = parseDocument(text);
  const isPlain = whole.ok && isReparsable(whole.value);
  const shown = before === null ? '' : inOrder(before);
  const old = before?.text;
  const fresh = before === null ? null : reparse(before, text);
  if (before !== null && isPlain) totals.edits += 1;
  const told = `${JSON.stringify(old)} became ${JSON.stringify(text)}`;
  if (fresh === null) {
    if (before !== null && inOrder(before) !== shown) totals.failures.push(`changed, and not read: ${told}`);
    return isPlain ? whole.value : null;
  }
  totals.reread += 1;
  if (!whole.ok || inOrder(fresh) !== inOrder(whole.value))
    totals.failures.push(`read in another way by itself: ${told}`);
  return isPlain ? fresh : null;
}

/** Everything in a value but its functions, with the entries of maps in their order. */
export function inOrder(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (part instanceof Map ? [...part] : part));
}
