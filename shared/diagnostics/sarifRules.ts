import type { JsonObject } from '../base/json.ts';
import { productVersion } from '../base/productVersion.ts';
import { type BuiltInRule, builtInRules } from './builtInRules.ts';
import { profileRules } from './profiles/profileTable.ts';
import type { Rule } from './rule.ts';
import { ruleTable } from './ruleTable.ts';

const weaknesses = 'CWE';
const described: readonly (BuiltInRule | Rule)[] = [...builtInRules, ...ruleTable, ...profileRules];

/** Where each rule stands in the list of the driver. */
export function ruleIndexes(): ReadonlyMap<string, number> {
  return new Map(described.map(({ id }, index) => [id, index]));
}

/** The tool component: Drydock, with every rule and its help. */
export function sarifDriver(): JsonObject {
  return {
    name: 'Drydock',
    semanticVersion: productVersion,
    rules: described.map((rule) => ('examples' in rule ? ruleDescriptor(rule) : builtInDescriptor(rule))),
    supportedTaxonomies: [{ name: weaknesses }],
  };
}

/** The weaknesses that rules refer to, of the Common Weakness Enumeration. */
export function sarifWeaknesses(): JsonObject {
  const named = new Map(
    described.flatMap((rule) => ('examples' in rule ? weaknessesOf(rule) : [])).map((one) => [one.id, one]),
  );
  return {
    name: weaknesses,
    organization: 'MITRE',
    informationUri: 'https://cwe.mitre.org/',
    isComprehensive: false,
    taxa: [...named.values()].map(({ id, name, url }) => ({ id, shortDescription: { text: name }, helpUri: url })),
  };
}

interface Weakness {
  /** Number in the enumeration. */
  readonly id: string;
  readonly name: string;
  readonly url: string;
}

function weaknessesOf({ references }: Rule): Weakness[] {
  return references.flatMap(({ title, url }) => {
    const [, id, name] = /^CWE-(\d+): (.+)$/.exec(title) ?? [];
    return id === undefined || name === undefined ? [] : [{ id, name, url }];
  });
}

function builtInDescriptor({ id, title, severity, why, remedy }: BuiltInRule): JsonObject {
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: `${why}\n\n${remedy}` },
    defaultConfiguration: { level: severity },
  };
}

function ruleDescriptor(rule: Rule): JsonObject {
  const { id, title, why, remedy, severity, confidence, references } = rule;
  const links = references.map((reference) => `- [${reference.title}](${reference.url})`).join('\n');
  const relationships = weaknessesOf(rule).map((weakness) => ({
    target: { id: weakness.id, toolComponent: { name: weaknesses } },
    kinds: ['superset'],
  }));
  return {
    id,
    name: id.replace(/(^|-)([a-z])/g, (_, _hyphen: string, letter: string) => letter.toUpperCase()),
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: `${why}\n\n${remedy}`, markdown: `${why}\n\n${remedy}\n\n${links}` },
    defaultConfiguration: { level: severity },
    ...(relationships.length > 0 && { relationships }),
    properties: { precision: confidence, tags: ['security'] },
  };
}
