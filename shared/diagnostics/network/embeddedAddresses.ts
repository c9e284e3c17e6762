import ipaddr from 'ipaddr.js';

/** Domains whose owner lets names below them resolve to any address that is written in them. */
const rebindingHosts: readonly string[] = [
  'nip.io',
  'sslip.io',
  'xip.io',
  'traefik.me',
  'plex.direct',
  'backname.io',
  'rbndr.us',
  '1u.ms',
];

/** Domains whose names all resolve to one's own machine. */
const ownMachineHosts: readonly string[] = [
  'localtest.me',
  'lvh.me',
  'vcap.me',
  'fuf.me',
  'lacolhost.com',
  'local.gd',
  'localh.st',
  'localhost.direct',
];

/** Four numbers, with dots or dashes between them, that are a part of a name; wherever they begin. */
const decimal = /(?<=^|[.-])(?=(\d{1,3})([.-])(\d{1,3})\2(\d{1,3})\2(\d{1,3})(?:[.-]|$))/g;
/** The same four numbers as eight hexadecimal digits. */
const hexadecimal = /(?<=^|[.-])[0-9a-f]{8}(?=[.-]|$)/g;

/** Whether the names of a host's domain resolve to an address that is written in them, or to one's own machine. */
export function isRebinding(host: string): boolean {
  return isBelow(host, rebindingHosts) || isBelow(host, ownMachineHosts);
}

/** The addresses that a name is known to lead to: of a rebinding domain those that are written in it, in any of its spellings. */
export function embeddedAddresses(host: string): readonly string[] {
  if (isBelow(host, ownMachineHosts)) return ['127.0.0.1'];
  if (!isBelow(host, rebindingHosts)) return [];
  return [...writtenAddresses(host), ...hexadecimalAddresses(host), ...host.split('.').flatMap(dashedAddress)];
}

/** The IPv4 addresses that are written in a name, whatever it resolves to. */
export function writtenAddresses(host: string): readonly string[] {
  const found = [...host.matchAll(decimal)].map(([, a, , b, c, d]) => `${a}.${b}.${c}.${d}`);
  // The library would read a leading zero as octal; who writes names for people does not.
  return found.map((address) => address.split('.').map(Number).join('.')).filter((address) => ipaddr.isValid(address));
}

function hexadecimalAddresses(host: string): string[] {
  return [...host.matchAll(hexadecimal)].map(([digits]) =>
    [0, 2, 4, 6].map((at) => Number.parseInt(digits.slice(at, at + 2), 16)).join('.'),
  );
}

/** An IPv6 address with dashes for its colons: `--1`, `fd00--1`. */
function dashedAddress(label: string): string[] {
  const address = label.replaceAll('-', ':');
  return address.includes(':') && ipaddr.IPv6.isValid(address) ? [address] : [];
}

function isBelow(host: string, domains: readonly string[]): boolean {
  return domains.some((domain) => {
    const before = host.length - domain.length - 1;
    return host.endsWith(domain) && (before < 0 || host[before] === '.');
  });
}
