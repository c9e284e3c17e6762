import { readFileSync } from 'node:fs';

/** What the network namespace of this process has counted since it was made. */
export interface Counters {
  /** TCP connections that were begun. */
  readonly connections: number;
  /** Datagrams that were sent, over IPv4 and IPv6: a name lookup is one. */
  readonly datagrams: number;
  /** Attempts to send or connect to where no route leads: anywhere but this machine. */
  readonly withoutRoute: number;
}

function table(file: string): Map<string, number> {
  const counters = new Map<string, number>();
  const lines = readFileSync(file, 'utf8').split('\n');
  for (let at = 0; at + 1 < lines.length; at += 2) {
    const [area = '', ...names] = (lines[at] ?? '').split(' ');
    const values = (lines[at + 1] ?? '').split(' ').slice(1);
    names.forEach((name, index) => {
      counters.set(`${area}${name}`, Number(values[index]));
    });
  }
  return counters;
}

function table6(file: string): Map<string, number> {
  const rows = readFileSync(file, 'utf8').split('\n');
  return new Map(rows.map((row) => row.split(/\s+/)).map(([name = '', value]) => [name, Number(value)]));
}

/** Reads the kernel's counters. Every process of the namespace counts, sandboxed ones too, and no attempt is too short. */
export function readCounters(): Counters {
  const four = table('/proc/self/net/snmp');
  const six = table6('/proc/self/net/snmp6');
  const sum = (first: string, second: string) => (four.get(first) ?? 0) + (six.get(second) ?? 0);
  return {
    connections: four.get('Tcp:ActiveOpens') ?? 0,
    datagrams: sum('Udp:OutDatagrams', 'Udp6OutDatagrams'),
    withoutRoute: sum('Ip:OutNoRoutes', 'Ip6OutNoRoutes'),
  };
}
