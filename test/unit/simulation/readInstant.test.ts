import { describe, expect, it } from 'vitest';
import { readInstant } from '../../../shared/simulation/clock.ts';
import { defaultLimits } from '../../../shared/simulation/limits.ts';
import { rehearseTexts } from '../../../shared/simulation/rehearseTexts.ts';
import { rehearseYaml } from './rehearseYaml.ts';

function neverRun(): never {
  throw new Error('there is no script');
}

describe('the clock of a rehearsal', () => {
  it.each([
    ['2026-01-31', Date.UTC(2026, 0, 31)],
    ['2026-01-31T09:00Z', Date.UTC(2026, 0, 31, 9)],
    ['2026-01-31T09:00:00.250+02:00', Date.UTC(2026, 0, 31, 7, 0, 0, 250)],
    ['2026-01-31T09:00:00', null],
    ['2026-13-31', null],
    ['January 31, 2026', null],
    ['1', null],
    ['', null],
  ])('reads %s as ISO 8601', (text, instant) => {
    expect(readInstant(text)).toBe(instant);
  });

  it('is refused where it is no instant, not taken for another', () => {
    const definition =
      "document: { dsl: '1.0.3', namespace: t, name: t, version: '1.0.0' }\ndo: [{ a: { set: { n: 1 } } }]";
    const ports = { limits: defaultLimits, onRecord: () => undefined, runScript: neverRun };
    expect(rehearseTexts({ definition, clock: 'tomorrow' }, ports)).toMatchObject({
      ok: false,
      error: { code: 'invalid-input' },
    });
    expect(rehearseYaml(definition).trace.startedAt).toBe('2000-01-01T00:00:00.000Z');
  });
});
