import type { Range } from '../../workflow/document.ts';
import type { DocumentModel, PartModel } from '../model.ts';
import type { ModelExpression } from '../modelExpressions.ts';
import type { ModelText } from '../modelText.ts';
import type { Report, Rule } from '../rule.ts';
import type { Place } from '../surroundings.ts';
import { maxTokenLength, tokenFormats, tokenStart } from '../tokenFormats.ts';
import { writtenTexts } from '../writtenText.ts';

/** Tokens and keys that can be told by their form, wherever they stand: comments too. */
export const knownToken: Rule = {
  id: 'known-token',
  title: 'Token or key in the text',
  severity: 'error',
  confidence: 'high',
  why: 'Issuers give their tokens a form that can be recognised, and so can everybody who finds one in a definition: those who search repositories and mailboxes for them use them within minutes.',
  remedy: 'Revoke the token with its issuer, for it is known now, and put the new one into a declared secret.',
  references: [
    { title: 'CWE-798: Use of Hard-coded Credentials', url: 'https://cwe.mitre.org/data/definitions/798.html' },
    {
      title: 'GitHub: supported secret scanning patterns',
      url: 'https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns',
    },
  ],
  limits: 'A token that is encoded (in Base64, say), or of which data gives a part.',
  fix: null,
  examples: {
    bad: [
      {
        title: 'the access key of AWS’s own documentation',
        text: '- upload:\n    set:\n      note: AKIAIOSFODNN7EXAMPLE\n',
      },
      {
        title: 'a key in a comment',
        text: '# was AKIAIOSFODNN7EXAMPLE\n- upload:\n    set: { note: none }\n',
      },
      {
        title: 'a key in two parts',
        text: '- upload:\n    set:\n      note: ${ "AKIA" + "IOSFODNN7EXAMPLE" }\n',
      },
    ],
    good: [
      {
        title: 'a declared secret',
        text: '- upload:\n    input: { from: "${ { key: $secrets.upload } }" }\n    set: { note: none }\n',
      },
    ],
  },
  marksSecrets: true,
  check,
  checkText,
  checkExpression,
};

function check({ document }: DocumentModel, report: Report): void {
  for (const { name, start, end } of tokensIn(document.text)) {
    say(report, name, { pointer: document.pointerAt(start), range: { start, end } });
  }
}

function checkText(text: ModelText, model: PartModel, report: Report): void {
  const { range, value } = text;
  const escapes = range.end - range.start - value.length;
  // What is as long as it is written, but for quotes, stands there letter by letter; a blank may be a line break.
  if ((escapes === 0 || escapes === 2) && !value.includes(' ')) return;
  const tokens = tokensIn(value);
  if (tokens.length === 0) return;
  // What is written with escapes, or folded over lines, says something else than its letters.
  const source = model.written(range);
  for (const token of tokens) {
    const isWritten = source.includes(value) || source.includes(value.slice(token.start, token.end));
    if (!isWritten) say(report, token.name, model.placeIn(text, token));
  }
}

function checkExpression(expression: ModelExpression, model: PartModel, report: Report): void {
  for (const { value, range, isLiteral } of writtenTexts(expression)) {
    const [token] = isLiteral ? [] : tokensIn(value);
    if (token !== undefined) say(report, token.name, model.placeIn(expression.text, range));
  }
}

interface Token extends Range {
  readonly name: string;
}

function tokensIn(text: string): readonly Token[] {
  if (!tokenStart.test(text)) return [];
  const found: Token[] = [];
  for (const { name, prefix, pattern } of tokenFormats) {
    for (let start = text.indexOf(prefix); start >= 0; start = text.indexOf(prefix, start + prefix.length)) {
      if (/[A-Za-z0-9_]/.test(text[start - 1] ?? ' ') && /^[A-Za-z0-9]/.test(prefix)) continue;
      const [match] = pattern.matches(text.slice(start, start + maxTokenLength));
      if (match !== undefined) found.push({ name, start, end: start + match.end });
    }
  }
  return found;
}

function say(report: Report, name: string, place: Place): void {
  report({
    message: `This has the form of a ${name}.`,
    help: 'Revoke it with its issuer, and put the new one into a declared secret.',
    ...place,
    identity: name,
  });
}
