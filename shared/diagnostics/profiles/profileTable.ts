import type { Rule } from '../rule.ts';
import type { Profile } from './profile.ts';
import { profileRule } from './profileRule.ts';
import { synapse } from './synapse.ts';

/** Every profile there is, by id. */
export const profileTable: readonly Profile[] = [synapse];

/** Their rules, in the same order. */
export const profileRules: readonly Rule[] = profileTable.map(profileRule);

/** The profile of that id, or null. */
export function profileOf(id: string): Profile | null {
  return profileTable.find((profile) => profile.id === id) ?? null;
}
