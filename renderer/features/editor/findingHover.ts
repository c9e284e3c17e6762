import type { Finding } from '../../../shared/diagnostics/finding.ts';
import { language } from '../../platform/language.ts';
import type { Monaco, MonacoApi } from '../../platform/monaco.ts';
import type { PlacedFinding } from '../../state/findings/findingsStore.ts';
import { canBeWaived } from '../../state/findings/waiving.ts';
import type { RuleWords } from '../../workers/protocol.ts';
import { findingsAt, nameOfFinding } from './findingAt.ts';
import { findingCommands } from './findingCommands.ts';
import { toRange } from './toRange.ts';

/** Most findings of one place that the hover explains. */
const maxExplained = 3;

function link(label: string, command: string, placed: PlacedFinding): string {
  return `[${label}](command:${command}?${encodeURIComponent(JSON.stringify(nameOfFinding(placed)))})`;
}

/** Only words of ours and links: nothing that the file says, as links of this part are followed. */
function trusted(placed: PlacedFinding, words: RuleWords | null): MonacoApi.IMarkdownString {
  const { finding } = placed;
  const links = [
    ...(finding.related.length > 0 ? [link('Peek the path', findingCommands.peek, placed)] : []),
    ...(canBeWaived(finding) ? [link('Waive with reason…', findingCommands.waive, placed)] : []),
    ...(words === null ? [] : [link('Read about the rule', findingCommands.about, placed)]),
  ];
  const lines = [
    `**${words?.title ?? finding.rule}** (${finding.severity}, ${finding.confidence} confidence)`,
    links.join(' · '),
    ...(words === null ? [] : [words.why, `*How to mend it:* ${words.remedy}`]),
  ];
  const { peek, waive, about } = findingCommands;
  return { value: lines.join('\n\n'), isTrusted: { enabledCommands: [peek, waive, about] } };
}

/** What was written into the file, as plain text. */
function waiverNote({ waiver }: Finding): MonacoApi.IMarkdownString[] {
  if (waiver === null) return [];
  const reason = waiver.reason.replace(/[\\`*_{}[\]()#+\-.!<>|~&]/g, '\\$&');
  return [{ value: `Waived until ${waiver.until}: ${reason}` }];
}

async function explain(placed: PlacedFinding): Promise<MonacoApi.IMarkdownString[]> {
  const words = await language().ask<'rule'>({ ask: 'rule', rule: placed.finding.rule });
  return [trusted(placed, words.ok ? words.value : null), ...waiverNote(placed.finding)];
}

/** Says on a finding why it matters, how it is mended and how sure the rule is, with what can be done. */
export function registerFindingHover(monaco: Monaco, languages: readonly string[]): void {
  monaco.languages.registerHoverProvider([...languages], {
    async provideHover(model, position) {
      const here = monaco.Range.fromPositions(position);
      const found = findingsAt(monaco, model, here).slice(0, maxExplained);
      const [first] = found;
      if (first === undefined) return null;
      const contents = (await Promise.all(found.map(explain))).flat();
      return { contents, range: toRange(model, first.finding.location.range) };
    },
  });
}
