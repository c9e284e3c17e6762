import type { Range } from '../../workflow/document.ts';

/** An address as WHATWG URL reads it, and where its parts stand in the text that was read. */
export interface EndpointAddress {
  /** As written. */
  readonly source: string;
  /** Null where it is no URL by itself (a bare host, a relative reference, a template in place of the host). */
  readonly url: URL | null;
  /** Lower-case scheme without the colon; null where none is written. */
  readonly scheme: string | null;
  /** Host as the URL standard writes it, without brackets: `127.0.0.1` for `0x7f.1`; null where data makes it up. */
  readonly host: string | null;
  /** Whether a host is written here that the URL standard refuses: what others make of it is not known. */
  readonly isUnreadable: boolean;
  readonly whole: Range;
  readonly schemeRange: Range | null;
  /** User name and password up to the `@`, which is included. */
  readonly userinfoRange: Range | null;
  readonly hostRange: Range;
}

const schemeForm = /^([a-zA-Z][a-zA-Z0-9+.-]*):/;
/** `localhost:8080`, which is no scheme. */
const hostWithPort = /^[a-z][a-z0-9.-]*:\d{1,5}(?=\/|$)/i;
const variable = /\{[^{}]*\}/g;

/** An address that stands inside an expression. */
interface InExpression {
  /** The string literal that holds it, with its quotes, in the text's value. */
  readonly literal: Range;
  /** Whether the expression appends to it. */
  readonly isPartial: boolean;
  /** Whether it stands there letter by letter. */
  readonly isLiteral: boolean;
}

/**
 * Reads an address. `{name}` of a URI template stands for any text; where it is part of the host, or where an expression
 * may append to the host, the host is not known.
 */
export function readAddress(written: string, inside?: InExpression): EndpointAddress | null {
  if (written.trim() === '') return null;
  const { source, positions } = withoutBreaks(written);
  const before = ignoredBefore(source);
  const end = endOfText(source);
  const rest = source.slice(before, end);
  const scheme = hostWithPort.test(rest) ? null : (schemeForm.exec(rest)?.[1]?.toLowerCase() ?? null);
  const place = placing(written, positions, inside);
  const authorityStart = before + (scheme === null ? 0 : scheme.length + 1) + slashesAt(rest, scheme);
  const authorityEnd = endOfAuthority(source, authorityStart, end);
  const authority = source.slice(authorityStart, authorityEnd);
  const at = authority.lastIndexOf('@');
  const hostStart = authorityStart + at + 1;
  const hostEnd = hostStart + withoutPort(authority.slice(at + 1)).length;
  const url = urlOf(rest, scheme);
  const isOpen = inside?.isPartial === true && authorityEnd === end;
  const isKnown = !isOpen && !/[{}]/.test(source.slice(hostStart, hostEnd));
  const hasAuthority = scheme === null ? /^[\\/]{2}/.test(rest) : /^[\\/]{2}/.test(rest.slice(scheme.length + 1));
  return {
    source: written,
    url,
    scheme,
    host: url === null || !isKnown || url.hostname === '' ? null : canonicalHost(url.hostname),
    isUnreadable: url === null && isKnown && hasAuthority,
    whole: place(before, end),
    schemeRange: scheme === null ? null : place(before, before + scheme.length),
    userinfoRange: at < 0 ? null : place(authorityStart, hostStart),
    hostRange: place(hostStart, Math.max(hostEnd, hostStart)),
  };
}

/** The address without tabs and line breaks, which the URL standard drops anywhere, and where each character was. */
function withoutBreaks(written: string): { readonly source: string; readonly positions: readonly number[] | null } {
  if (!/[\t\n\r]/.test(written)) return { source: written, positions: null };
  const positions: number[] = [];
  for (let at = 0; at < written.length; at += 1) if (!/[\t\n\r]/.test(written[at] ?? '')) positions.push(at);
  return { source: positions.map((at) => written[at]).join(''), positions: [...positions, written.length] };
}

/** An address without a scheme may be a bare host, or have that of whoever reads it (`//host/path`). */
function urlOf(rest: string, scheme: string | null): URL | null {
  if (scheme !== null) return URL.parse(filled(rest));
  if (/^[\\/]{2}/.test(rest)) return URL.parse(`https:${filled(rest)}`);
  return hostWithPort.test(rest) ? URL.parse(`http://${filled(rest)}`) : bareHost(rest);
}

/** Schemes beyond the web's keep a host as it is written; read as the web's, every spelling of an address is one. */
function canonicalHost(hostname: string): string {
  const host = URL.parse(`http://${hostname}`)?.hostname ?? hostname;
  return host.startsWith('[') ? host.slice(1, -1) : host.replace(/\.$/, '');
}

/** Control characters and spaces, which the URL standard drops before an address. */
function ignoredBefore(source: string): number {
  let at = 0;
  while (at < source.length && source.charCodeAt(at) <= 0x20) at += 1;
  return at;
}

/** The end of the address before control characters and spaces, which the URL standard drops as well. */
function endOfText(source: string): number {
  let at = source.length;
  while (at > 0 && source.charCodeAt(at - 1) <= 0x20) at -= 1;
  return at;
}

/** Leads offsets of the address to the text that holds it; to the whole of its place where escapes are between, or it is put together. */
function placing(
  written: string,
  positions: readonly number[] | null,
  inside: InExpression | undefined,
): (from: number, to: number) => Range {
  const offset = (at: number): number => positions?.[at] ?? at;
  if (inside === undefined) return (from, to) => ({ start: offset(from), end: offset(to) });
  const { literal, isLiteral } = inside;
  const begin = literal.start + 1;
  const fits = isLiteral && literal.end - begin >= written.length;
  return (from, to) => (fits ? { start: begin + offset(from), end: begin + offset(to) } : literal);
}

function slashesAt(rest: string, scheme: string | null): number {
  return /^[\\/]*/.exec(rest.slice(scheme === null ? 0 : scheme.length + 1))?.[0].length ?? 0;
}

function endOfAuthority(source: string, from: number, to: number): number {
  const end = source.slice(from, to).search(/[\\/?#]/);
  return end < 0 ? Math.max(from, to) : from + end;
}

function withoutPort(host: string): string {
  return host.replace(/:[0-9]*$/, '');
}

function filled(address: string): string {
  return address.replace(variable, 'x');
}

/** A host without a scheme, as gRPC services have it. */
function bareHost(rest: string): URL | null {
  return /^[^\s/\\?#]+$/.test(rest) ? URL.parse(`http://${filled(rest)}`) : null;
}
