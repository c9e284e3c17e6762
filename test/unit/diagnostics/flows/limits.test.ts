import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../../shared/base/json.ts';
import { schemaShape } from '../../../../shared/diagnostics/flow/schemaShape.ts';
import { allLabels, isAnywhereOpen } from '../../../../shared/diagnostics/flow/shape.ts';
import { memberOf } from '../../../../shared/diagnostics/flow/sources.ts';
import { buildModel } from '../../../../shared/diagnostics/model.ts';
import { defaultPolicy } from '../../../../shared/policy/defaultPolicy.ts';
import { parseDocument } from '../../../../shared/workflow/parseDocument.ts';

const send = (jq: string): JsonObject => ({
  call: 'http',
  with: { method: 'post', endpoint: 'https://api.example.com/x', body: `\${ ${jq} }` },
});

/** The flow through tasks, and the classes that leave. */
function flowOf(tasks: readonly object[], use: object = {}) {
  const document = { dsl: '1.0.3', namespace: 'flows', name: 'limits', version: '1.0.0' };
  const parsed = parseDocument(JSON.stringify({ document, use, do: tasks }));
  if (!parsed.ok) throw new Error(parsed.error.message);
  const { flow } = buildModel(parsed.value, defaultPolicy);
  return { flow, classes: new Set(flow.arrivals().flatMap(({ label }) => label.source.class ?? [])) };
}

describe('hostile definitions come to an end', () => {
  it('functions that double themselves', () => {
    const doubled = Array.from({ length: 30 }, (_, n) => `def f${n + 1}: f${n}, f${n};`).join(' ');
    const { flow, classes } = flowOf([{ a: send(`def f0: .ssn; ${doubled} [f30]`) }]);
    // What was not followed to its end counts as unknown, and is still there.
    expect(classes).toContain('ssn');
    expect(flow.arrivals('request').length).toBeGreaterThan(0);
  });

  it('functions that call each other', () => {
    const { classes } = flowOf([{ a: send('def f(g): g | h(g); def h(g): f(g) | f(g); .ssn | f(. + "x")') }]);
    expect(classes.size).toBeGreaterThanOrEqual(0);
    expect(flowOf([{ a: send('def f: .ssn, (. | f); f') }]).classes).toContain('ssn');
  });

  it('a thousand objects inside each other', () => {
    const deep = `${'{a: '.repeat(150)}.ssn${'}'.repeat(150)}`;
    expect(flowOf([{ a: send(deep) }]).classes).toContain('ssn');
    const tasks = Array.from({ length: 1_000 }, (_, n) => ({ [`t${n}`]: { set: { a: '${ { a: ., ssn } }' } } }));
    expect(flowOf([...tasks, { last: send('.') }]).classes).toContain('ssn');
  });

  it('five thousand sources in one value', () => {
    const fields = Array.from({ length: 5_000 }, (_, n) => `.p${n}.ssn`).join(' + ');
    expect(flowOf([{ a: send(fields) }]).classes).toContain('ssn');
  });

  it('loops inside loops', () => {
    const jq =
      'reduce range(9) as $a (.ssn; reduce range(9) as $b (.; reduce range(9) as $c (.; reduce range(9) as $d (.; [., $d]))))';
    expect(flowOf([{ a: send(jq) }]).classes).toContain('ssn');
    const onward = 'then';
    const jumps = Array.from({ length: 60 }, (_, n) => ({
      [`t${n}`]: {
        switch: [{ back: { when: '${ .x }', [onward]: `t${(n * 7) % 60}` } }, { on: { [onward]: 'continue' } }],
      },
    }));
    expect(flowOf([...jumps, { last: send('.ssn') }]).classes).toContain('ssn');
  });

  it('a list that is run from its end to its beginning', () => {
    const onward = 'then';
    const count = 40;
    const tasks = Array.from({ length: count }, (_, n) => ({
      [`t${n}`]: { ...(n === 0 ? send('.ssn') : { set: '${ . }' }), [onward]: n === 0 ? 'end' : `t${n - 1}` },
    }));
    const start = { start: { set: { ssn: '${ .ssn }' }, [onward]: `t${count - 1}` } };
    expect(flowOf([start, ...tasks]).classes).toContain('ssn');
  });

  it('functions of use that call each other', () => {
    const functions = Object.fromEntries(
      Array.from({ length: 40 }, (_, n) => [
        `f${n}`,
        {
          do: [
            { a: { call: `f${n + 1}`, with: { v: '${ .v }' } } },
            { b: { call: `f${(n + 1) % 40}`, with: { v: '${ .v }' } } },
          ],
        },
      ]),
    );
    const { flow } = flowOf([{ a: { call: 'f0', with: { v: '${ .ssn }' } } }, { last: send('.') }], { functions });
    expect(flow.isComplete).toBe(false);
    expect(flow.arrivals('request').some(({ label }) => label.source.kind === 'untrusted' || !label.isFollowed)).toBe(
      true,
    );
  });

  it('texts that the loose mode may evaluate decide nothing', () => {
    const onward = 'then';
    const tasks = [
      { flags: { set: { isOff: '.isDebug', ssn: '${ .ssn }' } } },
      { way: { switch: [{ off: { when: '${ .isOff }', [onward]: 'end' } }, { on: { [onward]: 'continue' } }] } },
      { last: send('.ssn') },
    ];
    const leaving = (mode: string) => {
      const document = { dsl: '1.0.3', namespace: 'flows', name: 'limits', version: '1.0.0' };
      const parsed = parseDocument(JSON.stringify({ document, evaluate: { mode }, do: tasks }));
      return parsed.ok ? buildModel(parsed.value, defaultPolicy).flow.arrivals('request').length : null;
    };
    expect(leaving('strict')).toBe(0);
    expect(leaving('loose')).toBeGreaterThan(0);
  });

  it('says that it is complete where it is', () => {
    expect(flowOf([{ a: send('.ssn') }]).flow.isComplete).toBe(true);
  });
});

