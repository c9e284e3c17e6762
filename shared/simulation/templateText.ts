import { parseTemplate } from '../templates/parseTemplate.ts';
import { renderTemplate } from '../templates/renderTemplate.ts';
import { RunLimit } from './fault.ts';
import type { ValuePlan } from './plan.ts';
import type { PlanContext } from './planContext.ts';
import { planText } from './planValue.ts';
import { standardFault } from './standardErrors.ts';

/** Longest text that a template may give, in UTF-16 units. */
const maxRenderedLength = 4 * 1024 * 1024;

/**
 * Plans a text field of a house action: `${ … }` is an expression, `{{ … }}` a template over the task's input. Only what
 * the definition says is read as a template, never what an expression gives: data cannot bring templates of its own.
 */
export function planTemplateText(text: string, context: PlanContext): ValuePlan | null {
  const expression = planText(text, context);
  if (expression !== null || !text.includes('{{')) return expression;
  const { tree, problems } = parseTemplate(text);
  const [problem] = problems;
  if (problem !== undefined) {
    const detail = `The template is not valid: ${problem.message}`;
    context.problems.push({ reference: context.reference, message: detail });
    return (_input, scope) => {
      throw standardFault('configuration', { detail, instance: scope.reference });
    };
  }
  return (input, scope) => {
    const rendered = renderTemplate(tree, input, { maxLength: maxRenderedLength });
    if (rendered.ok) return rendered.value;
    if (rendered.error.code === 'limit') throw new RunLimit(rendered.error.message);
    throw standardFault('expression', { detail: rendered.error.message, instance: scope.reference });
  };
}
