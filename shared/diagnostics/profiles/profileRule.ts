import type { Rule } from '../rule.ts';
import type { Profile } from './profile.ts';

/** The rule that finds what a profile lists: its id is the profile's. */
export function profileRule(profile: Profile): Rule {
  const { id, title, why, remedy, references, examples, differences } = profile;
  return {
    id,
    title,
    why,
    remedy,
    references,
    examples,
    severity: 'warning',
    confidence: 'high',
    fix: null,
    checkPart(_part, model, report) {
      for (const { effect, help, severity, find } of differences) {
        for (const place of find(model)) report({ ...place, message: effect, help, severity });
      }
    },
  };
}
