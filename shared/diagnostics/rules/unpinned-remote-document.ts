import type { PartModel } from '../model.ts';
import type { ModelEndpoint } from '../modelEndpoints.ts';
import type { ModelText } from '../modelText.ts';
import { movingReference } from '../network/movingReference.ts';
import type { Report, Rule } from '../rule.ts';

const open = '- pets:\n    call: openapi\n    with:\n      operationId: list\n      document:\n';
const base = 'https://raw.githubusercontent.com/example/pets';

/** Documents and scripts that are fetched in a run and may be others by then. */
export const unpinnedRemoteDocument: Rule = {
  id: 'unpinned-remote-document',
  title: 'Remote document that may change',
  severity: 'warning',
  confidence: 'high',
  why: 'An OpenAPI document says where requests go, a schema says what passes, and a script is code. Each is fetched in the run. From a branch, or an address without a version, it is whatever its publisher has there on that day, and not what was reviewed.',
  remedy:
    'Name a commit or a version in the address. Keep scripts in the definition itself, where they are reviewed and sealed with it.',
  references: [
    {
      title: 'CWE-494: Download of Code Without Integrity Check',
      url: 'https://cwe.mitre.org/data/definitions/494.html',
    },
    {
      title: 'CWE-829: Inclusion of Functionality from Untrusted Control Sphere',
      url: 'https://cwe.mitre.org/data/definitions/829.html',
    },
  ],
  fix: null,
  examples: {
    bad: [
      { title: 'a document of a branch', text: `${open}        endpoint: ${base}/main/openapi.json\n` },
      {
        title: 'a script without a version',
        text: '- score:\n    run:\n      script:\n        language: js\n        source: { endpoint: "https://scripts.example.com/score.js" }\n',
      },
    ],
    good: [
      {
        title: 'a document of a commit',
        text: `${open}        endpoint: ${base}/0c1d7f0e6a9b5c4d3e2f1a0b9c8d7e6f5a4b3c2d/openapi.json\n`,
      },
      {
        title: 'a script that is reviewed with the definition',
        text: '- score:\n    run:\n      script: { language: js, code: "return 1" }\n',
      },
    ],
  },
  checkEndpoint,
};

const documentKeys = new Set(['document', 'proto', 'resource', 'source', 'agentCard']);

function checkEndpoint({ text, address }: ModelEndpoint, model: PartModel, report: Report): void {
  if (!text.path.slice(-3, -1).some((key) => documentKeys.has(key))) return;
  const { pointer } = text;
  const isWhole = address.source === text.value;
  const moving = movingReference(address.source);
  if (moving !== null) {
    report({
      message: `The document is read from \`${moving.name.slice(0, 60)}\`, which moves on.`,
      help: 'Name a commit or a tag of a version in its place.',
      ...(isWhole ? model.placeIn(text, moving.range) : { pointer, range: text.range }),
    });
  } else if (isScript(text) && address.host !== null && !hasVersion(address.source)) {
    report({
      message: 'The script that runs is fetched in the run, from an address without a version.',
      help: 'Keep the script in `code`, or name a version or a commit in the address.',
      ...(isWhole ? { pointer, range: text.range } : model.placeIn(text, address.whole)),
    });
  }
}

function isScript({ path }: ModelText): boolean {
  const at = path.lastIndexOf('source');
  return path[at - 1] === 'script' && path[at - 2] === 'run';
}

/** A commit, a digest or a version somewhere behind the host. */
function hasVersion(address: string): boolean {
  return /[0-9a-f]{40}|[/@=_-]v?\d+\.\d+(\.\d+)?/i.test(address.replace(/^[^:]*:\/\/[^/]*/, ''));
}
