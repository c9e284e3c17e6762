import { classifyName } from '../policy/classifyName.ts';
import type { Policy } from '../policy/policy.ts';
import type { NameClassifier } from './classify.ts';
import { isDataClass } from './dataClass.ts';

/** Judges field names by a policy. A class that only the policy knows is `other`: redacted, never let through. */
export function nameClassifier(policy: Policy): NameClassifier {
  return (name) => {
    const found = classifyName(name, policy);
    if (found === null) return null;
    return isDataClass(found) ? found : 'other';
  };
}
