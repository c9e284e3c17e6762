import { parseTemplate } from '../templates/parseTemplate.ts';
import type { ParsedTemplate } from '../templates/template.ts';
import type { HouseAction } from './callTarget.ts';
import type { ModelText } from './modelText.ts';
import { remembered } from './remembered.ts';

const readTemplate = remembered(parseTemplate);

/** A template in a field of a house action. */
export interface ModelTemplate {
  readonly text: ModelText;
  readonly action: HouseAction;
  /** The argument that it stands in: `subject`, `body`, `html` … */
  readonly field: string;
  readonly template: ParsedTemplate;
}

/** The house action and argument that a text belongs to, or null. */
export function actionFieldOf(text: ModelText): { readonly action: HouseAction; readonly field: string } | null {
  const { task, pointer, path } = text;
  if (task === null || task.action === null || !pointer.startsWith('/with/', task.reference.length)) return null;
  const field = path[task.depth + 1];
  return field === undefined ? null : { action: task.action, field };
}

/** What a text of a house action says that has a `{{`; null for any other. */
export function templateIn(text: ModelText): ModelTemplate | null {
  const place = text.value.includes('{{') ? actionFieldOf(text) : null;
  return place === null ? null : { text, ...place, template: readTemplate(text.value) };
}
