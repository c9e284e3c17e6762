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
  readonly whole: Range;
  readonly schemeRange: Range | null;
  /** User name and password up to the `@`, which is included. */
  readonly userinfoRange: Range | null;
  readonly hostRange: Range;
}

const schemeForm = /^([a-zA-Z][a-zA-Z0-9+.-]*):/;
const variable = /\{[^{}]*\}/g;

/** An address that stands inside an expression. */
interface InExpression {
  /** The string literal that holds it, with its quotes, in the text's value. */
  readonly literal: Range;
  /** Whether the expression appends to it. */
  readonly isPartial: boolean;
}

/**
 * Reads an address. `{name}` of a URI template stands for any text; where it is part of the host, or where an expression
 * may append to the host, the host is not known.
 */
export function readAddress(source: string, inside?: InExpression): EndpointAddress | null {
  if (source.trim() === '') return null;
  const before = ignoredBefore(source);
  const rest = source.slice(before);
  const scheme = schemeForm.exec(rest)?.[1]?.toLowerCase() ?? null;
  const place = placing(source, inside?.literal);
  const authorityStart = before + (scheme === null ? 0 : scheme.length + 1) + slashesAt(rest, scheme);
  const authorityEnd = endOfAuthority(source, authorityStart);
  const authority = source.slice(authorityStart, authorityEnd);
  const at = authority.lastIndexOf('@');
  const hostStart = authorityStart + at + 1;
  const hostEnd = hostStart + withoutPort(authority.slice(at + 1)).length;
  const url = scheme === null ? bareHost(rest) : URL.parse(filled(rest));
  const isOpen = inside?.isPartial === true && authorityEnd === source.length;
  const isKnown = !isOpen && !/[{}]/.test(source.slice(hostStart, hostEnd));
  return {
    source,
    url,
    scheme,
    host: url === null || !isKnown || url.hostname === '' ? null : canonicalHost(url.hostname),
    whole: place(before, source.trimEnd().length),
    schemeRange: scheme === null ? null : place(before, before + scheme.length),
    userinfoRange: at < 0 ? null : place(authorityStart, hostStart),
    hostRange: place(hostStart, Math.max(hostEnd, hostStart)),
  };
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

/** Leads offsets of the address to the text that holds it; to the whole literal where escapes are between. */
function placing(source: string, literal: Range | undefined): (from: number, to: number) => Range {
  if (literal === undefined) return (from, to) => ({ start: from, end: to });
  const inside = literal.start + 1;
  const fits = literal.end - inside >= source.length;
  return (from, to) => (fits ? { start: inside + from, end: inside + to } : literal);
}

function slashesAt(rest: string, scheme: string | null): number {
  return /^[\\/]*/.exec(rest.slice(scheme === null ? 0 : scheme.length + 1))?.[0].length ?? 0;
}

function endOfAuthority(source: string, from: number): number {
  const end = source.slice(from).search(/[\\/?#\s]/);
  return end < 0 ? source.length : from + end;
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
