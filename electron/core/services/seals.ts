import { z } from 'zod';
import { appError } from '../../../shared/base/appError.ts';
import { canonicalJson } from '../../../shared/base/canonicalJson.ts';
import { digestOf } from '../../../shared/base/digest.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Bundle } from '../../../shared/bundle/layout.ts';
import { type SealContents, seal, sealFiles } from '../../../shared/bundle/seal.ts';
import { digestSchema, instantSchema } from '../../../shared/contract/values.ts';
import { deviceKey } from '../keys/deviceKey.ts';
import { prepareSeal } from '../sealing/prepareSeal.ts';
import type { ContextOf } from './checkContexts.ts';
import type { DocumentService } from './documents.ts';
import { type PolicyService, soundPolicy } from './policy.ts';
import type { RehearsalService } from './rehearsals.ts';
import type { ScenarioFiles } from './scenarioFiles.ts';
import type { Workbench } from './workbench.ts';

/** What the last seal of a workflow was: the same contents give the same bytes again, other contents name it as the one before. */
const lastSealSchema = z.strictObject({
  contents: digestSchema,
  /** Null in what a version wrote that did not keep it. */
  revision: digestSchema.nullable().default(null),
  manifest: digestSchema,
  sealedAt: instantSchema,
  previous: digestSchema.nullable(),
});
type LastSeal = z.infer<typeof lastSealSchema>;

/** A revision with everything that a seal of it would vouch for. */
export interface Prepared {
  readonly revision: string;
  readonly contents: SealContents;
}

/** A signed bundle that is nowhere yet. */
export interface Sealed {
  readonly bundle: Bundle;
  /** Makes it the seal that the next one names: to be called once it has got to where it was to go. */
  remember(): void;
}

/** The last seal of a workflow, and of which revision it was. */
export interface SealedRevision {
  readonly revision: string;
  readonly manifest: string;
  readonly sealedAt: string;
}

/** Sealing of the workspace's workflows. */
export interface SealService {
  /** The last seal that got to where it was to go; null where there is none. */
  last(path: string): Result<SealedRevision | null>;
  /** Checks the newest revision and rehearses its scenarios, for somebody to look at; writes nothing. */
  prepare(path: string): Promise<Result<Prepared>>;
  /**
   * Seals and signs this revision. `conflict` where another is the newest by now, or where the bundle would hold something else
   * than what was last looked at of it; `blocked` while a finding holds it back.
   */
  seal(path: string, revision: string): Promise<Result<Sealed>>;
}

/** What sealing works with. */
export interface SealParts {
  readonly documents: DocumentService;
  readonly scenarios: ScenarioFiles;
  readonly rehearsals: RehearsalService;
  readonly policy: PolicyService;
  readonly contextOf: ContextOf;
}

/** Builds the service over the workspace. */
export function sealService({ store, ports, permit }: Workbench, parts: SealParts): SealService {
  const { documents, scenarios, rehearsals, policy, contextOf } = parts;

  /** What was last looked at, by path. */
  const looked = new Map<string, { readonly revision: string; readonly contents: string }>();

  const prepare: SealService['prepare'] = async (path) => {
    const prepared = await gather(path);
    if (prepared.ok) {
      const { revision, contents } = prepared.value;
      looked.set(path, { revision, contents: contentsDigest(contents) });
    }
    return prepared;
  };

  const gather = async (path: string): Promise<Result<Prepared>> => {
    // Sending to a team server takes a permission of its own, and sealing first takes this one.
    const permitted = permit('bundle:seal', `document:${path}`);
    if (!permitted.ok) return permitted;
    const row = documents.find(path);
    if (!row.ok) return row;
    const { revision } = row.value;
    const text = documents.savedText(path);
    if (!text.ok) return text;
    if (revision === null) return err(appError('invalid-input', `'${path}' was never saved: save it first.`));
    const inForce = soundPolicy(policy);
    if (!inForce.ok) return inForce;
    const evidence: { name: string; text: string }[] = [];
    for (const name of scenarios.scenariosOf(path)) {
      const scenario = documents.savedText(name);
      if (!scenario.ok) return scenario;
      evidence.push({ name, text: scenario.value });
    }
    const contents = await prepareSeal(
      {
        definitions: [{ name: path, text: text.value, scenarios: evidence }],
        policy: inForce.value,
        today: ports.now().toISOString().slice(0, 10),
        previous: null,
        readScenarioFile: async (scenario, name) => scenarios.readFile(scenario, name),
        findWorkflows: async (definition, mayBeWanted) => ok(scenarios.workflowsAround(definition, mayBeWanted)),
        contextOf,
      },
      (definition, scenario) => rehearsals.underScenario(definition.text, scenario, new AbortController().signal),
    );
    return contents.ok ? ok({ revision, contents: contents.value }) : contents;
  };

  const sealRevision: SealService['seal'] = async (path, revision) => {
    const prepared = await gather(path);
    if (!prepared.ok) return prepared;
    // Asked again after the rehearsals, which take a while: what was looked at is what is sealed.
    const now = documents.find(path);
    const contents = contentsDigest(prepared.value.contents);
    const seen = looked.get(path);
    const isSeen = seen?.revision !== revision || seen.contents === contents;
    if (prepared.value.revision !== revision || !now.ok || now.value.revision !== revision || !isSeen) {
      const what = isSeen ? `'${path}'` : `Something that is sealed with '${path}'`;
      return err(appError('conflict', `${what} was changed since it was looked at.`, 'Look at the preview again.'));
    }
    // The document keeps its id under another path, and another document may come to have this one.
    const name = keptUnder(now.value.id);
    const plan = planSeal(readLast(store.settings.read(name)), contents, ports.now().toISOString());
    const bundle = seal(
      { ...prepared.value.contents, previous: plan.previous },
      deviceKey(store, ports),
      plan.sealedAt,
    );
    if (!bundle.ok) return bundle;
    const last: LastSeal = { ...plan, revision, manifest: bundle.value.manifest.digest };
    return ok({ bundle: bundle.value, remember: () => store.settings.write(name, JSON.stringify(last)) });
  };

  const last: SealService['last'] = (path) => {
    const row = documents.find(path);
    if (!row.ok) return row;
    const known = readLast(store.settings.read(keptUnder(row.value.id)));
    if (known === null || known.revision === null) return ok(null);
    const { revision, manifest, sealedAt } = known;
    return ok({ revision, manifest, sealedAt });
  };

  return { last, prepare, seal: sealRevision };
}

/** Where the last seal of a document is kept. */
function keptUnder(document: string): string {
  return `seal:${document}`;
}

/** When and after what to seal: as the last time, where the contents are those of the last time. */
function planSeal(last: LastSeal | null, contents: string, now: string): Omit<LastSeal, 'manifest' | 'revision'> {
  if (last?.contents === contents) return { contents, sealedAt: last.sealedAt, previous: last.previous };
  return { contents, sealedAt: now, previous: last?.manifest ?? null };
}

function contentsDigest(contents: SealContents): string {
  return digestOf(canonicalJson(sealFiles(contents).map(({ name, bytes }) => [name, digestOf(bytes)])));
}

function readLast(json: string | null): LastSeal | null {
  return json === null ? null : lastSealSchema.parse(JSON.parse(json));
}
