import { describe, expect, it } from 'vitest';
import { labelledPrograms } from './labelledPrograms.ts';
import { leaksOf } from './rehearseLeaky.ts';

describe('leaks of labelled programs', () => {
  it.each(labelledPrograms.map((program) => [program.name, program] as const))(
    '%s',
    (_name, { definition, scenario, leaking }) => {
      const found = leaksOf(definition, scenario).map(({ class: dataClass, from }) => `${dataClass} ${from}`);
      expect(new Set(found)).toEqual(new Set(leaking));
    },
  );
});
