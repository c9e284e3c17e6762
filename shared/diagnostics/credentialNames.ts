import { wordsOfName } from '../policy/classifyName.ts';

/** Last words of names that hold a credential. */
const credential =
  /(passwords?|passwd|passphrase|\w pwd|secrets?|tokens?|credentials?|\bapi ?key|\b(secret|access|private|signing|account|auth|subscription) (access )?key)$/;
/** Names of the same form whose value says nothing: places in lists, and what a receiver knows a request again by. */
const harmless =
  /\b(page|next|continuation|cursor|sync|pagination|partition|sort|cache|routing|idempotency|no|max|min|allow|use) (password|token|secret|key)s?$/;

/** Whether a variable, an option or a field of this name holds a credential. */
export function isCredentialName(name: string): boolean {
  const words = wordsOfName(name.slice(0, 200));
  return credential.test(words) && !harmless.test(words);
}

/** Whether a header of this name carries what its request is allowed by. */
export function isCredentialHeader(name: string): boolean {
  if (/^(authorization|proxy-authorization|cookie|x-auth|x?-?api-?key)$/i.test(name)) return true;
  return (
    /(^|-)(key|token|secret)$/i.test(name) &&
    !/(idempotency|routing|partition|cache|surrogate|dedup\w*|page|continuation|websocket)-(key|token)$/i.test(name)
  );
}

/** Whether a text is a credential as it is: not from an expression, a template or a variable, and no placeholder such as `<token>` or `****`. */
export function isWrittenOut(value: string): boolean {
  const text = value.trim();
  return text !== '' && !/\$\{|\{\{|^\{[^}]*\}$|^<[^>]*>$|^[*•.x]+$|^\$\w+$|^\$\(/i.test(text);
}

/** A credential in a longer text. */
export interface WrittenCredential {
  /** Begins a sentence. */
  readonly what: string;
  readonly start: number;
  readonly end: number;
}

/** Longest text that is looked through, in UTF-16 units. */
const maxLength = 100_000;

const address = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/"'{}$<>]{0,100}:([^\s:@/"'{}$<>]{1,200})@/dgi;
const header =
  /\b(authorization|[a-z-]{0,40}(?:key|token|secret))["']?\s{0,5}:\s{0,5}["']?(?:(?:bearer|basic|token|apikey)\s+)?(?!(?:bearer|basic|token|apikey)\b)([^\s"',;$<>{}]{6,500})/dgi;
const option = /(?:^|\s)--?([a-z][\w-]{1,40})(?:=|\s+)["']?([^\s"'$<>{}`-][^\s"'$<>{}`]{3,500})/dgi;
const variable = /(?:^|[\s;])([A-Za-z_]\w{0,60})=["']?([^\s"'$<>{};&|`]{4,500})/dg;
const user = /\bcurl\b[^|;&\n]{0,300}\s(?:-u|--user)[ =]?["']?[^\s:"']{0,100}:([^\s"'$<>{}]{1,200})/dg;
/** A name that a script gives a text: `const apiKey = "…"`, `password: '…'`. */
const assignment =
  /\b([A-Za-z_$][\w$]{0,60})["']?\s{0,5}(?::|=(?!=))\s{0,5}(?:[rbuf])?(["'`])([^\s"'`${}<>]{8,500})\2/dg;

/** Credentials in the text of a command. */
export function credentialsInCommand(command: string): readonly WrittenCredential[] {
  const text = command.slice(0, maxLength);
  return distinct([
    ...matches(text, address, 1, () => 'The password of an address'),
    ...matches(text, user, 1, () => 'The password of a user'),
    ...matches(text, header, 2, ([, name = '']) => (isCredentialHeader(name) ? `The header \`${name}\`` : null)),
    ...matches(text, option, 2, ([, name = '']) => (isCredentialName(name) ? `The option \`${name}\`` : null)),
    ...matches(text, variable, 2, ([, name = '']) => (isCredentialName(name) ? `The variable \`${name}\`` : null)),
  ]);
}

/** Credentials in the text of a script. */
export function credentialsInScript(code: string): readonly WrittenCredential[] {
  const text = code.slice(0, maxLength);
  return distinct([
    ...matches(text, address, 1, () => 'The password of an address'),
    ...matches(text, assignment, 3, ([, name = '', , value = '']) =>
      isCredentialName(name) && /[0-9]/.test(value) && /[a-z]/i.test(value) ? `\`${name}\`` : null,
    ),
  ]);
}

/** The password of an address with a user before its host, wherever it stands. */
export function credentialsInAddress(text: string): readonly WrittenCredential[] {
  return text.includes('://') ? matches(text.slice(0, maxLength), address, 1, () => 'The password of an address') : [];
}

function matches(
  text: string,
  form: RegExp,
  group: number,
  name: (match: RegExpExecArray) => string | null,
): WrittenCredential[] {
  return [...text.matchAll(form)].flatMap((match) => {
    const [start, end] = match.indices?.[group] ?? [0, 0];
    const what = name(match);
    return what === null || !isWrittenOut(text.slice(start, end)) ? [] : [{ what, start, end }];
  });
}

/** One of those that overlap: the first. */
function distinct(found: readonly WrittenCredential[]): readonly WrittenCredential[] {
  return found.filter((one, index) =>
    found.slice(0, index).every((other) => one.start >= other.end || one.end <= other.start),
  );
}
