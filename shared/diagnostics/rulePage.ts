import { profileOf } from './profiles/profileTable.ts';

/** The page of the documentation that explains a rule, built-in ones and profiles too. */
export function rulePage(rule: string): string {
  return `${profileOf(rule) === null ? 'rules' : 'profiles'}/${rule}`;
}
