import ipaddr from 'ipaddr.js';
import { parse as parseDomain } from 'tldts';
import { remembered } from '../remembered.ts';
import { embeddedAddresses, isRebinding, writtenAddresses } from './embeddedAddresses.ts';

/** What is known of a host without asking the network. */
export type HostKind =
  | { readonly kind: 'public-name' }
  | { readonly kind: 'public-address' }
  /** Not surely public; `what` completes "`host` is …". */
  | { readonly kind: 'private'; readonly what: string; readonly isSure: boolean };

/** Special-use names that lead into one's own machine or network (RFC 6761, RFC 6762, RFC 8375, RFC 9476, and by custom). */
const privateSuffixes: Readonly<Record<string, string>> = {
  localhost: 'this machine',
  localdomain: 'this machine',
  local: 'a name of the local network',
  'home.arpa': 'a name of the local network',
  internal: 'a name of an internal network',
  intranet: 'a name of an internal network',
  private: 'a name of an internal network',
  corp: 'a name of an internal network',
  home: 'a name of an internal network',
  lan: 'a name of an internal network',
  alt: 'a name outside the DNS',
  onion: 'a name outside the DNS',
};

/** Names that never resolve, kept for documentation and tests (RFC 2606, RFC 6761). */
const reservedSuffixes = ['example', 'test', 'invalid'];

const rangeNames: Readonly<Record<string, string>> = {
  unspecified: 'the unspecified address',
  loopback: 'a loopback address',
  private: 'an address of a private network',
  linkLocal: 'a link-local address',
  uniqueLocal: 'an address of a private network',
  carrierGradeNat: 'an address behind a carrier’s NAT',
  multicast: 'a multicast address',
  broadcast: 'the broadcast address',
  ipv4Mapped: 'an IPv4 address inside an IPv6 one',
  rfc6145: 'an IPv4 address inside an IPv6 one',
  rfc6052: 'an IPv4 address inside an IPv6 one (NAT64)',
  '6to4': 'an IPv4 address inside an IPv6 one (6to4)',
  teredo: 'an IPv4 address inside an IPv6 one (Teredo)',
};

/** Addresses at which clouds answer a machine's questions about itself, credentials among them. */
const metadataAddresses = new Set([
  '169.254.169.254',
  '169.254.170.2',
  '169.254.170.23',
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.192',
  'fd00:ec2::254',
  'fd00:ec2::23',
  'fd20:ce::254',
]);
const metadataNames = new Set(['metadata.google.internal', 'metadata.goog', 'metadata.azure.internal']);

/** The global unicast addresses that are given out so far (RFC 4291, section 2.4; IANA). */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/** What an address has, in any spelling: a colon, or a number behind its last dot. To ask the library is slow for names. */
const addressForm = /:|(?:^|\.)[0-9][^.]*$/;

/**
 * Tells a host (as the URL standard writes it) that is surely public from any other. `blocked` are further address
 * ranges in CIDR notation that count as private.
 */
export function hostKind(host: string, blocked: readonly string[] = noneBlocked): HostKind {
  const known = kinds.get(blocked) ?? remembered((name) => kindOf(name, blocked));
  kinds.set(blocked, known);
  return known(host);
}

const noneBlocked: readonly string[] = [];
/** By the ranges of a policy: definitions reach a few hosts again and again. */
const kinds = new WeakMap<readonly string[], (host: string) => HostKind>();

function kindOf(host: string, blocked: readonly string[]): HostKind {
  return addressForm.test(host) && ipaddr.isValid(host) ? addressKind(host, blocked) : nameKind(host, blocked);
}

/** The kind of a host that the URL standard refuses, as written: with a zone it is an address of one machine all the same. */
export function unreadableKind(written: string): HostKind {
  const [, address] = /^\[([0-9a-f:.]+)%/i.exec(written) ?? [];
  if (address !== undefined && ipaddr.isValid(address)) return notPublic('an address with a zone of one machine');
  return perhapsPrivate('part of an address that the URL standard refuses, and that others may read as any');
}

function addressKind(host: string, blocked: readonly string[]): HostKind {
  if (host.includes('%')) return notPublic('an address with a zone of one machine');
  const address = ipaddr.parse(host);
  if (metadataAddresses.has(address.toString())) return notPublic('the metadata service of a cloud');
  const range = address.range();
  if (range !== 'unicast') return notPublic(rangeNames[range] ?? 'a reserved address');
  if (address instanceof ipaddr.IPv6 && !address.match(globalUnicast)) return notPublic('a reserved address');
  const isBlocked = blocked.some((text) => {
    const cidr = ipaddr.parseCIDR(text);
    return cidr[0].kind() === address.kind() && address.match(cidr);
  });
  return isBlocked ? notPublic('in an address range that the policy blocks') : { kind: 'public-address' };
}

function nameKind(host: string, blocked: readonly string[]): HostKind {
  if (metadataNames.has(host)) return notPublic('the metadata service of a cloud');
  const labels = host.split('.');
  const suffix = Object.keys(privateSuffixes).find((known) => host === known || host.endsWith(`.${known}`));
  if (suffix !== undefined) return notPublic(privateSuffixes[suffix] ?? 'a private name');
  if (labels.length === 1) return notPublic('a name without a domain, which only an internal network resolves');
  const leading = privateAmong(embeddedAddresses(host), blocked);
  if (leading !== null) return notPublic(`a name that leads to ${leading}`);
  if (isRebinding(host)) return perhapsPrivate('a name that leads to whatever address is written in it');
  // A version has zeroes in front as well.
  const telling = writtenAddresses(host).filter((address) => !address.startsWith('0.'));
  const written = privateAmong(telling, blocked);
  if (written !== null) return perhapsPrivate(`a name that tells of ${written}`);
  if (reservedSuffixes.includes(labels.at(-1) ?? '')) return { kind: 'public-name' };
  if (parseDomain(host).isIcann === true) return { kind: 'public-name' };
  return perhapsPrivate('under no top-level domain of the Internet');
}

/** What the first of some addresses that is not public is; null where all are public. */
function privateAmong(addresses: readonly string[], blocked: readonly string[]): string | null {
  for (const address of addresses) {
    const kind = addressKind(address, blocked);
    if (kind.kind === 'private') return kind.what;
  }
  return null;
}

function perhapsPrivate(what: string): HostKind {
  return { kind: 'private', what, isSure: false };
}

function notPublic(what: string): HostKind {
  return { kind: 'private', what, isSure: true };
}
