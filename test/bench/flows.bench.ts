import process from 'node:process';
import { flowGroups, judgeFlow } from '../unit/diagnostics/flows/labelledFlows.ts';

interface Count {
  readonly flows: number;
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
}

const none: Count = { flows: 0, right: 0, wrong: 0, missed: 0 };

function added(one: Count, other: Count): Count {
  return {
    flows: one.flows + other.flows,
    right: one.right + other.right,
    wrong: one.wrong + other.wrong,
    missed: one.missed + other.missed,
  };
}

/** How many of the arrivals that were told are real, and how many of the real ones are told. */
function line(name: string, { flows, right, wrong, missed }: Count): string {
  const share = (part: number, whole: number) =>
    `${whole === 0 ? '–' : ((100 * part) / whole).toFixed(1)} %`.padStart(8);
  const precision = share(right, right + wrong);
  const recall = share(right, right + missed);
  return `  ${name.padEnd(46)} ${String(flows).padStart(4)} ${precision} ${recall} ${String(wrong).padStart(7)} ${String(missed).padStart(7)}\n`;
}

process.stdout.write(`  ${'labelled flows'.padEnd(46)} ${'all'.padStart(4)} precision recall   wrong  missed\n`);
let all = none;
let clean = 0;
for (const { group, flows } of flowGroups) {
  let count = none;
  for (const flow of flows) {
    const { right, wrong, missed } = judgeFlow(flow);
    if (right.length + missed.length === 0) clean += 1;
    count = added(count, { flows: 1, right: right.length, wrong: wrong.length, missed: missed.length });
  }
  all = added(all, count);
  process.stdout.write(line(group, count));
}
process.stdout.write(line('all', all));
process.stdout.write(`  ${clean} of them are clean: nothing arrives.\n`);
