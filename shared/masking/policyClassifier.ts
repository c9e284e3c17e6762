import { classifyName } from '../policy/classifyName.ts';
import type { Policy } from '../policy/policy.ts';
import type { DataClassifier } from './classify.ts';
import { type DataClass, isDataClass } from './dataClass.ts';
import { valueClassifier } from './valueClassifier.ts';

/**
 * Judges the names and values of fields by a policy. A class that only the policy knows is `other`: redacted, never let
 * through.
 */
export function policyClassifier(policy: Policy): DataClassifier {
  const classifyValue = valueClassifier(policy);
  return { name: (name) => known(classifyName(name, policy)), value: (value) => known(classifyValue(value)) };
}

function known(found: string | null): DataClass | null {
  if (found === null) return null;
  return isDataClass(found) ? found : 'other';
}
