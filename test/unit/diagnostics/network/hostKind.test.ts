import { describe, expect, it } from 'vitest';
import { hostKind, unreadableKind } from '../../../../shared/diagnostics/network/hostKind.ts';
import { lookalikeOf } from '../../../../shared/diagnostics/network/lookalike.ts';
import { readLabel } from '../../../../shared/diagnostics/network/punycode.ts';
import { readAddress } from '../../../../shared/diagnostics/network/readAddress.ts';

/** What is said of the host of an address: `public`, what it is, or that it is not known. */
function said(address: string): string {
  const read = readAddress(address);
  if (read === null) return 'nothing';
  if (read.isUnreadable) return 'unreadable';
  if (read.host === null) return 'unknown';
  const kind = hostKind(read.host);
  return kind.kind === 'private' ? kind.what : 'public';
}

const groups: Readonly<Record<string, readonly string[]>> = {
  'a loopback address': [
    '127.0.0.1',
    '127.1',
    '0177.0.0.1',
    '0x7f.1',
    '0x7f000001',
    '2130706433',
    '017700000001',
    '127.0.0.1.',
    '127.255.255.254',
    '①②⑦.⓪.⓪.①',
    '１２７.0.0.1',
    '127。0。0。1',
    '%31%32%37.0.0.1',
    '[::1]',
    '[0:0:0:0:0:0:0:1]',
    '[0000::0001]',
  ],
  'the unspecified address': ['0.0.0.0', '0', '0x0', '0.1.2.3', '[::]'],
  'an address of a private network': [
    '10.0.0.1',
    '012.0.0.1',
    '0xa.0.0.1',
    '167772161',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '192.168.257',
    '[fc00::1]',
    '[fd12:3456::1]',
  ],
  'a link-local address': ['169.254.1.1', '[fe80::1]', '[fe80::a9fe:a9fe]'],
  'the metadata service of a cloud': [
    '169.254.169.254',
    '0xa9fea9fe',
    '2852039166',
    '0251.0376.0251.0376',
    '169.254.43518',
    '169.254.170.2',
    '100.100.100.200',
    '192.0.0.192',
    '168.63.129.16',
    '[fd00:ec2::254]',
    '[fd00:0ec2:0::0254]',
    'metadata.google.internal',
    'METADATA.google.internal.',
    'metadata.goog',
  ],
  'an address behind a carrier’s NAT': ['100.64.0.1', '100.127.255.255', '1681915905'],
  'a multicast address': ['224.0.0.1', '239.255.255.250', '[ff02::1]', '[ff0e::1]'],
  'the broadcast address': ['255.255.255.255', '4294967295', '0xffffffff'],
  'a reserved address': [
    '192.0.2.1',
    '198.51.100.1',
    '203.0.113.1',
    '198.18.0.1',
    '198.19.255.255',
    '192.0.0.8',
    '192.88.99.1',
    '240.0.0.1',
    '254.0.0.1',
    '[2001:db8::1]',
    '[3fff::1]',
    '[2001:2::1]',
    '[100::1]',
    '[fec0::1]',
    '[::10.0.0.1]',
    '[::8.8.8.8]',
    '[4000::1]',
    '[5f00::1]',
    '[2001:20::1]',
  ],
  'an IPv4 address inside an IPv6 one': [
    '[::ffff:10.0.0.1]',
    '[::ffff:a00:1]',
    '[::ffff:8.8.8.8]',
    '[::ffff:0:10.0.0.1]',
  ],
  'an IPv4 address inside an IPv6 one (NAT64)': [
    '[64:ff9b::10.0.0.1]',
    '[64:ff9b::8.8.8.8]',
    '[64:ff9b:1::1]',
    '[64:ff9b:1:ffff::a00:1]',
  ],
  'an IPv4 address inside an IPv6 one (6to4)': ['[2002:a00:1::]', '[2002:7f00:1::1]', '[2002:808:808::]'],
  'an IPv4 address inside an IPv6 one (Teredo)': ['[2001:0:4136:e378:8000:63bf:3fff:fdd2]', '[2001::1]'],
  'this machine': ['localhost', 'LOCALHOST', 'localhost.', 'app.localhost', 'localhost.localdomain', 'ｌocalhost'],
  'a name of the local network': ['printer.local', 'router.home.arpa', 'db.svc.cluster.local'],
  'a name of an internal network': [
    'orders.internal',
    'host.docker.internal',
    'wiki.corp',
    'nas.lan',
    'x.intranet',
    'x.private',
    'x.home',
  ],
  'a name outside the DNS': ['abc.onion', 'x.alt'],
  'a name without a domain, which only an internal network resolves': ['orders', 'metadata', 'instance-data'],
  'under no top-level domain of the Internet': ['kubernetes.default.svc', 'a.nosuchtld'],
  'a name that leads to an address of a private network': [
    '10.0.0.5.nip.io',
    '10-0-0-1.nip.io',
    'app.10-0-0-1.NIP.io',
    'app-192-168-1-7.sslip.io',
    '010.000.000.001.nip.io',
    '0a000001.nip.io',
    'magic-c0a80101.nip.io',
    '8.8.8.8.10.0.0.1.nip.io',
    '10.10.0.0.1.xip.io',
    'fd12-3456--1.sslip.io',
    '08080808.0a000001.rbndr.us',
    'make-8.8.8.8-rebind-10.0.0.1-rr.1u.ms',
    '10-0-0-1.0123456789abcdef0123456789abcdef.plex.direct',
  ],
  'a name that leads to a loopback address': [
    '127.0.0.1.nip.io',
    '--1.sslip.io',
    '0--1.sslip.io',
    '7f000001.nip.io',
    'localtest.me',
    'app.lvh.me',
    'any.localhost.direct',
  ],
  'a name that leads to the metadata service of a cloud': ['169.254.169.254.nip.io', 'a9fea9fe.08080808.rbndr.us'],
  'a name that leads to the unspecified address': ['0.0.0.0.nip.io'],
  'a name that leads to whatever address is written in it': ['nip.io', '8.8.8.8.nip.io', 'a.sslip.io'],
  'a name that tells of an address of a private network': [
    '10-0-0-5.hosts.example.com',
    '192.168.1.7.example.com',
    'ip-172-16-0-1.example.org',
  ],
  'a name that tells of a loopback address': ['127.0.0.1.example.com'],
  public: [
    'ec2-52-1-2-3.compute.amazonaws.com',
    '172-99-0-1.example.com',
    'v1.2.3.4.example.com',
    'release-0-1-2-3.example.com',
    '10-0-1.example.com',
    '10-0-0-300.example.com',
    '0a000001.example.com',
    'xnip.io',
    '8.8.8.8',
    '1.1.1.1',
    '134744072',
    '100.128.0.1',
    '172.32.0.1',
    '11.0.0.1',
    '198.20.0.1',
    '[2606:4700::1111]',
    '[2001:4860:4860::8888]',
    'api.example.com',
    'example.com.',
    'example。com',
    'müller.de',
    'a.co.uk',
    'status.example',
    'x.test',
  ],
  unreadable: [
    '[fe80::1%25eth0]',
    '[fe80::1%eth0]',
    'foo.1',
    'foo.0x7f',
    '1.2.3.4.5',
    '256.1.1.1',
    '0x100000000',
    '[::1',
    'a b',
    '%zz',
    'a<b',
    '[::ffff:1.2.3]',
  ],
};

