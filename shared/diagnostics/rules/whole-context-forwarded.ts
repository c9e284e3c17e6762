import { anyClass } from '../finding.ts';
import type { Outcome } from '../flow/dataFlow.ts';
import { isUnlisted, type Shape } from '../flow/shape.ts';
import { type SinkKind, sinkKindOf } from '../flow/sink.ts';
import type { PartModel } from '../model.ts';
import type { Report, Rule } from '../rule.ts';

const call =
  '- order:\n    call: http\n    with:\n      method: post\n      endpoint: https://shop.example.com/orders\n';

/** The whole input or context, sent on. */
export const wholeContextForwarded: Rule = {
  id: 'whole-context-forwarded',
  title: 'Everything is sent on',
  severity: 'warning',
  confidence: 'medium',
  why: 'What holds everything holds more with every change: a field that a caller adds tomorrow, or a task that exports one, leaves from that day on, and nobody wrote it down here. The receiver gets data that it has no need of, and a review of this definition cannot say which.',
  remedy: 'Name the fields that the receiver needs: `${ { id: .id, items: .items } }`.',
  references: [
    { title: 'GDPR, article 5(1)(c): data minimisation', url: 'https://eur-lex.europa.eu/eli/reg/2016/679/oj' },
    {
      title: 'CWE-201: Insertion of Sensitive Information Into Sent Data',
      url: 'https://cwe.mitre.org/data/definitions/201.html',
    },
  ],
  fix: null,
  examples: {
    bad: [
      { title: 'the whole input', text: `${call}      body: \${ . }\n` },
      { title: 'the whole context, as text', text: `${call}      body: { state: "\${ $context | tojson }" }\n` },
    ],
    good: [
      { title: 'the fields that are needed', text: `${call}      body: '\${ { id: .id, items: .items } }'\n` },
      {
        title: 'the whole of what was put together for it',
        text: `- prepare:\n    set: { id: "\${ .id }" }\n${call}      body: \${ . }\n`,
      },
    ],
  },
  checkOutcome,
};

const leaving = new Set<SinkKind>(['request', 'address', 'header', 'message', 'event', 'tool', 'process', 'workflow']);

function checkOutcome({ expression, shape }: Outcome, _model: PartModel, report: Report): void {
  const { text } = expression;
  const root = shape === null ? null : wholeIn(shape);
  const kind = root === null ? null : sinkKindOf(text);
  if (root === null || kind === null || !leaving.has(kind)) return;
  report({
    message: `${root.startsWith('$') ? `The whole of \`${root}\`` : 'The whole input'} is sent on here, whatever is in it.`,
    help: 'Name the fields that the receiver needs.',
    pointer: text.pointer,
    range: text.range,
    leaking: anyClass,
    ...(kind === 'process' || kind === 'workflow' ? { severity: 'note' } : {}),
  });
}

/** The whole thing that a value is or holds, unless everything in it was put there by name. */
function wholeIn(shape: Shape, depth = 0): string | null {
  if (shape.root !== null && isUnlisted(shape)) return shape.root;
  if (depth > 4) return null;
  for (const member of shape.members.values()) {
    const found = wholeIn(member, depth + 1);
    if (found !== null) return found;
  }
  return shape.items === null ? null : wholeIn(shape.items, depth + 1);
}
