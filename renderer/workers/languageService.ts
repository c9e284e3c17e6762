import type { Finding } from '../../shared/diagnostics/finding.ts';
import type { SourceDocument } from '../../shared/workflow/document.ts';
import { parseDocument } from '../../shared/workflow/parseDocument.ts';
import type { Ask, WorkerAnswers, WorkerQuestion, WorkerText } from './protocol.ts';

function syntaxFinding(message: string, help: string, start: number, end: number): Finding {
  return {
    rule: 'syntax',
    severity: 'error',
    confidence: 'high',
    message,
    help,
    location: { pointer: '', range: { start, end } },
    related: [],
    fingerprint: `sha256:${'0'.repeat(64)}`,
    fixes: [],
    waiver: null,
  };
}

let last: { readonly text: string; readonly parsed: ReturnType<typeof parseDocument> } | null = null;

/** Reads a text once for all questions about it. */
function read({ text }: WorkerText) {
  if (last?.text !== text) last = { text, parsed: parseDocument(text) };
  return last.parsed;
}

function syntaxFindings(document: SourceDocument): Finding[] {
  return document.problems.map(({ message, range }) =>
    syntaxFinding(
      message,
      'Correct the notation here; the rest is checked as far as it can be read.',
      range.start,
      range.end,
    ),
  );
}

function check(text: WorkerText): readonly Finding[] {
  const parsed = read(text);
  if (!parsed.ok) return [syntaxFinding(parsed.error.message, parsed.error.hint ?? '', 0, 0)];
  return syntaxFindings(parsed.value);
}

/** Answers a question about a text. Pure but for keeping the last text read. */
export function answer(question: WorkerQuestion): WorkerAnswers[Ask] {
  switch (question.ask) {
    case 'check':
      return check(question.document);
    case 'complete':
      return [];
    case 'hover':
      return null;
    case 'outline':
      return [];
    case 'locate': {
      const parsed = read(question.document);
      return parsed.ok ? (parsed.value.locate(question.pointer)?.value ?? null) : null;
    }
  }
}
