import { builtInRules } from '../../../shared/diagnostics/builtInRules.ts';
import { profileDocument } from '../../../shared/diagnostics/profiles/profileDocument.ts';
import { profileOf, profileTable } from '../../../shared/diagnostics/profiles/profileTable.ts';
import { ruleDocument } from '../../../shared/diagnostics/ruleDocument.ts';
import { ruleOf, ruleTable } from '../../../shared/diagnostics/ruleTable.ts';
import { closestName } from '../../../shared/workflow/schema/closestName.ts';
import { type Command, exitStatus } from '../command.ts';
import { readArguments } from '../readArguments.ts';
import { unable } from '../tell.ts';

const described = [...ruleTable, ...builtInRules];

/** `drydock docs`: what a rule looks for, why, and how to put it right. */
export const docsCommand: Command = {
  name: 'docs',
  args: '[RULE]',
  summary: 'Shows the page of a rule or profile; without one, lists them.',
  flags: {},
  async run(args, io) {
    const read = readArguments(args, {});
    if (!read.ok) return unable(io, 'docs', read.error);
    const [id, ...more] = read.value.rest;
    if (more.length > 0) return unable(io, 'docs', { message: "name one rule at a time; 'drydock docs' lists them" });
    const page = id === undefined ? list() : pageOf(id);
    if (page === null) return unable(io, 'docs', { message: `there is no rule '${id}'; ${hintFor(id ?? '')}` });
    io.out(page);
    return exitStatus.fine;
  },
};

function hintFor(id: string): string {
  const meant = closestName(
    id,
    [...described, ...profileTable].map((one) => one.id),
  );
  return meant === null ? "'drydock docs' lists them" : `did you mean '${meant}'?`;
}

function pageOf(id: string): string | null {
  const profile = profileOf(id);
  if (profile !== null) return profileDocument(profile);
  const rule = ruleOf(id);
  return rule === null ? null : ruleDocument(rule);
}

/** What there is: severity, whether it can be mended by `--fix`, and what it is about. */
function list(): string {
  const width = Math.max(...described.map((rule) => rule.id.length));
  const lines = described.map(({ id, severity, fix, title }) => {
    return `${id.padEnd(width)}  ${severity.padEnd(7)}  ${(fix === null ? '' : `fix: ${fix}`).padEnd(11)}  ${title}\n`;
  });
  const profiles = profileTable.map(({ id, title }) => `${id.padEnd(width)}  profile               ${title}\n`);
  return [...lines, ...profiles].join('');
}
