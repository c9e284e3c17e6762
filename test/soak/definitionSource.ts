import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject, type Json } from '../../shared/base/json.ts';
import { ruleTable } from '../../shared/diagnostics/ruleTable.ts';
import { Random } from '../../shared/simulation/random.ts';
import { parseDocument } from '../../shared/workflow/parseDocument.ts';
import { referenceFolder } from '../reference.ts';
import { GrownDefinition } from './grownDefinition.ts';

const header = "document: { dsl: '1.0.3', namespace: soak, name: mutant, version: '0.1.0' }\n";

/** Pieces that mean something to YAML, JSON, jq, Handlebars or a URI. */
export const strays = [
  ...[
    '"',
    "'",
    '{{',
    '}}',
    '${',
    '}',
    '|',
    '>',
    '&a ',
    '*a',
    ': ',
    '- ',
    '\n',
    '\n  ',
    '#',
    '[',
    ']',
    '{',
    '\\',
    '? ',
    ',',
  ],
  ...[
    '\u0000',
    '\u2028',
    '👍',
    '..',
    '://',
    '@',
    '%',
    '999',
    'null',
    '~',
    '<<: ',
    '!x ',
    '---\n',
    '\t',
    '\r\n',
    '\u001f',
  ],
  ...[
    '__proto__: ',
    'constructor',
    '.a',
    '(',
    ')',
    ';',
    '\ud800',
    '-1',
    '1e999',
    '.inf',
    '# drydock-ignore ',
    '{{#if ',
    '{{/',
  ],
];

/** What a mutation puts in place of a value. */
const intruders: readonly Json[] = [
  ...[null, true, -1, 1e308, '', 'x', '${ . }', '${ .a.b }', '${ [', '${ error }', '${ empty }', '${ infinite }'],
  ...[
    '${ $secrets.none }',
    '{{x}}',
    '{{#each a}}',
    'end',
    'PT1S',
    '__proto__',
    'https://a.example/{x}',
    'http://169.254.169.254',
  ],
  ...([[], [1], {}, { seconds: 1 }, [[[[[[[[]]]]]]]], { __proto__: null, a: 1 }] as Json[]),
];

/** Definitions to begin from: the examples of all rules, and those of the specification where they are. */
export function seedTexts(): string[] {
  const examples = ruleTable.flatMap(({ examples: { bad, good } }) => [...bad, ...good].map(({ text }) => text));
  const own = examples.map((text) => (/^(document:|\{)/m.test(text) ? text : `${header}do:\n${text}`));
  const folder = referenceFolder('dsl/examples');
  if (folder === null) return own;
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  return [...own, ...files.sort().map((file) => readFileSync(join(folder, file), 'utf8'))];
}

/** A source of definitions, valid and broken, generated and mutated: the same ones for the same seed. */
export class DefinitionSource {
  readonly #texts = seedTexts();
  readonly #values: readonly Json[];
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
    const documents = this.#texts.map((text) => parseDocument(text));
    this.#values = documents.flatMap((document) => (document.ok ? [document.value.value] : []));
  }

  /** The definition of that number; it depends on the seed and the number alone, so that one can be had again. */
  at(index: number): string {
    const random = new Random(this.#seed * 0x1_0000_0000 + index);
    const below = (count: number) => random.integer() % count;
    switch (below(4)) {
      case 0:
        return mutatedText(this.#texts[below(this.#texts.length)] ?? '', random);
      case 1:
        return JSON.stringify(mutatedValue(this.#values[below(this.#values.length)] ?? null, random), null, 1);
      case 2:
        return mutatedText(JSON.stringify(new GrownDefinition(random).make(), null, 1), random);
      default:
        return JSON.stringify(new GrownDefinition(random).make());
    }
  }
}

/** One to five times at some place something out and something in, or a piece of the text once more. */
function mutatedText(text: string, random: Random): string {
  let result = text;
  for (let change = random.integer() % 5; change >= 0; change--) {
    const at = random.integer() % (result.length + 1);
    const out = random.integer() % 13;
    const from = random.integer() % (result.length + 1);
    const stray =
      random.integer() % 6 === 0
        ? result.slice(from, from + (random.integer() % 80))
        : (strays[random.integer() % strays.length] ?? '');
    result = result.slice(0, at) + stray + result.slice(at + out);
  }
  return result;
}

function mutatedValue(value: Json, random: Random): Json {
  const chance = (one: number) => random.integer() % one === 0;
  if (chance(20)) return intruders[random.integer() % intruders.length] ?? null;
  if (Array.isArray(value)) return value.map((item: Json) => mutatedValue(item, random));
  if (!isJsonObject(value)) return value;
  const kept = Object.entries(value).filter(() => !chance(50));
  return Object.fromEntries(kept.map(([key, member]) => [key, mutatedValue(member, random)]));
}
