import { describe, expect, it } from 'vitest';
import { flowGroups, judgeFlow } from './labelledFlows.ts';

for (const { group, flows } of flowGroups) {
  describe(`flows: ${group}`, () => {
    for (const flow of flows) {
      const { title, known, reason, jq, template } = flow;
      it(`${title}${known === undefined ? '' : ` (known: ${reason})`}`, () => {
        const { missed, wrong } = judgeFlow(flow);
        const shown = `${jq ?? template ?? title}`;
        if (known === undefined) expect({ missed, wrong }, shown).toEqual({ missed: [], wrong: [] });
        // A limit that is none any more is taken off the list.
        else expect((known === 'miss' ? missed : wrong).length, shown).toBeGreaterThan(0);
      });
    }
  });
}
