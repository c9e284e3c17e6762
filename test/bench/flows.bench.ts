import process from 'node:process';
import { type FlowGroup, flowGroups, heldOut, judgeFlow } from '../unit/diagnostics/flows/labelledFlows.ts';

interface Count {
  readonly flows: number;
  readonly clean: number;
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
}

const none: Count = { flows: 0, clean: 0, right: 0, wrong: 0, missed: 0 };

function added(one: Count, other: Count): Count {
  return {
    flows: one.flows + other.flows,
    clean: one.clean + other.clean,
    right: one.right + other.right,
    wrong: one.wrong + other.wrong,
    missed: one.missed + other.missed,
  };
}

function counted({ flows }: FlowGroup): Count {
  return flows.map(judgeFlow).reduce<Count>((sum, { right, wrong, missed }) => {
    const clean = right.length + missed.length === 0 ? 1 : 0;
    return added(sum, { flows: 1, clean, right: right.length, wrong: wrong.length, missed: missed.length });
  }, none);
}

/** How many of the arrivals that were told are real, and how many of the real ones are told. */
function line(name: string, { flows, right, wrong, missed }: Count): string {
  const share = (part: number, whole: number) =>
    `${whole === 0 ? '–' : ((100 * part) / whole).toFixed(1)} %`.padStart(8);
  const precision = share(right, right + wrong);
  const recall = share(right, right + missed);
  return `  ${name.padEnd(46)} ${String(flows).padStart(4)} ${precision} ${recall} ${String(wrong).padStart(7)} ${String(missed).padStart(7)}\n`;
}

/** A set by its groups, and as a whole. */
function table(title: string, groups: readonly FlowGroup[]): string {
  const counts = groups.map((group) => ({ name: group.group, count: counted(group) }));
  const all = counts.reduce((sum, { count }) => added(sum, count), none);
  return [
    `  ${title.padEnd(46)} ${'all'.padStart(4)} precision recall   wrong  missed\n`,
    ...counts.map(({ name, count }) => line(name, count)),
    line('all', all),
    `  ${all.clean} of them are clean: nothing arrives.\n\n`,
  ].join('');
}

process.stdout.write(table('labelled flows', flowGroups));
process.stdout.write(table('held out, A', heldOut.A));
process.stdout.write(table('held out, B', heldOut.B));
