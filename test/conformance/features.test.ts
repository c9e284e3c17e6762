import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isJsonObject, type Json } from '../../shared/base/json.ts';
import type { Trace } from '../../shared/simulation/trace.ts';
import { canonicalErrorType } from '../../shared/workflow/errorTypes.ts';
import { parseDocument } from '../../shared/workflow/parseDocument.ts';
import { drydock } from '../cli/builtCommand.ts';
import { build } from '../engine/builtEngine.ts';
import { referenceFolder } from '../reference.ts';
import { type GherkinScenario, type GherkinStep, readFeature } from './gherkin.ts';

const pet = { id: 1, name: 'Milou', status: 'available' };

/** The part of the pet store's document that the features use. */
const petStore = {
  swagger: '2.0',
  host: 'petstore.swagger.io',
  basePath: '/v2',
  schemes: ['https', 'http'],
  paths: {
    '/pet/findByStatus': {
      get: {
        operationId: 'findPetsByStatus',
        parameters: [{ name: 'status', in: 'query', required: true, type: 'array', collectionFormat: 'multi' }],
      },
    },
    '/pet/{petId}': {
      get: { operationId: 'getPetById', parameters: [{ name: 'petId', in: 'path', required: true, type: 'integer' }] },
    },
  },
};

/** What the services that the features call would answer. */
const stubs = [
  { request: { url: 'https://petstore.swagger.io/v2/swagger.json' }, response: { jsonBody: petStore } },
  { request: { urlPath: '/v2/pet/findByStatus' }, response: { jsonBody: [pet] } },
  {
    request: { urlPath: '/v2/pet/1' },
    response: { jsonBody: { ...pet, id: 1 }, headers: { 'content-type': 'application/json' } },
  },
  { request: { urlPath: '/v2/pet/2' }, response: { jsonBody: { ...pet, id: 2 } } },
  { request: { urlPattern: '/v2/pet/getPetByName/.*' }, response: { status: 404 } },
  {
    request: {
      urlPath: '/basic-auth/serverless-workflow/conformance-test',
      headers: { Authorization: { equalTo: `Basic ${btoa('serverless-workflow:conformance-test')}` } },
    },
    response: { jsonBody: { authenticated: true } },
  },
];

const folder = referenceFolder('dsl/ctk/features');
const scenarios =
  folder === null
    ? []
    : readdirSync(folder)
        .sort()
        .flatMap((file) => readFeature(readFileSync(join(folder, file), 'utf8')));

describe.skipIf(folder === null)('the conformance features', () => {
  it('are read whole', () => {
    expect(scenarios.length).toBe(21);
  });

  const place = mkdtempSync(join(tmpdir(), 'drydock-features-'));
  beforeAll(() => {
    build('engine', 'cli');
    writeFileSync(join(place, 'stubs.json'), JSON.stringify({ stubs }));
  }, 120_000);
  afterAll(() => rmSync(place, { recursive: true }));

  it.each(scenarios)('$name', (scenario) => play(scenario, place));
});

/** Plays a feature through the public command line, with stubs for the services that it calls. */
async function play({ steps }: GherkinScenario, place: string): Promise<void> {
  let definition = '';
  let input: Json = {};
  let run: Trace | null = null;
  for (const step of steps) {
    if (step.text.startsWith('a workflow with definition')) definition = step.block ?? '';
    else if (step.text.startsWith('the workflow input is')) input = blockValue(step);
    else if (step.text === 'the workflow is executed') run = await rehearse(definition, input, place);
    else if (run !== null) check(step, run);
  }
  expect(run).not.toBeNull();
}

async function rehearse(definition: string, input: Json, place: string): Promise<Trace> {
  writeFileSync(join(place, 'feature.yaml'), definition);
  const args = ['run', 'feature.yaml', '--input', '-', '--stubs', 'stubs.json', '--format', 'json'];
  const { status, out, errors } = await drydock(place, args, JSON.stringify(input));
  expect(errors).toBe('');
  const trace = JSON.parse(out) as Trace;
  expect(status).toBe(trace.status === 'completed' ? 0 : 1);
  return trace;
}

function check(step: GherkinStep, trace: Trace): void {
  const { text } = step;
  const names = [...text.matchAll(/'([^']+)'/g)].map(([, name = '']) => name);
  const order = trace.tasks.map(({ name }) => name);
  const [name = ''] = names;
  if (text === 'the workflow should complete') expect(trace.status).toBe('completed');
  else if (text === 'the workflow should fault') expect(trace.status).toBe('faulted');
  else if (text === 'the workflow should complete with output:') expect(trace.output).toEqual(blockValue(step));
  else if (text === 'the workflow should fault with error:') {
    const expected = blockValue(step) as { type: string };
    expect({ ...trace.error, type: canonicalErrorType(trace.error?.type ?? '') }).toMatchObject({
      ...expected,
      type: canonicalErrorType(expected.type),
    });
  } else if (text.startsWith('the workflow output should have properties')) {
    for (const path of names) expect(at(trace.output, path), path).not.toBeUndefined();
  } else if (/property with value:$/.test(text)) expect(at(trace.output, name)).toEqual(blockValue(step));
  else if (/property containing \d+ items$/.test(text)) {
    expect(at(trace.output, name)).toHaveLength(Number(/(\d+) items/.exec(text)?.[1]));
  } else {
    const [, task = '', , place, other = ''] = /^(\w+) should run ((first|last)|after (\w+))$/.exec(text) ?? [];
    expect(task, `unknown step: ${text}`).not.toBe('');
    if (place === 'first') expect(order[0]).toBe(task);
    else if (place === 'last') expect(order.at(-1)).toBe(task);
    else expect(order.indexOf(task)).toBeGreaterThan(order.indexOf(other));
  }
}

function blockValue({ block }: GherkinStep): Json {
  const document = parseDocument(block ?? '');
  if (!document.ok) throw new Error(document.error.message);
  return document.value.value;
}

function at(value: Json, path: string): Json | undefined {
  return path.split('.').reduce<Json | undefined>((inner, key) => {
    return inner !== undefined && isJsonObject(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined;
  }, value);
}