describe('hosts', () => {
  for (const [what, hosts] of Object.entries(groups)) {
    it.each(hosts.map((host) => [host]))(`takes %s for ${what}`, (host) => {
      expect(said(`https://${host}/path`)).toBe(what);
      expect(said(`https://user:word@${host}:8443/path`)).toBe(what);
    });
  }

  it('knows an address with a zone for one of one machine', () => {
    expect(unreadableKind('[fe80::1%25eth0]')).toMatchObject({ isSure: true });
    expect(unreadableKind('foo.1')).toMatchObject({ kind: 'private', isSure: false });
  });

  it('is sure of names below a domain that resolves what is written, and of no others', () => {
    const isSure = (host: string) => hostKind(host).kind === 'private' && hostKind(host);
    expect(isSure('10.0.0.1.nip.io')).toMatchObject({ isSure: true });
    expect(isSure('8.8.8.8.nip.io')).toMatchObject({ isSure: false });
    expect(isSure('10.0.0.1.example.com')).toMatchObject({ isSure: false });
  });

  it('takes the ranges of a policy for private', () => {
    expect(hostKind('8.8.8.8', ['8.8.0.0/16'])).toMatchObject({ kind: 'private' });
    expect(hostKind('2606:4700::1', ['2606:4700::/32', '8.8.0.0/16'])).toMatchObject({ kind: 'private' });
    expect(hostKind('8-8-4-4.nip.io', ['8.8.0.0/16'])).toMatchObject({ kind: 'private', isSure: true });
    expect(hostKind('9.9.9.9', ['8.8.0.0/16'])).toMatchObject({ kind: 'public-address' });
  });
});

