import type { EffectKind } from '../trace.ts';

/** Arguments that say where a message goes: there an address or a number is what it is for. */
const recipients: { readonly [kind in EffectKind]?: RegExp } = {
  email: /^\/request\/(?:to|cc|bcc|from|replyTo)(?:\/|$)/,
  notification: /^\/request\/(?:to|channel)(?:\/|$)/,
};
const contactClasses = new Set(['email', 'phone', 'name']);

/** Where credentials are meant to be: headers of those names, and what a call authenticates with. */
const credentialPlaces =
  /^\/request\/(?:headers|metadata)\/[^/]*(?:authorization|token|key|secret|cookie)[^/]*$|^\/request\/(?:.*\/)?(?:authentication|authorization)(?:\/|$)/i;
const credentialClasses = new Set(['secret', 'token', 'password']);

/** Whether a value of the class is meant to leave there, so that it is no leak. */
export function isMeant(sensitiveClass: string, kind: EffectKind, where: string): boolean {
  if (contactClasses.has(sensitiveClass)) return recipients[kind]?.test(where) === true;
  return credentialClasses.has(sensitiveClass) && credentialPlaces.test(where);
}
