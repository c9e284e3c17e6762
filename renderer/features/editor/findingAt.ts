import type { Finding } from '../../../shared/diagnostics/finding.ts';
import type { Monaco, MonacoApi } from '../../platform/monaco.ts';
import { type PlacedFinding, useFindings } from '../../state/findings/findingsStore.ts';
import { pathOf } from './models.ts';
import { toRange } from './toRange.ts';

type Model = MonacoApi.editor.ITextModel;

/** Findings of a model's text that a range touches; none while they are of an earlier text. */
export function findingsAt(monaco: Monaco, model: Model, range: MonacoApi.IRange): readonly PlacedFinding[] {
  const path = pathOf(model);
  const checked = path === null ? undefined : useFindings.getState().byPath[path];
  if (path === null || checked === undefined || checked.text !== model.getValue()) return [];
  return checked.findings
    .filter(({ location }) => monaco.Range.areIntersectingOrTouching(toRange(model, location.range), range))
    .map((finding) => ({ path, finding }));
}

/** What names a finding in a command of the editor: nothing of the finding itself passes through a link. */
export type FindingName = readonly [path: string, rule: string, fingerprint: string, start: number];

/** The name of a finding. */
export function nameOfFinding({ path, finding }: PlacedFinding): FindingName {
  return [path, finding.rule, finding.fingerprint, finding.location.range.start];
}

/** The finding of a name, as far as it is still there. */
export function findingOfName([path, rule, fingerprint, start]: FindingName): PlacedFinding | null {
  const isIt = (one: Finding) =>
    one.rule === rule && one.fingerprint === fingerprint && one.location.range.start === start;
  const finding = useFindings.getState().byPath[path]?.findings.find(isIt);
  return finding === undefined ? null : { path, finding };
}
