import type { Monaco, MonacoApi } from '../../platform/monaco.ts';
import { changeDocument, noteText, openDocument, useDocuments } from '../../state/documents/documentsStore.ts';

type Model = MonacoApi.editor.ITextModel;

const models = new Map<string, Model>();

function createModel(monaco: Monaco, path: string): Model {
  const document = openDocument(path);
  const language = /\.json$/i.test(path) ? 'json' : 'yaml';
  const uri = monaco.Uri.from({ scheme: 'drydock', path: `/${path}` });
  const model = monaco.editor.createModel(document?.text ?? '', language, uri);
  // The editor keeps one kind of line end in a text; a mixed one is not "changed" for that alone.
  const text = model.getValue();
  if (document !== null && text !== document.text) {
    changeDocument(path, document.saved === document.text ? { text, saved: text } : { text });
  }
  model.onDidChangeContent(() => noteText(path, model.getValue()));
  return model;
}

/** The one model of an open document: it keeps the undo history while tabs come and go. */
export function modelFor(monaco: Monaco, path: string): Model {
  const known = models.get(path);
  if (known !== undefined) return known;
  const model = createModel(monaco, path);
  models.set(path, model);
  return model;
}

/** The model of an open document, where it has one. */
export function knownModel(path: string): Model | undefined {
  return models.get(path);
}

/** Path of the document that a model holds, or null for models of other views. */
export function pathOf(model: Model): string | null {
  for (const [path, one] of models) if (one === model) return path;
  return null;
}

/** Frees the models of documents that were closed. */
export function startFreeingModels(): () => void {
  return useDocuments.subscribe(({ open }) => {
    for (const [path, model] of models) {
      if (open[path] !== undefined) continue;
      models.delete(path);
      model.dispose();
    }
  });
}
