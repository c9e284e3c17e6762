import type { TaskList, Use } from '../workflow/definition.ts';
import { joinPointer } from '../workflow/pointer.ts';
import type { ExtensionPlan } from './plan.ts';
import type { PlanContext } from './planContext.ts';
import { planBareExpression } from './planExpression.ts';
import { runListToExit } from './runList.ts';

/** Plans the tasks that `use.extensions` puts around others. */
export function planExtensions({ extensions = [] }: Use, context: PlanContext): ExtensionPlan[] {
  return extensions.flatMap((entry, index) =>
    Object.entries(entry).map(([name, { extend, when, before, after }]): ExtensionPlan => {
      const reference = joinPointer('/use/extensions', index, name);
      const around = (list: TaskList | undefined, part: string): ExtensionPlan['before'] => {
        if (list === undefined) return null;
        const plan = context.planList(list, `${reference}/${part}`, { ...context, reference, pointer: reference });
        return (frame, input) => runListToExit(plan, frame, input);
      };
      return {
        extend,
        condition:
          when === undefined ? null : planBareExpression(when, { ...context, reference, pointer: `${reference}/when` }),
        before: around(before, 'before'),
        after: around(after, 'after'),
      };
    }),
  );
}
