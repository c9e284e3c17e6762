import { basename, dirname, isAbsolute, join, posix, relative, resolve } from 'node:path';
import { appError } from '../../../shared/base/appError.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { oneLine } from '../../../shared/base/withoutControls.ts';
import { blockingFindings, type SealContents, seal } from '../../../shared/bundle/seal.ts';
import { EnginePool } from '../../core/rehearsal/enginePool.ts';
import { rehearseWorkflow } from '../../core/rehearsal/rehearseWorkflow.ts';
import { archiveBytes, writeArchive } from '../../core/sealing/archive.ts';
import { type DefinitionToSeal, prepareSeal, type SealRequest } from '../../core/sealing/prepareSeal.ts';
import { type Signer, signerFromPem } from '../../core/sealing/signer.ts';
import { workflowsBeside } from '../aroundDefinition.ts';
import { checkContextOf } from '../checkContext.ts';
import { type Command, type CommandIo, type ExitStatus, exitStatus } from '../command.ts';
import { engineLocation } from '../engineLocation.ts';
import { readSmallText, readTextOf } from '../files.ts';
import { findScenarios } from '../findScenarios.ts';
import { outputFile } from '../outputFile.ts';
import { policyBeside } from '../policyBeside.ts';
import { type Arguments, readArguments } from '../readArguments.ts';
import { readNamedFile } from '../readNamedFile.ts';
import { readPolicy } from '../readPolicy.ts';
import { tell, unable } from '../tell.ts';
import { WorkflowTexts } from '../workflowTexts.ts';

const flags = {
  key: { value: 'KEY', help: 'Ed25519 private key in PEM that signs.' },
  out: { value: 'BUNDLE', help: 'File that takes the bundle.' },
  policy: {
    value: 'F',
    help: 'Policy that the bundle is sealed under; the policy.yaml beside the first file unless said, else the default.',
  },
} as const;

/** `drydock seal`: definitions with findings and evidence, signed. */
export const sealCommand: Command = {
  name: 'seal',
  args: 'FILE… --key KEY --out BUNDLE',
  summary: 'Seals definitions with their findings and the traces of their scenarios. 1 where a finding holds it back.',
  flags,
  async run(args, io) {
    const read = readArguments(args, flags);
    if (!read.ok) return unable(io, 'seal', read.error);
    const { key, out } = read.value.flags;
    if (read.value.rest.length === 0 || key === undefined || out === undefined) {
      return unable(io, 'seal', { message: 'give at least one definition, --key and --out' });
    }
    const file = await outputFile(io, '--out', out, [...read.value.rest, key, read.value.flags.policy]);
    if (!file.ok) return unable(io, 'seal', file.error);
    const pem = await readSmallText(io, key);
    if (!pem.ok) return unable(io, 'seal', pem.error);
    const signer = signerFromPem(pem.value);
    if (!signer.ok) return unable(io, 'seal', { message: `${key}: ${signer.error.message}` });
    const contents = await gather(read.value, io);
    if (!contents.ok) return unable(io, 'seal', contents.error);
    return sign(contents.value, signer.value, { file: file.value, out }, io);
  },
};

async function sign(
  contents: SealContents,
  signer: Signer,
  { file, out }: { readonly file: string; readonly out: string },
  io: CommandIo,
): Promise<ExitStatus> {
  const bundle = seal(contents, signer, new Date().toISOString());
  if (!bundle.ok) {
    for (const { rule, message } of blockingFindings(contents.findings)) io.out(`${rule}: ${oneLine(message)}\n`);
    tell(io, 'seal', bundle.error.message);
    return exitStatus.no;
  }
  const written = await writeArchive(await archiveBytes(bundle.value), file, out);
  if (!written.ok) return unable(io, 'seal', written.error);
  io.out(`${bundle.value.manifest.digest}\n`);
  return exitStatus.fine;
}

async function gather({ flags: given, rest }: Arguments<typeof flags>, io: CommandIo): Promise<Result<SealContents>> {
  const definitions: DefinitionToSeal[] = [];
  // Files that a scenario or its definition names are relative to it; they stand beside each other.
  const folders = new Map<string, string>();
  for (const file of rest) {
    const definition = await readDefinition(io, file);
    if (!definition.ok) return definition;
    if (definitions.some(({ name }) => name === definition.value.name)) {
      return err(appError('invalid-input', `${file} is named twice`));
    }
    definitions.push(definition.value);
    const { name, scenarios } = definition.value;
    for (const one of [{ name }, ...scenarios]) folders.set(one.name, resolve(io.folder, dirname(file)));
  }
  const policy = await readPolicy(io, given.policy ?? (await policyBeside(io, rest[0] ?? '')));
  if (!policy.ok) return policy;
  const texts = new WorkflowTexts(io);
  const named = rest.map((file) => resolve(io.folder, file));
  const pool = new EnginePool(engineLocation());
  try {
    const request: SealRequest = {
      definitions,
      policy: policy.value,
      today: today(),
      previous: null,
      async readScenarioFile(scenario, name) {
        const by = { kind: definitions.some((one) => one.name === scenario) ? 'workflow' : 'scenario' } as const;
        const text = await readNamedFile(io, { ...by, folder: folders.get(scenario) ?? io.folder }, name);
        return text.ok ? ok({ text: text.value, dataset: null }) : text;
      },
      async findWorkflows(name, mayBeWanted) {
        const file = join(folders.get(name) ?? io.folder, basename(name));
        const beside = await workflowsBeside(resolve(io.folder, file), texts, mayBeWanted);
        if (!beside.ok) return beside;
        return ok(beside.value.map((found) => ({ ...found, name: posix.join(posix.dirname(name), found.name) })));
      },
      contextOf(name, runs) {
        const file = join(folders.get(name) ?? io.folder, basename(name));
        return checkContextOf(io, { file, runs }, policy.value, { texts, named });
      },
    };
    return await prepareSeal(request, (definition, scenario) =>
      rehearseWorkflow(pool, {
        definition: definition.text,
        ...scenario,
        sensitive: policy.value.sensitive,
        signal: io.signal,
      }),
    );
  } finally {
    pool.close();
  }
}

const today = (): string => new Date().toISOString().slice(0, 10);

/** A definition with the scenarios that stand beside it; having none is no mistake. */
async function readDefinition(io: CommandIo, file: string): Promise<Result<DefinitionToSeal>> {
  const text = await readTextOf(io, file);
  if (!text.ok) return text;
  const found = await findScenarios(io, [file]);
  const scenarios: { name: string; text: string }[] = [];
  for (const { scenario } of found.scenarios) {
    const read = await readTextOf(io, scenario);
    if (!read.ok) return read;
    scenarios.push({ name: bundleName(io, scenario), text: read.value });
  }
  return ok({ name: bundleName(io, file), text: text.value, scenarios });
}

/** A file's name in the bundle: its path from here, or its last part where it stands elsewhere. No path of this machine goes along. */
function bundleName(io: CommandIo, file: string): string {
  const path = relative(io.folder, resolve(io.folder, file));
  return path.startsWith('..') || isAbsolute(path) ? basename(path) : path.replaceAll('\\', '/');
}
