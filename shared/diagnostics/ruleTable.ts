import type { Rule } from './rule.ts';
import { insecureScheme } from './rules/insecure-scheme.ts';

/** Every rule there is, by id. */
export const ruleTable: readonly Rule[] = [insecureScheme];
