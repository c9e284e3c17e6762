import process from 'node:process';
import { heldOutC, judgeHouseFlow } from '../unit/diagnostics/flows/houseFlows.ts';
import { type FlowOutcome, flowGroups, heldOut, judgeFlow } from '../unit/diagnostics/flows/labelledFlows.ts';

/** Flows that test the same part of the language, of whichever set. */
interface Group<Flow> {
  readonly group: string;
  readonly flows: readonly Flow[];
}

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

function counted<Flow>({ flows }: Group<Flow>, judge: (flow: Flow) => FlowOutcome): Count {
  return flows.map(judge).reduce<Count>((sum, { right, wrong, missed }) => {
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
function table<Flow>(title: string, groups: readonly Group<Flow>[], judge: (flow: Flow) => FlowOutcome): string {
  const counts = groups.map((group) => ({ name: group.group, count: counted(group, judge) }));
  const all = counts.reduce((sum, { count }) => added(sum, count), none);
  return [
    `  ${title.padEnd(46)} ${'all'.padStart(4)} precision recall   wrong  missed\n`,
    ...counts.map(({ name, count }) => line(name, count)),
    line('all', all),
    `  ${all.clean} of them are clean: nothing arrives.\n\n`,
  ].join('');
}

process.stdout.write(table('labelled flows', flowGroups, judgeFlow));
process.stdout.write(table('held out, A', heldOut.A, judgeFlow));
process.stdout.write(table('held out, B', heldOut.B, judgeFlow));
process.stdout.write(table('held-out definitions, C1', heldOutC.C1, judgeHouseFlow));
const closed = { group: 'of all kinds', flows: heldOutC.C2.flatMap(({ flows }) => flows) };
process.stdout.write(table('held-out definitions, C2', [closed], judgeHouseFlow));
