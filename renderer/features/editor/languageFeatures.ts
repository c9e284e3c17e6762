import type { Finding } from '../../../shared/diagnostics/finding.ts';
import type { Completion } from '../../../shared/workflow/complete.ts';
import type { OutlineItem } from '../../../shared/workflow/outline.ts';
import { language } from '../../platform/language.ts';
import type { Monaco, MonacoApi } from '../../platform/monaco.ts';
import { openDocument } from '../../state/documents/documentsStore.ts';
import { useFindings } from '../../state/findings/findingsStore.ts';
import type { WorkerText } from '../../workers/protocol.ts';
import { registerFindingActions } from './findingActions.ts';
import { registerFindingCommands } from './findingCommands.ts';
import { registerFindingHover } from './findingHover.ts';
import { knownModel, pathOf } from './models.ts';
import { toRange } from './toRange.ts';
import { registerWayPeek } from './wayPeek.ts';

type Model = MonacoApi.editor.ITextModel;

const languages = ['yaml', 'json'];

function workerText(model: Model): WorkerText | null {
  const path = pathOf(model);
  const document = path === null ? null : openDocument(path);
  return document === null ? null : { path: document.path, kind: document.kind, text: model.getValue() };
}

function completionKind({ languages: api }: Monaco, kind: Completion['kind']): MonacoApi.languages.CompletionItemKind {
  const kinds = api.CompletionItemKind;
  const byKind = {
    property: kinds.Property,
    task: kinds.Snippet,
    value: kinds.Value,
    name: kinds.Variable,
  };
  return byKind[kind];
}

function toSuggestion(monaco: Monaco, model: Model, one: Completion, at: number): MonacoApi.languages.CompletionItem {
  return {
    label: one.label,
    kind: completionKind(monaco, one.kind),
    insertText: one.insertText,
    insertTextRules: monaco.languages.CompletionItemInsertTextRule.InsertAsSnippet,
    range: toRange(model, one.range),
    sortText: String(at).padStart(5, '0'),
    ...(one.detail !== undefined && { detail: one.detail }),
    ...(one.documentation !== undefined && { documentation: { value: one.documentation } }),
  };
}

function registerCompletion(monaco: Monaco): void {
  monaco.languages.registerCompletionItemProvider(languages, {
    triggerCharacters: [' ', ':', '.', '$', '{', '"', '|', '-'],
    async provideCompletionItems(model, position) {
      const document = workerText(model);
      if (document === null) return { suggestions: [] };
      const answer = await language().ask<'complete'>({
        ask: 'complete',
        document,
        offset: model.getOffsetAt(position),
      });
      if (!answer.ok) return { suggestions: [] };
      return { suggestions: answer.value.map((one, at) => toSuggestion(monaco, model, one, at)) };
    },
  });
}

function registerHover(monaco: Monaco): void {
  monaco.languages.registerHoverProvider(languages, {
    async provideHover(model, position) {
      const document = workerText(model);
      if (document === null) return null;
      const answer = await language().ask<'hover'>({ ask: 'hover', document, offset: model.getOffsetAt(position) });
      if (!answer.ok || answer.value === null) return null;
      return { contents: [{ value: answer.value.markdown }], range: toRange(model, answer.value.range) };
    },
  });
}

function toSymbol(monaco: Monaco, model: Model, entry: OutlineItem): MonacoApi.languages.DocumentSymbol {
  const range = toRange(model, entry.range);
  return {
    name: entry.name,
    detail: entry.detail,
    kind: monaco.languages.SymbolKind.Function,
    tags: [],
    range,
    selectionRange: range,
    children: entry.children.map((child) => toSymbol(monaco, model, child)),
  };
}

function registerOutline(monaco: Monaco): void {
  monaco.languages.registerDocumentSymbolProvider(languages, {
    displayName: 'Drydock',
    async provideDocumentSymbols(model) {
      const document = workerText(model);
      if (document === null) return [];
      const answer = await language().ask<'outline'>({ ask: 'outline', document });
      return answer.ok ? answer.value.map((entry) => toSymbol(monaco, model, entry)) : [];
    },
  });
}

/** Markers are shown as they are: names between quotes, not between backticks. */
function plainText(text: string): string {
  return text.replace(/`([^`]*)`/g, '“$1”');
}

function toMarker(monaco: Monaco, model: Model, finding: Finding): MonacoApi.editor.IMarkerData {
  const { Error: error, Warning: warning, Info: info } = monaco.MarkerSeverity;
  return {
    ...toRange(model, finding.location.range),
    severity: { error, warning, note: info }[finding.severity],
    message: plainText(`${finding.message}\n${finding.help}`),
    source: 'drydock',
    code: finding.rule,
  };
}

/** Underlines findings in the editor as they come in; the function that comes back stops it. */
export function startMarking(monaco: Monaco): () => void {
  function mark(path: string): void {
    const model = knownModel(path);
    const checked = useFindings.getState().byPath[path];
    if (model === undefined || checked === undefined) return;
    const markers = checked.findings
      .filter((finding) => finding.waiver === null)
      .map((finding) => toMarker(monaco, model, finding));
    monaco.editor.setModelMarkers(model, 'drydock', markers);
  }
  for (const path of Object.keys(useFindings.getState().byPath)) mark(path);
  const stopModels = monaco.editor.onDidCreateModel(() => {
    queueMicrotask(() => Object.keys(useFindings.getState().byPath).forEach(mark));
  });
  const stopFindings = useFindings.subscribe(({ byPath }, before) => {
    for (const path of Object.keys(byPath)) if (byPath[path] !== before.byPath[path]) mark(path);
  });
  return () => {
    stopModels.dispose();
    stopFindings();
  };
}

/** Teaches the editor completion, hover and outline, and what can be done about findings; the language worker answers. */
export function registerLanguageFeatures(monaco: Monaco): void {
  registerCompletion(monaco);
  registerHover(monaco);
  registerOutline(monaco);
  registerFindingCommands(monaco);
  registerFindingHover(monaco, languages);
  registerFindingActions(monaco, languages);
  registerWayPeek(monaco, languages);
}
