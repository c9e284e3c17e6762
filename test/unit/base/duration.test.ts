import { expect, test } from 'vitest';
import { parseDuration, parseDurationMilliseconds } from '../../../shared/base/duration.ts';

test.each([
  ['PT1S', 1000],
  ['PT0.5S', 500],
  ['P1DT2H3M4S', 93_784_000],
  ['P1W', 604_800_000],
  ['P1Y', 31_536_000_000],
  ['P1M', 2_592_000_000],
  ['PT0S', 0],
  [{ minutes: 15 }, 900_000],
  [{ days: 1, hours: 1, minutes: 1, seconds: 1, milliseconds: 1 }, 90_061_001],
])('%j is %d ms', (value, milliseconds) => {
  expect(parseDurationMilliseconds(value)).toEqual({ ok: true, value: milliseconds });
});

test.each<[Parameters<typeof parseDuration>[0]]>([
  ['P'],
  ['PT'],
  ['1h'],
  ['-PT1S'],
  ['P1H'],
  [{}],
  [{ weeks: 1 }],
  [{ seconds: -1 }],
  [{ seconds: 1.5 }],
  [{ seconds: '1' }],
  [{ days: Number.MAX_SAFE_INTEGER }],
  ['P999999999999999Y'],
  [5],
  [null],
])('%j is refused', (value) => {
  expect(parseDurationMilliseconds(value)).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
});

test('gives the parts', () => {
  expect(parseDuration('P1DT30M')).toEqual({ ok: true, value: { days: 1, minutes: 30 } });
});
