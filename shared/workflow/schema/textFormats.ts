import { parseIsoDuration } from '../../base/duration.ts';

/** A form that a text must have: how to tell, and how to say what is expected. */
interface FormatRule {
  readonly accepts: (text: string) => boolean;
  /** Completes "must be …". */
  readonly expected: string;
}

const numeric = '(?:0|[1-9][0-9]*)';
const semanticVersion = new RegExp(`^${numeric}\\.${numeric}\\.${numeric}(?:-[0-9A-Za-z.-]+)?(?:\\+[0-9A-Za-z.-]+)?$`);
const dnsLabel = /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$/;
const hostName = /^[a-zA-Z0-9](?:[a-zA-Z0-9.-]{0,61}[a-zA-Z0-9])?$/;
const jsonPointer = /^(?:\/(?:[^~/]|~[01])*)*$/;
const dateTime =
  /^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})$/;

/** Whether a text is one runtime expression: `${ … }` and nothing around it. */
export function isExpression(text: string): boolean {
  const trimmed = text.trim();
  return trimmed.startsWith('${') && trimmed.endsWith('}') && trimmed.length > 3;
}

/** URIs, relative ones too, and URI templates (RFC 6570) hold no blanks; an expression is no URI. */
function isUri(text: string): boolean {
  return text !== '' && !/\s/.test(text) && !text.startsWith('${');
}

function orExpression(accepts: (text: string) => boolean): (text: string) => boolean {
  return (text) => isExpression(text) || accepts(text);
}

function isPreciseVersion(text: string): boolean {
  if (!semanticVersion.test(text)) return false;
  const prerelease = /-([^+]*)/.exec(text)?.[1];
  const build = /\+(.*)$/.exec(text)?.[1];
  const isNumberWithLeadingZero = (part: string): boolean => /^0[0-9]+$/.test(part);
  if (build?.split('.').includes('')) return false;
  return (
    prerelease === undefined || !prerelease.split('.').some((part) => part === '' || isNumberWithLeadingZero(part))
  );
}

/** The forms of texts in the DSL. */
export const textFormats = {
  dslVersion: {
    accepts: (text) => isPreciseVersion(text) && text.startsWith('1.0.'),
    expected: 'a version 1.0.x of the language, like `1.0.3`',
  },
  version: { accepts: isPreciseVersion, expected: 'a semantic version like `1.0.0`' },
  name: {
    accepts: (text) => dnsLabel.test(text),
    expected: 'a name of at most 63 letters, digits and inner hyphens',
  },
  host: { accepts: (text) => hostName.test(text), expected: 'a host name' },
  expression: { accepts: isExpression, expected: 'an expression like `${ .name }`' },
  uri: { accepts: isUri, expected: 'a URI without blanks' },
  uriOrExpression: {
    accepts: orExpression(isUri),
    expected: 'a URI, a URI template like `https://example.com/{id}`, or an expression like `${ .uri }`',
  },
  durationOrExpression: {
    accepts: orExpression((text) => parseIsoDuration(text).ok),
    expected: 'an ISO 8601 duration like `PT15M`, or an expression like `${ .delay }`',
  },
  pointerOrExpression: {
    accepts: orExpression((text) => jsonPointer.test(text)),
    expected: 'a JSON Pointer like `/do/0/step`, or an expression',
  },
  timeOrExpression: {
    accepts: orExpression((text) => dateTime.test(text)),
    expected: 'a time like `2030-01-31T12:00:00Z`, or an expression',
  },
  notEmpty: { accepts: (text) => text !== '', expected: 'a name' },
} as const satisfies Readonly<Record<string, FormatRule>>;

/** A name of {@link textFormats}. */
export type TextFormat = keyof typeof textFormats;
