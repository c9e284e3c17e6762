import { isJsonObject, type Json } from '../../base/json.ts';
import { joinPointer, valueAt } from '../../workflow/pointer.ts';
import type { DocumentModel } from '../model.ts';
import type { Fact, Subject } from './fact.ts';
import { quoted } from './wording.ts';

/** Parts of the definition outside of tasks that have a name of their own. */
const named: readonly (readonly [subject: Subject, pointer: string, noun: string])[] = [
  ['limit', '/timeout', 'timeout'],
  ['schedule', '/schedule', 'schedule'],
  ['schema', '/input/schema', 'input schema'],
  ['schema', '/output/schema', 'output schema'],
];

/** What `use` declares by name. */
const declared: Readonly<Record<string, readonly [subject: Subject, noun: string]>> = {
  authentications: ['authentication', 'authentication'],
  retries: ['limit', 'retry policy'],
  timeouts: ['limit', 'timeout'],
  catalogs: ['action', 'catalog'],
};

/** What is said outside of tasks, every part of it: what has no name of its own by its keys. */
export function declarationFacts({ document, use }: DocumentModel): readonly Fact[] {
  const { value } = document;
  if (!isJsonObject(value)) return [];
  const facts = [
    ...named.flatMap(([subject, pointer, noun]) => wholeFact(value, subject, pointer, `${noun} of the workflow`)),
    ...Object.entries(declared).flatMap(([kind, [subject, noun]]) => declaredFacts(use[kind], kind, subject, noun)),
    ...scopes(use.authentications),
  ];
  return [...facts, ...restFacts(value)];
}

function wholeFact(definition: Json, subject: Subject, pointer: string, label: string): Fact[] {
  const value = valueAt(definition, pointer);
  return value === undefined ? [] : [factOf(subject, value, pointer, label)];
}

function declaredFacts(entries: Json | undefined, kind: string, subject: Subject, noun: string): Fact[] {
  if (entries === undefined || !isJsonObject(entries)) return [];
  return Object.entries(entries).map(([name, value]) =>
    factOf(subject, value, joinPointer('/use', kind, name), `${noun} ${quoted(name)}`),
  );
}

function factOf(subject: Subject, value: Json, pointer: string, label: string): Fact {
  const added = `The ${label} is new`;
  return { subject, place: null, key: pointer, value, label, added, removed: `The ${label} is gone`, pointer };
}

/** What OAuth 2 authentications ask for. */
function scopes(authentications: Json | undefined): Fact[] {
  if (authentications === undefined || !isJsonObject(authentications)) return [];
  return Object.entries(authentications).flatMap(([name, value]) =>
    ['oauth2', 'oidc'].flatMap((kind) => {
      const asked = valueAt(value, `/${kind}/scopes`);
      if (!Array.isArray(asked)) return [];
      return asked.flatMap((scope): Fact[] => {
        if (typeof scope !== 'string') return [];
        const label = `permission ${quoted(scope)} of ${quoted(name)}`;
        return [
          {
            subject: 'permission',
            place: null,
            key: `${name} ${scope}`,
            value: null,
            label,
            added: `${quoted(name)} now asks for the permission ${quoted(scope)}`,
            removed: `${quoted(name)} no longer asks for the permission ${quoted(scope)}`,
            pointer: joinPointer('/use/authentications', name, kind, 'scopes'),
          },
        ];
      });
    }),
  );
}

/** Everything else, by the keys that hold it: nothing may change without being said. */
function restFacts(definition: { readonly [key: string]: Json }): Fact[] {
  const covered = new Set(['/do', '/use/functions', ...named.map(([, pointer]) => pointer)]);
  for (const kind of Object.keys(declared)) covered.add(joinPointer('/use', kind));
  const pointers = Object.entries(definition).flatMap(([key, value]) =>
    isJsonObject(value) && ['document', 'use', 'input', 'output'].includes(key)
      ? Object.keys(value).map((inner) => joinPointer('', key, inner))
      : [joinPointer('', key)],
  );
  return pointers
    .filter((pointer) => !covered.has(pointer))
    .flatMap((pointer) => wholeFact(definition, 'definition', pointer, quoted(pointer.slice(1).replaceAll('/', '.'))));
}