describe('addresses', () => {
  it.each([
    ['https://10.0.0.1\\@good.com/', '10.0.0.1'],
    ['https://good.com@10.0.0.1/', '10.0.0.1'],
    ['https://good.com:x@10.0.0.1/', '10.0.0.1'],
    ['https://a@b@10.0.0.1/', '10.0.0.1'],
    ['https://10.0.0.1#@good.com/', '10.0.0.1'],
    ['https://10.0.0.1?@good.com/', '10.0.0.1'],
    ['https:\\\\10.0.0.1\\x', '10.0.0.1'],
    ['https:10.0.0.1', '10.0.0.1'],
    ['https:///10.0.0.1', '10.0.0.1'],
    ['  https://10.0.0.1  ', '10.0.0.1'],
    ['\u0000https://10.0.0.1', '10.0.0.1'],
    ['ht\ntps://10.0\t.0.1/', '10.0.0.1'],
    ['//10.0.0.1/x', '10.0.0.1'],
    ['\\\\10.0.0.1\\x', '10.0.0.1'],
    ['localhost:8080', 'localhost'],
    ['localhost:8080/x', 'localhost'],
    ['10.0.0.1:8080', '10.0.0.1'],
    ['grpc://0x7f.1:50051', '127.0.0.1'],
    ['HTTPS://LOCALHOST', 'localhost'],
    ['https://{host}/', null],
    ['https://api.{zone}.example.com/', null],
    ['https://api.example.com{suffix}/', null],
    ['https://exa\nmple{x}.com/', null],
    ['https://api.example.com/{id}', 'api.example.com'],
    ['https://{user}@api.example.com/', 'api.example.com'],
    ['{base}/orders', null],
    ['orders/1', null],
  ])('reads the host of %j', (address, host) => {
    expect(readAddress(address)?.host).toBe(host);
  });

  it('marks the host where it stands', () => {
    const text = 'https://us\ter:x@exa\tmple.com:80/a';
    const { hostRange, userinfoRange } = readAddress(text) ?? { hostRange: { start: 0, end: 0 }, userinfoRange: null };
    expect(text.slice(hostRange.start, hostRange.end)).toBe('exa\tmple.com');
    expect(text.slice(userinfoRange?.start, userinfoRange?.end)).toBe('us\ter:x@');
  });

  it('does not know the host that an expression goes on writing', () => {
    expect(
      readAddress('https://api.', { literal: { start: 0, end: 14 }, isPartial: true, isLiteral: true })?.host,
    ).toBeNull();
    expect(
      readAddress('https://api.example.com/', { literal: { start: 0, end: 26 }, isPartial: true, isLiteral: true })
        ?.host,
    ).toBe('api.example.com');
  });
});

describe('names that imitate others', () => {
  const ascii = (name: string) => new URL(`https://${name}/`).hostname;
  it.each([
    ['pаypal.com', 'mixed'],
    ['gοοgle.com', 'mixed'],
    ['xn--pypal-4ve.com', 'mixed'],
    ['ɡithub.com', 'mixed'],
    ['аррӏе.com', 'whole'],
    ['xn--80ak6aa92e.com', 'whole'],
    ['ѕсоре.example.com', 'whole'],
    ['пример.example.com', null],
    ['пример.рф', null],
    ['соса.рф', null],
    ['müller.de', null],
    ['日本.jp', null],
    ['example.com', null],
    ['xn--a.com', null],
  ])('judges %s', (name, expected) => {
    expect(lookalikeOf(/^xn--a\./.test(name) ? name : ascii(name))).toBe(expected);
  });

  it('reads labels back as they were written', () => {
    for (const label of ['müller', 'пример', '日本語', 'bücher-ä', 'ελληνικά', '☃', 'a👍b']) {
      expect(readLabel(ascii(`${label}.com`).split('.')[0] ?? '')).toBe(label);
    }
    expect(readLabel('xn--999999999')).toBe('xn--999999999');
    expect(readLabel('plain')).toBe('plain');
  });
});
