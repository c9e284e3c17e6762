import { randomBytes } from 'node:crypto';
import { ok } from '../../../shared/base/result.ts';
import { oneLine } from '../../../shared/base/withoutControls.ts';
import { maxDatasetBytes } from '../../../shared/contract/values.ts';
import { decodeTable } from '../../../shared/masking/decodeTable.ts';
import { maskingKeyBytes } from '../../../shared/masking/keyed.ts';
import { type ColumnReport, maskDataset } from '../../../shared/masking/maskDataset.ts';
import { policyClassifier } from '../../../shared/masking/policyClassifier.ts';
import { writeTable } from '../../../shared/masking/writeTable.ts';
import { writeFileAtomically } from '../../core/files/writeFileAtomically.ts';
import { type Command, exitStatus } from '../command.ts';
import { exactText } from '../exactText.ts';
import { readBytes } from '../files.ts';
import { policyFlag } from '../flags.ts';
import { outputFile } from '../outputFile.ts';
import { policyBeside } from '../policyBeside.ts';
import { readArguments } from '../readArguments.ts';
import { readPolicy } from '../readPolicy.ts';
import { tableFormatOf } from '../readRows.ts';
import { unable } from '../tell.ts';

const flags = {
  policy: policyFlag,
  out: { value: 'F', help: 'File that takes the masked data set, instead of standard output.' },
  report: { help: 'Prints the class of each column and what was done to it.' },
} as const;

/** `drydock mask`: a data set without anybody in it. The key is new each time, so two runs do not join. */
export const maskCommand: Command = {
  name: 'mask',
  args: 'FILE.{csv,json}',
  summary: 'Masks a data set to --out (or standard output); --report prints what was done to each column instead.',
  flags,
  async run(args, io) {
    const read = readArguments(args, flags);
    if (!read.ok) return unable(io, 'mask', read.error);
    const { flags: said, rest } = read.value;
    const [file, ...more] = rest;
    const format = tableFormatOf(file);
    if (file === undefined || more.length > 0 || format === null) {
      return unable(io, 'mask', { message: 'give one file that ends in .csv or .json' });
    }
    const out = said.out === undefined ? ok(null) : await outputFile(io, '--out', said.out, [file, said.policy]);
    if (!out.ok) return unable(io, 'mask', out.error);
    const policy = await readPolicy(io, said.policy ?? (await policyBeside(io, file)));
    if (!policy.ok) return unable(io, 'mask', policy.error);
    const bytes = await readBytes(io, file, maxDatasetBytes);
    if (!bytes.ok) return unable(io, 'mask', bytes.error);
    const text = decodeTable(bytes.value);
    if (!text.ok) return unable(io, 'mask', { message: `${file}: ${text.error.message}` });
    const classifier = policyClassifier(policy.value);
    const masked = maskDataset(text.value, { format, classifier, key: randomBytes(maskingKeyBytes) });
    if (!masked.ok) return unable(io, 'mask', { message: `${file}: ${masked.error.message}` });

    const table = writeTable(masked.value.rows, format);
    const written = out.value === null ? ok(undefined) : await writeFileAtomically(out.value, table, said.out);
    if (!written.ok) return unable(io, 'mask', written.error);
    if (said.report === true) io.out(report(masked.value.columns));
    else if (said.out === undefined) io.out(exactText(io, table));
    return exitStatus.fine;
  },
};

function report(columns: readonly ColumnReport[]): string {
  const rows = columns.map(({ name, class: dataClass, because, operator, masked }) => [
    oneLine(name),
    dataClass,
    because,
    operator,
    String(masked),
  ]);
  const table = [['column', 'class', 'because', 'operator', 'changed'], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}
