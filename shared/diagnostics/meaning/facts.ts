import { lastPointerToken } from '../../workflow/pointer.ts';
import { argumentOf } from '../flow/sink.ts';
import type { DocumentModel } from '../model.ts';
import { secretReads } from '../secretReads.ts';
import { declarationFacts } from './declarationFacts.ts';
import { type Fact, placeOf } from './fact.ts';
import { structureFacts, taskFacts } from './taskFacts.ts';
import { quoted } from './wording.ts';

/** The facts of a definition; none of them depends on layout, comments or the order of keys. */
export function factsOf(model: DocumentModel): readonly Fact[] {
  return distinct([
    ...exposures(model),
    ...secrets(model),
    ...hosts(model),
    ...model.tasks.flatMap((task) => taskFacts(task)),
    ...declarationFacts(model),
    ...structureFacts(model),
  ]);
}

/** What tells a fact from others of the same definition. */
export function factId({ subject, place, key }: Pick<Fact, 'subject' | 'place' | 'key'>): string {
  return `${subject} ${place ?? ''} ${key}`;
}

/** The same thing said in several places is one fact, with the first of them. */
function distinct(facts: readonly Fact[]): readonly Fact[] {
  const found = new Map<string, Fact>();
  for (const fact of facts) if (!found.has(factId(fact))) found.set(factId(fact), fact);
  return [...found.values()];
}

function exposures(model: DocumentModel): Fact[] {
  return model.flow.arrivals().flatMap((arrival): Fact[] => {
    const { label, sink, text } = arrival;
    const { kind, class: sensitiveClass, name } = label.source;
    if (kind !== 'sensitive' || sink.kind === 'process' || sink.beyond !== undefined) return [];
    const argument = argumentOf(arrival)[1] ?? sink.kind;
    const where =
      sink.task === null ? 'the result of the workflow' : `${quoted(argument)} of ${quoted(sink.task.name)}`;
    const what = `${quoted(name)} (class ${quoted(sensitiveClass ?? 'unknown')})`;
    return [
      {
        subject: 'sensitive-field',
        place: sink.task === null ? null : placeOf(sink.task.reference),
        key: `${sensitiveClass} ${name} ${argument}`,
        value: null,
        label: `way of ${what} to ${where}`,
        added: `${what} now leaves in ${where}`,
        removed: `${what} no longer leaves in ${where}`,
        pointer: text.pointer,
      },
    ];
  });
}

function secrets(model: DocumentModel): Fact[] {
  const fact = (name: string | null, pointer: string): Fact => {
    const shown = name === null ? 'a secret whose name it works out' : `the secret ${quoted(name)}`;
    return {
      subject: 'secret',
      place: null,
      key: name ?? '*',
      value: null,
      label: shown.replace(/^the /, ''),
      added: `The workflow now uses ${shown}`,
      removed: `The workflow no longer uses ${shown}`,
      pointer,
    };
  };
  const read = model.expressions.flatMap((expression) =>
    secretReads(expression).map(({ name }) => fact(name, expression.text.pointer)),
  );
  const named = model.texts.flatMap(({ path, value, pointer, isData }): Fact[] => {
    // `use` below an authentication, declared or in place, names the secret that holds it.
    const isUsed = !isData && lastPointerToken(pointer) === 'use' && isAuthentication(path);
    return isUsed ? [fact(value, pointer)] : [];
  });
  return [...read, ...named];
}

function isAuthentication(path: readonly string[]): boolean {
  const at = path.findLastIndex((key) => key === 'authentications' || key === 'authentication');
  // `authentication: { use: name }` names a declared authentication and no secret.
  return at >= 0 && path.length - at > 2;
}

function hosts(model: DocumentModel): Fact[] {
  return model.endpoints.map(({ address: { host, scheme, source }, text, isPartial }): Fact => {
    const isUnknown = host === null && isPartial;
    const port = URL.parse(source)?.port ?? '';
    const address = `${scheme === null ? '' : `${scheme}://`}${host ?? source}${port === '' ? '' : `:${port}`}`;
    const shown = isUnknown ? 'a host that data decides' : quoted(address);
    return {
      subject: 'host',
      place: null,
      key: isUnknown ? '' : address,
      value: null,
      label: isUnknown ? shown : address,
      added: `The workflow now reaches ${shown}`,
      removed: `The workflow no longer reaches ${shown}`,
      pointer: text.pointer,
    };
  });
}