describe('the shape of a schema', () => {
  const classOf = (schema: object, ...path: string[]) => {
    const shape = path.reduce(
      (at, name) => memberOf(at, name, defaultPolicy, null),
      schemaShape(schema as Json, '/s', defaultPolicy),
    );
    return allLabels(shape).map(({ source }) => `${source.class} ${source.declaredAt}`);
  };

  it('has a label on each sensitive property, with its place', () => {
    expect(classOf({ properties: { ssn: { type: 'string' } } }, 'ssn')).toEqual(['ssn /s/properties/ssn']);
    expect(classOf({ properties: { a: { items: { properties: { iban: {} } } } } }, 'a')).toEqual([
      'iban /s/properties/a/items/properties/iban',
    ]);
    expect(classOf({ properties: { id: { type: 'string' } } }, 'id')).toEqual([]);
  });

  it('takes the class that a property says for itself, where the policy has it', () => {
    expect(classOf({ properties: { x: { type: 'string', 'x-sensitive': 'health' } } }, 'x')).toEqual([
      'health /s/properties/x',
    ]);
    expect(classOf({ properties: { x: { type: 'string', 'x-sensitive': 'nothing' } } }, 'x')).toEqual([]);
    expect(classOf({ properties: { x: { type: 'string', 'x-sensitive': '__proto__' } } }, 'x')).toEqual([]);
  });

  it('follows references inside, and ends where they go round', () => {
    const person = { type: 'object', properties: { ssn: { type: 'string' }, boss: { $ref: '#/$defs/person' } } };
    const schema = { $defs: { person }, properties: { who: { $ref: '#/$defs/person' } } };
    expect(classOf(schema, 'who', 'ssn')).toEqual(['ssn /s/$defs/person/properties/ssn']);
    expect(classOf(schema, 'who', 'boss', 'boss', 'ssn')).toEqual(['ssn /s/$defs/person/properties/ssn']);
    expect(isAnywhereOpen(schemaShape({ $ref: '#' }, '/s', defaultPolicy))).toBe(true);
    expect(isAnywhereOpen(schemaShape({ $ref: 'https://x.example.com/s.json' }, '/s', defaultPolicy))).toBe(true);
  });

  it('joins combinations', () => {
    for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
      const schema = {
        [keyword]: [{ properties: { email: { type: 'string' } } }, { properties: { id: { type: 'string' } } }],
      };
      expect(classOf(schema, 'email')).toContain(`email /s/${keyword}/0/properties/email`);
    }
  });

  it('is open where the schema is', () => {
    expect(isAnywhereOpen(schemaShape(undefined, '/s', defaultPolicy))).toBe(true);
    expect(
      isAnywhereOpen(schemaShape({ type: 'object', additionalProperties: false, properties: {} }, '/s', defaultPolicy)),
    ).toBe(false);
    expect(classOf({ properties: { id: { type: 'string' } } }, 'ssn')).toEqual(['ssn null']);
  });

  it('reads no more than so many parts', () => {
    const wide = (depth: number): JsonObject =>
      depth === 0
        ? { $ref: '#' }
        : { properties: Object.fromEntries([...'abcdef'].map((name) => [name, wide(depth - 1)])) };
    expect(isAnywhereOpen(schemaShape(wide(3), '/s', defaultPolicy))).toBe(true);
  });
});
