import type { Severity } from '../finding.ts';
import type { PartModel } from '../model.ts';
import type { ModelEndpoint } from '../modelEndpoints.ts';
import type { ModelTask } from '../modelTask.ts';
import { isRebinding } from '../network/embeddedAddresses.ts';
import { lookalikeOf } from '../network/lookalike.ts';
import { registryOf } from '../packageReference.ts';
import { remembered } from '../remembered.ts';
import type { Report, Rule } from '../rule.ts';
import type { Place } from '../surroundings.ts';

/** Hosts whose name leads somewhere else than it says. */
export const suspiciousHost: Rule = {
  id: 'suspicious-host',
  title: 'Host that is not what it seems',
  severity: 'error',
  confidence: 'high',
  why: 'Some names are made to pass a glance or a list of hosts. A name with foreign letters looks like another (`аpple` with a Cyrillic `а`); one such as `10.0.0.5.nip.io` resolves to the address that is written in it, inside the network too; a tunnel, a collector of requests or a place to drop files hands everything to whoever opened it.',
  remedy: 'Name the host of the service itself, under its own domain.',
  references: [
    {
      title: 'CWE-1007: Insufficient Visual Distinction of Homoglyphs',
      url: 'https://cwe.mitre.org/data/definitions/1007.html',
    },
    { title: 'CWE-918: Server-Side Request Forgery', url: 'https://cwe.mitre.org/data/definitions/918.html' },
    { title: 'UTS #39: Unicode Security Mechanisms', url: 'https://www.unicode.org/reports/tr39/' },
  ],
  fix: null,
  examples: {
    bad: [
      {
        title: 'a name that resolves to the address in it',
        text: '- status:\n    call: http\n    with: { method: get, endpoint: "https://10.0.0.5.nip.io/status" }\n',
      },
      {
        title: 'a Cyrillic letter',
        text: '- status:\n    call: http\n    with: { method: get, endpoint: "https://ex\u0430mple.com/status" }\n',
      },
    ],
    good: [
      {
        title: 'the host of the service',
        text: '- status:\n    call: http\n    with: { method: get, endpoint: "https://status.example.com/" }\n',
      },
    ],
  },
  checkEndpoint,
  checkTask,
};

/** Places that take in requests for whoever opened them. */
const collectors =
  'webhook.site requestbin.com requestbin.net requestcatcher.com pipedream.net beeceptor.com hookbin.com burpcollaborator.net oastify.com oast.fun oast.pro oast.live oast.site oast.me oast.online interact.sh canarytokens.com dnslog.cn'.split(
    ' ',
  );
const tunnels =
  'ngrok.io ngrok.app ngrok.dev ngrok-free.app ngrok-free.dev trycloudflare.com loca.lt localhost.run serveo.net lhr.life devtunnels.ms'.split(
    ' ',
  );
/** Places where anybody may leave a file or a text, and others read it. */
const drops =
  'pastebin.com hastebin.com paste.ee dpaste.com dpaste.org ghostbin.com rentry.co termbin.com ix.io transfer.sh bashupload.com file.io 0x0.st gofile.io catbox.moe tmpfiles.org oshi.at temp.sh'.split(
    ' ',
  );
const shorteners = 'bit.ly tinyurl.com t.co is.gd ow.ly cutt.ly rb.gy'.split(' ');

interface Suspicion {
  /** Completes "`host` …". */
  readonly what: string;
  readonly severity: Severity;
}

function checkEndpoint({ text, address }: ModelEndpoint, model: PartModel, report: Report): void {
  if (address.host !== null) checkHost(address.host, model.placeIn(text, address.hostRange), report);
}

/** An image comes from a host too. */
function checkTask(task: ModelTask, model: PartModel, report: Report): void {
  const text = task.type === 'run' ? model.part.textAt(`${task.reference}/run/container/image`) : undefined;
  const registry = text === undefined ? null : registryOf(text.value);
  if (text !== undefined && registry !== null) checkHost(registry.host, model.placeIn(text, registry.range), report);
}

function checkHost(host: string, place: Place, report: Report): void {
  const said = suspicionOf(host);
  if (said === null) return;
  report({
    message: `\`${host}\` ${said.what}.`,
    help: 'Name the host of the service itself, under its own domain.',
    ...place,
    severity: said.severity,
  });
}

/** Definitions reach a few hosts again and again. */
const suspicionOf = remembered((host) => suspectName(host) ?? imitation(host));

function suspectName(host: string): Suspicion | null {
  if (isRebinding(host)) return { what: 'resolves to whatever address is written in it', severity: 'error' };
  if (isBelow(host, collectors)) return { what: 'collects requests for whoever opened it', severity: 'error' };
  if (isBelow(host, tunnels)) return { what: 'is a tunnel to somebody’s own machine', severity: 'warning' };
  if (isBelow(host, drops)) return { what: 'takes in files and texts from anybody', severity: 'warning' };
  if (isBelow(host, shorteners)) return { what: 'is a short name for another address', severity: 'warning' };
  return null;
}

function isBelow(host: string, domains: readonly string[]): boolean {
  return domains.some((domain) => {
    const before = host.length - domain.length - 1;
    return host.endsWith(domain) && (before < 0 || host[before] === '.');
  });
}

/** A name that imitates another by letters of other scripts. */
function imitation(host: string): Suspicion | null {
  switch (lookalikeOf(host)) {
    case 'mixed':
      return { what: 'has letters that only look like Latin ones', severity: 'error' };
    case 'whole':
      return { what: 'is written in letters that all look like Latin ones', severity: 'warning' };
    case null:
      return null;
  }
}
