import { classifyName } from './classifyName.ts';
import type { Policy } from './policy.ts';

/** Names that say nothing by themselves: the one before them does. */
const generic = new Set(
  'value number text raw content no full plain current primary amount gross net digits iban code'.split(' '),
);

/**
 * The class of sensitive data that a field holds, by the last two names on the way to it (positions in lists left out);
 * null where it is none. Rules and rehearsals go by it alike, so that what one finds the other can confirm.
 */
export function classOfNames(names: readonly string[], policy: Policy): string | null {
  const last = names.at(-1) ?? '';
  const own = classifyName(last, policy) ?? (last.endsWith('s') ? classifyName(last.slice(0, -1), policy) : null);
  const before = names.at(-2);
  if (own !== null || before === undefined) return own;
  const holder = classifyName(before, policy);
  if (holder !== null) return generic.has(last.toLowerCase()) ? holder : null;
  return classifyName(`${before} ${last}`, policy);
}
