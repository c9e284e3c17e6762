import { builtInRules } from '../../../shared/diagnostics/builtInRules.ts';
import { ruleDocument } from '../../../shared/diagnostics/ruleDocument.ts';
import { ruleOf, ruleTable } from '../../../shared/diagnostics/ruleTable.ts';
import { type Command, exitStatus } from '../command.ts';

/** `drydock docs`: what a rule looks for, why, and how to put it right. */
export const docsCommand: Command = {
  name: 'docs',
  usage: 'docs [RULE]',
  summary: 'Shows the page of a rule; without one, lists the rules.',
  async run(args, io) {
    const [id, ...more] = args;
    if (id === undefined) {
      const rules = [...ruleTable, ...builtInRules];
      const width = Math.max(...rules.map((rule) => rule.id.length));
      io.out(rules.map((rule) => `${rule.id.padEnd(width)}  ${rule.severity.padEnd(7)}  ${rule.title}\n`).join(''));
      return exitStatus.fine;
    }
    const rule = ruleOf(id);
    if (rule === null || more.length > 0) {
      const what = more.length > 0 ? 'name one rule at a time' : `there is no rule '${id}'`;
      io.error(`drydock docs: ${what}; 'drydock docs' lists them`);
      return exitStatus.unable;
    }
    io.out(ruleDocument(rule));
    return exitStatus.fine;
  },
};
