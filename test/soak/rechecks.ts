import type { Finding } from '../../shared/diagnostics/finding.ts';
import { profileTable } from '../../shared/diagnostics/profiles/profileTable.ts';
import { type CheckOptions, checkDocument } from '../../shared/diagnostics/runRules.ts';
import { defaultPolicy } from '../../shared/policy/defaultPolicy.ts';
import { mergePolicy } from '../../shared/policy/mergePolicy.ts';
import { Random } from '../../shared/simulation/random.ts';
import type { SourceDocument } from '../../shared/workflow/document.ts';
import { parseDocument } from '../../shared/workflow/parseDocument.ts';
import { isReparsable, reparse } from '../../shared/workflow/reparse.ts';
import { DefinitionEdits } from './definitionEdits.ts';
import { seedTexts } from './definitionSource.ts';
import { inOrder } from './notation.ts';
import { grouped, type SoakResult, type SoakSettings } from './soak.ts';

/** Longest row of edits of one definition. */
const editsInRow = 40;

/** Most failures that are listed. */
const maxListed = 20;

const strict = mergePolicy(defaultPolicy, {
  policy: 1,
  network: { allowedDomains: ['*.example.com'] },
  sensitive: {
    classes: {
      ...defaultPolicy.sensitive.classes,
      order: { names: ['^x$'], values: [], exposure: 'error', mask: 'mask' },
    },
  },
  severities: { 'no-timeout': 'note', 'unpinned-image-or-mcp': 'off' },
  waivers: [{ rule: 'insecure-scheme', fingerprint: null, reason: 'known', until: '2027-01-01' }],
});

/** What the workflow `beside` may look like that definitions run. */
const beside = [
  [],
  ['- out:\n    set: { x: "${ .x }" }\n'],
  ['- out:\n    set: { x: 1 }\n'],
  ['- out:\n    call: http\n    with: { method: get, endpoint: "http://a.example" }\n', ''],
].map((lists) =>
  lists.flatMap((list) => {
    const read = parseDocument(`document: { dsl: 1.0.3, namespace: soak, name: beside, version: 0.1.0 }\ndo:\n${list}`);
    return read.ok ? [read.value] : [];
  }),
);

/**
 * Edits definitions over and over, as the editor sees it: what is found after an edit, with all that was kept of the checks
 * before, must be what is found in the text when nothing is known of it. What a check depends on beside the text changes too.
 */
export async function soakRechecks({ count, seed, isStopped, say }: SoakSettings): Promise<SoakResult> {
  const totals = new Totals();
  const starts = seedTexts();
  for (let row = 0; totals.edits < count && !isStopped(); row += 1) {
    editInRow(new Random(seed * 0x1_0000_0000 + row), starts, totals, row);
    if (row % 250 === 249) say(`${grouped(totals.edits)} edits, ${totals.failures.length} failures`);
    // Lets a signal come through.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return totals.result();
}

class Totals {
  readonly failures: string[] = [];
  edits = 0;
  reread = 0;
  findings = 0;

  result(): SoakResult {
    const figures = [
      `${grouped(this.edits)} edits, of which ${grouped(this.reread)} were read by themselves`,
      `${grouped(this.findings)} findings compared`,
    ];
    const { length } = this.failures;
    const more = length > maxListed ? [`and ${length - maxListed} more`] : [];
    return { figures, failures: [...this.failures.slice(0, maxListed), ...more] };
  }
}

function editInRow(random: Random, starts: readonly string[], totals: Totals, row: number): void {
  const edits = new DefinitionEdits(random, starts);
  const terms = new Terms(random);
  let text = edits.start();
  /** What the next edit can be read from, as the editor keeps it. */
  let last: SourceDocument | null = null;
  for (let edit = 0; edit < editsInRow; edit += 1) {
    const told = `row ${row}, edit ${edit}: ${JSON.stringify(last?.text ?? '')} became ${JSON.stringify(text)}`;
    // Other questions than for findings read an edited text, too.
    const isChecked = random.integer() % 5 > 0;
    const document = compareChecks(text, last, { options: isChecked ? terms.next() : null, totals, told });
    if (document !== null && isReparsable(document)) last = document;
    // Mistakes are mended soon, most of them; those that stay are part of many edits.
    if (last !== null && last.text !== text && random.integer() % 4 > 0) text = last.text;
    text = edits.edited(read(text), text);
  }
}

interface Comparison {
  /** Null where the text is only read. */
  readonly options: CheckOptions | null;
  readonly totals: Totals;
  /** The edit, for people. */
  readonly told: string;
}

/** Checks an edited text both ways; the answer is its document, read by itself where that can be done. */
function compareChecks(
  text: string,
  last: SourceDocument | null,
  { options, totals, told }: Comparison,
): SourceDocument | null {
  const [fresh, other] = [read(text), read(text)];
  if (fresh === null) return null;
  totals.edits += 1;
  const reread = last === null ? null : reparse(last, text);
  if (reread !== null) totals.reread += 1;
  const document = reread ?? other ?? fresh;
  if (inOrder(document) !== inOrder(fresh)) totals.failures.push(`read in another way: ${told}`);
  if (options === null) return document;
  // By itself: places in it move with later edits.
  const found = structuredClone(checkDocument(document, options));
  const expected = checkDocument(fresh, { ...options, policy: structuredClone(options.policy) });
  totals.findings += expected.length;
  if (JSON.stringify(found) !== JSON.stringify(expected))
    totals.failures.push(`${difference(found, expected)}; ${told}`);
  return document;
}

function read(text: string): SourceDocument | null {
  const parsed = parseDocument(text);
  return parsed.ok ? parsed.value : null;
}

/** The first thing that is in one list of findings and not in the other. */
function difference(found: readonly Finding[], expected: readonly Finding[]): string {
  const texts = new Set(expected.map((finding) => JSON.stringify(finding)));
  const more = found.find((finding) => !texts.has(JSON.stringify(finding)));
  const known = new Set(found.map((finding) => JSON.stringify(finding)));
  const less = expected.find((finding) => !known.has(JSON.stringify(finding)));
  return `found ${JSON.stringify(more ?? null)} in the place of ${JSON.stringify(less ?? null)}`;
}

/** What a check depends on beside the text: most of the time the same as before. */
class Terms {
  readonly #random: Random;
  #options: CheckOptions = { policy: defaultPolicy, today: '2026-01-01' };

  constructor(random: Random) {
    this.#random = random;
  }

  next(): CheckOptions {
    const below = (bound: number) => this.#random.integer() % bound;
    if (below(3) > 0) return this.#options;
    const [profile = null] = profileTable;
    const changed: Partial<CheckOptions>[] = [
      { policy: below(2) === 0 ? defaultPolicy : strict },
      { profile: below(2) === 0 ? null : profile },
      { workflows: beside[below(beside.length)] ?? [] },
      { fields: below(2) === 0 ? [] : [{ name: 'y', class: 'email' }] },
      { today: below(2) === 0 ? '2026-01-01' : '2027-06-01' },
    ];
    this.#options = { ...this.#options, ...changed[below(changed.length)] };
    return this.#options;
  }
}
