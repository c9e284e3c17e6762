import type { Range } from '../../workflow/document.ts';
import { nameGuesser } from '../../workflow/schema/closestName.ts';
import type { Fix } from '../finding.ts';
import type { DocumentModel } from '../model.ts';
import type { ModelText } from '../modelText.ts';
import type { Report, Rule } from '../rule.ts';

const header = "document: { dsl: '1.0.3', namespace: examples, name: report, version: '0.1.0' }\n";
const call =
  'do:\n  - report:\n      call: http\n      with:\n        method: get\n        endpoint:\n          uri: https://reports.example.com/\n          authentication:\n';

/** Secrets that are used and not declared. */
export const secretDeclaration: Rule = {
  id: 'secret-declaration',
  title: 'Secret that is not declared',
  severity: 'error',
  confidence: 'high',
  why: 'The list in `use.secrets` is what a workflow may read, and what a reviewer signs. A runtime refuses a secret that is not on it, with an authorization error in the middle of a run; one that does not refuse gives out secrets that nobody agreed on.',
  remedy: 'Declare the secret in `use.secrets`, or correct its name.',
  references: [
    {
      title: 'Serverless Workflow DSL reference: use',
      url: 'https://github.com/serverlessworkflow/specification/blob/main/dsl-reference.md#use',
    },
    {
      title: 'NIST SP 800-53 AC-6: Least Privilege',
      url: 'https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final',
    },
  ],
  fix: 'safe',
  examples: {
    bad: [
      {
        title: 'a secret in an expression',
        text: `${header}${call}            bearer: { token: "\${ $secrets.reports }" }\n`,
      },
      {
        title: 'a secret that an authentication names',
        text: `${header}use: { secrets: [other] }\n${call}            basic: { use: reports }\n`,
      },
    ],
    good: [
      {
        title: 'a declared secret',
        text: `${header}use: { secrets: [reports] }\n${call}            bearer: { token: "\${ $secrets.reports }" }\n`,
      },
    ],
  },
  check,
};

const schemes = new Set(['basic', 'bearer', 'digest', 'oauth2', 'oidc']);

function check(model: DocumentModel, report: Report): void {
  const { secrets } = model.use;
  const names = Array.isArray(secrets) ? secrets.filter((name) => typeof name === 'string') : [];
  const declared = new Set(names);
  const guess = nameGuesser();
  const use = (name: string, text: ModelText, range: Range): void => {
    if (declared.has(name)) return;
    const meant = guess(name, declared);
    const hint = meant === null ? '.' : `; did you mean \`${meant}\`?`;
    report({
      message: `The secret \`${name.slice(0, 60)}\` is not declared in \`use.secrets\`${hint}`,
      help: 'Declare it there, or correct the name.',
      pointer: text.pointer,
      range,
      fixes: fixFor(model, name),
    });
  };
  for (const { secretReads, naming } of model.parts.all) {
    for (const { text, name, range } of secretReads) if (name !== null) use(name, text, model.rangeIn(text, range));
    for (const text of naming) if (namesSecret(text)) use(text.value, text, text.range);
  }
}

/** Whether the text is the `use` of an authentication scheme, which names a secret. */
function namesSecret({ path }: ModelText): boolean {
  if (path.at(-1) !== 'use' || !schemes.has(path.at(-2) ?? '')) return false;
  return path.at(-3) === 'authentication' || (path[0] === 'use' && path[1] === 'authentications' && path.length === 5);
}

function fixFor(model: DocumentModel, name: string): readonly Fix[] {
  const isPlain = /^[A-Za-z][A-Za-z0-9_-]*$/.test(name) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(name);
  const edits = isPlain ? model.declareSecret(name) : null;
  return edits === null || edits.length === 0 ? [] : [{ title: `Declare the secret \`${name}\``, safe: true, edits }];
}
