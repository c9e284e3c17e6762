import type { Severity } from '../finding.ts';
import type { PartModel } from '../model.ts';
import type { ModelEndpoint } from '../modelEndpoints.ts';
import type { ModelText } from '../modelText.ts';
import type { Report, Rule } from '../rule.ts';

/** Addresses whose scheme reaches something else than a service of the web. */
export const exoticScheme: Rule = {
  id: 'exotic-scheme',
  title: 'Address of an unusual scheme',
  severity: 'error',
  confidence: 'high',
  why: 'Libraries that fetch addresses understand more schemes than those of the web. `file:` reads the disk of the runtime, `gopher:` and `dict:` speak to any port of the network inside, `ldap:` and `jar:` load code, and `data:` brings its own content past every list of hosts.',
  remedy: 'Reach services by `https:`, and keep documents where a service of the house serves them.',
  references: [
    { title: 'CWE-918: Server-Side Request Forgery', url: 'https://cwe.mitre.org/data/definitions/918.html' },
    {
      title: 'OWASP: Server-Side Request Forgery Prevention',
      url: 'https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html',
    },
  ],
  fix: null,
  examples: {
    bad: [
      {
        title: 'a file of the runtime',
        text: '- read:\n    call: http\n    with: { method: get, endpoint: "file:///etc/hostname" }\n',
      },
      {
        title: 'any port of the network inside',
        text: '- send:\n    call: http\n    with: { method: get, endpoint: "gopher://mail.example.com:25/_HELO" }\n',
      },
    ],
    good: [
      {
        title: 'a service of the web',
        text: '- read:\n    call: http\n    with: { method: get, endpoint: "https://files.example.com/hosts.json" }\n',
      },
    ],
  },
  checkEndpoint,
};

/** Schemes of protocols that the language's calls speak; whether they are encrypted is another rule's. */
const usual = new Set(
  'http https ws wss ftp ftps sftp mqtt mqtts mqtt5 secure-mqtt amqp amqps amqp1 kafka kafka-secure nats stomp stomps redis rediss solace pulsar jms sns sqs ibmmq mercure googlepubsub grpc grpcs dns xds'.split(
    ' ',
  ),
);

/** What each scheme does that no workflow needs; completes "`scheme` …". */
const dangerous: Readonly<Record<string, string>> = {
  file: 'reads the disk of the runtime',
  data: 'brings its content along, past every list of hosts',
  blob: 'names memory of a browser',
  javascript: 'is a program, and no place',
  vbscript: 'is a program, and no place',
  gopher: 'speaks to any port of the network inside',
  dict: 'speaks to any port of the network inside',
  telnet: 'speaks to any port of the network inside',
  tftp: 'fetches without encryption or authentication',
  ldap: 'may load code from a directory',
  ldaps: 'may load code from a directory',
  rmi: 'may load code from a registry',
  jar: 'opens an archive from anywhere',
  netdoc: 'reads the disk of the runtime',
  phar: 'unpacks objects of an archive',
  php: 'reads streams of the runtime',
  expect: 'runs a command',
  smb: 'gives the credentials of the machine to a file server',
};

/** A host and its port, which has the form of a scheme. */
const hostAndPort = /^\s*[A-Za-z0-9.-]+:\d+(\/|$)/;

function checkEndpoint({ text, address }: ModelEndpoint, model: PartModel, report: Report): void {
  const { scheme, schemeRange, source } = address;
  if (scheme === null || schemeRange === null || usual.has(scheme) || hostAndPort.test(source)) return;
  const known = Object.hasOwn(dangerous, scheme) ? dangerous[scheme] : undefined;
  if (known === undefined && !source.includes('://')) return;
  report({
    message: `\`${scheme.slice(0, 40)}:\` ${known ?? 'is a scheme that no call of the language speaks'}.`,
    help: 'Use the `https:` address of a service.',
    ...model.placeIn(text, schemeRange),
    ...gradeOf(scheme, known !== undefined, text),
  });
}

/** Documents are read from the disk in trusted set-ups; of a scheme that nobody knows little can be said. */
function gradeOf(
  scheme: string,
  isKnown: boolean,
  { path }: ModelText,
): { severity?: Severity; confidence?: 'medium' } {
  if (!isKnown) return { severity: 'warning', confidence: 'medium' };
  const isDocument = path.slice(-3).some((key) => documentKeys.has(key));
  return scheme === 'file' && isDocument ? { severity: 'warning', confidence: 'medium' } : {};
}

const documentKeys = new Set(['document', 'proto', 'resource', 'source', 'agentCard']);
