import type { Finding } from '../../../shared/diagnostics/finding.ts';
import type { Monaco, MonacoApi } from '../../platform/monaco.ts';
import { findingsAt } from './findingAt.ts';
import { toRange } from './toRange.ts';

type Editor = MonacoApi.editor.IStandaloneCodeEditor;
type Model = MonacoApi.editor.ITextModel;

/** The finding whose way somebody asked for; the editor asks for the places of its cursor. */
let asked: Finding | null = null;

function placesOf(model: Model, { related, location }: Finding): MonacoApi.languages.Location[] {
  const ranges = [...related.map(({ range }) => range), location.range];
  const distinct = new Map(ranges.map((range) => [`${range.start}:${range.end}`, range]));
  return [...distinct.values()].map((range) => ({ uri: model.uri, range: toRange(model, range) }));
}

/** Lets the editor peek at the way of the data that a finding is about: what it calls references, at the finding. */
export function registerWayPeek(monaco: Monaco, languages: readonly string[]): void {
  monaco.languages.registerReferenceProvider([...languages], {
    provideReferences(model, position) {
      const found = findingsAt(monaco, model, monaco.Range.fromPositions(position)).map(({ finding }) => finding);
      const finding = found.find((one) => one === asked) ?? found.find(({ related }) => related.length > 0);
      return finding === undefined ? [] : placesOf(model, finding);
    },
  });
}

/** Opens the peek view at a finding, with every place of its way. */
export function peekWay(editor: Editor, finding: Finding): void {
  const model = editor.getModel();
  if (model === null) return;
  asked = finding;
  editor.setPosition(model.getPositionAt(finding.location.range.start));
  editor.focus();
  editor.trigger('drydock', 'editor.action.referenceSearch.trigger', null);
}
