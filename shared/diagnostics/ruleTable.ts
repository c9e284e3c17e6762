import type { Rule } from './rule.ts';
import { hostNotAllowed } from './rules/host-not-allowed.ts';
import { insecureScheme } from './rules/insecure-scheme.ts';
import { privateTarget } from './rules/private-target.ts';
import { rawOutput } from './rules/raw-output.ts';
import { templateHelperNotAllowed } from './rules/template-helper-not-allowed.ts';
import { unmaskedSensitiveField } from './rules/unmasked-sensitive-field.ts';
import { userinfoInUrl } from './rules/userinfo-in-url.ts';

/** Every rule there is, by id. */
export const ruleTable: readonly Rule[] = [
  hostNotAllowed,
  insecureScheme,
  privateTarget,
  rawOutput,
  templateHelperNotAllowed,
  unmaskedSensitiveField,
  userinfoInUrl,
];
