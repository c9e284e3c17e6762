/** Classes of data that say whom something is for. */
const contactClasses: ReadonlySet<string> = new Set(['email', 'phone', 'name']);
/** Classes of data that say who asks. */
const credentialClasses: ReadonlySet<string> = new Set(['secret', 'token', 'password']);

/** Arguments, and parts of what is sent, that say where a message goes: there an address or a number is what it is for. */
const recipients: Readonly<Record<string, readonly string[]>> = {
  email: ['to', 'cc', 'bcc', 'from', 'replyTo'],
  notification: ['to', 'channel'],
};

/** Headers and metadata that credentials are meant for. */
const credentialHeader = /authorization|token|key|secret|cookie/i;

/**
 * Whether data of a class is meant to leave there, so that neither a rule nor a rehearsal objects: `kind` is what leaves
 * (`email`, `webhook`, `http` …), `path` the keys below its arguments, or below the request that an effect records.
 */
export function isMeantPlace(sensitiveClass: string, kind: string, path: readonly string[]): boolean {
  const [first, second, ...deeper] = path;
  if (contactClasses.has(sensitiveClass)) return first !== undefined && recipients[kind]?.includes(first) === true;
  if (!credentialClasses.has(sensitiveClass)) return false;
  const isHeader = (first === 'headers' || first === 'metadata') && second !== undefined && deeper.length === 0;
  if (isHeader && credentialHeader.test(second)) return true;
  return path.includes('authentication') || path.includes('authorization');
}

/** Whether the class says whom something is for; services are commonly searched by it, so that addresses have it. */
export function isContactClass(sensitiveClass: string): boolean {
  return contactClasses.has(sensitiveClass);
}
