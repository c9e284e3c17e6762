import { builtInRules } from '../../../shared/diagnostics/builtInRules.ts';
import { profileDocument } from '../../../shared/diagnostics/profiles/profileDocument.ts';
import { profileOf, profileTable } from '../../../shared/diagnostics/profiles/profileTable.ts';
import { ruleDocument } from '../../../shared/diagnostics/ruleDocument.ts';
import { ruleOf, ruleTable } from '../../../shared/diagnostics/ruleTable.ts';
import { type Command, exitStatus } from '../command.ts';

/** `drydock docs`: what a rule looks for, why, and how to put it right. */
export const docsCommand: Command = {
  name: 'docs',
  usage: 'docs [RULE]',
  summary: 'Shows the page of a rule or profile; without one, lists them.',
  async run(args, io) {
    const [id, ...more] = args;
    if (id === undefined) {
      io.out(list());
      return exitStatus.fine;
    }
    const rule = ruleOf(id);
    if (rule === null || more.length > 0) {
      const what = more.length > 0 ? 'name one rule at a time' : `there is no rule '${id}'`;
      io.error(`drydock docs: ${what}; 'drydock docs' lists them`);
      return exitStatus.unable;
    }
    const profile = profileOf(id);
    io.out(profile === null ? ruleDocument(rule) : profileDocument(profile));
    return exitStatus.fine;
  },
};

/** What there is: severity, whether it can be mended by `--fix`, and what it is about. */
function list(): string {
  const rules = [...ruleTable, ...builtInRules];
  const width = Math.max(...rules.map((rule) => rule.id.length));
  const lines = rules.map(({ id, severity, fix, title }) => {
    return `${id.padEnd(width)}  ${severity.padEnd(7)}  ${(fix === null ? '' : `fix: ${fix}`).padEnd(11)}  ${title}\n`;
  });
  const profiles = profileTable.map(({ id, title }) => `${id.padEnd(width)}  profile               ${title}\n`);
  return [...lines, ...profiles].join('');
}
