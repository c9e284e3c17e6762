import type { AppError } from '../../shared/base/appError.ts';
import { ok, type Result } from '../../shared/base/result.ts';
import { checkPolicy } from '../../shared/diagnostics/checkPolicy.ts';
import type { Finding } from '../../shared/diagnostics/finding.ts';
import { reviewDefinition } from '../../shared/diagnostics/meaning/review.ts';
import { ruleOf, ruleTable } from '../../shared/diagnostics/ruleTable.ts';
import { checkDocument } from '../../shared/diagnostics/runRules.ts';
import { completeExpression } from '../../shared/expressions/complete.ts';
import { completePolicy, hoverPolicy } from '../../shared/policy/completePolicy.ts';
import { definitionReads } from '../../shared/simulation/definitionReads.ts';
import { expressionEdit } from '../../shared/simulation/expressionEdit.ts';
import { type Completion, completionsAt } from '../../shared/workflow/complete.ts';
import type { Format, Range, SourceDocument } from '../../shared/workflow/document.ts';
import type { Edit } from '../../shared/workflow/edit.ts';
import { hoverAt } from '../../shared/workflow/hover.ts';
import { outlineOf } from '../../shared/workflow/outline.ts';
import { formatOfName, parseDocument } from '../../shared/workflow/parseDocument.ts';
import { isReparsable, reparse } from '../../shared/workflow/reparse.ts';
import { editTask } from '../../shared/workflow/taskEdits/editTask.ts';
import { scenarioEdits } from '../../shared/workflow/taskEdits/scenarioEdits.ts';
import { readTerms } from './checkTerms.ts';
import { completeExpressionAt } from './expressionCompletion.ts';
import { tryExpression, variableNames } from './expressionTrial.ts';
import { graphAnswer } from './graph/graphAnswer.ts';
import type { Ask, WorkerAnswers, WorkerQuestion, WorkerText } from './protocol.ts';

/** A text that could not be read at all, or that is malformed where no rules apply. */
function syntaxFinding(message: string, help: string, range: { start: number; end: number }): Finding {
  return {
    rule: 'syntax',
    severity: 'error',
    confidence: 'high',
    message,
    help,
    location: { pointer: '', range },
    related: [],
    fingerprint: '',
    fixes: [],
    waiver: null,
  };
}

/** The last text, as what it was read, and what came of that. */
let lastText: {
  readonly text: string;
  readonly format: Format | undefined;
  readonly read: Result<SourceDocument, AppError>;
} | null = null;

/** The last document that an edit can be read from: while a person types, mistakes come and go. */
let lastPlain: SourceDocument | null = null;

/** Reads a text once for all questions about it; after an edit, only what it changed. */
function readText({ text, path }: WorkerText): Result<SourceDocument, AppError> {
  const format = formatOfName(path);
  if (lastText?.text === text && lastText.format === format) return lastText.read;
  const isSame = format === undefined || format === lastPlain?.format;
  const edited = lastPlain !== null && isSame ? reparse(lastPlain, text) : null;
  const read = edited === null ? parseDocument(text, format) : ok(edited);
  if (read.ok && isReparsable(read.value)) lastPlain = read.value;
  lastText = { text, format, read };
  return read;
}

function check({ document: text, ...terms }: Extract<WorkerQuestion, { ask: 'check' }>): readonly Finding[] {
  const document = readText(text);
  if (!document.ok) return [syntaxFinding(document.error.message, document.error.hint ?? '', { start: 0, end: 0 })];
  if (text.kind === 'workflow') return checkDocument(document.value, readTerms(terms));
  const malformed = document.value.problems.map(({ message, range }) =>
    syntaxFinding(message, 'Mend the notation here.', range),
  );
  if (malformed.length > 0 || text.kind !== 'policy') return malformed;
  return checkPolicy(document.value, terms.today).findings;
}

function complete(text: WorkerText, offset: number): readonly Completion[] {
  const document = readText(text);
  if (!document.ok) return [];
  if (text.kind === 'policy') return completePolicy(document.value, offset, ruleTable);
  if (text.kind !== 'workflow') return [];
  return completeExpressionAt(document.value, offset) ?? completionsAt(document.value, offset);
}

function review({ document, before, ...terms }: Extract<WorkerQuestion, { ask: 'review' }>): WorkerAnswers['review'] {
  const older = parseDocument(before, formatOfName(document.path));
  const newer = readText(document);
  if (!older.ok || !newer.ok) return null;
  return reviewDefinition(older.value, newer.value, readTerms(terms));
}

function runs({ document, before }: Extract<WorkerQuestion, { ask: 'runs' }>): WorkerAnswers['runs'] {
  const read = [readText(document), ...(before === null ? [] : [parseDocument(before, formatOfName(document.path))])];
  return read.flatMap((one) => (one.ok ? definitionReads(one.value.value).workflows : []));
}

function editScenario(question: Extract<WorkerQuestion, { ask: 'edit-scenario' }>): readonly Edit[] {
  // Read for this once: what was read last stays what it was.
  const [scenario, workflow] = [question.document, question.workflow].map(({ text, path }) =>
    parseDocument(text, formatOfName(path)),
  );
  if (scenario?.ok !== true || workflow?.ok !== true) return [];
  return scenarioEdits(scenario.value, workflow.value.value, question.change);
}

function ruleWords(id: string): WorkerAnswers['rule'] {
  const rule = ruleOf(id);
  return rule === null ? null : { title: rule.title, why: rule.why, remedy: rule.remedy };
}

function hover(document: SourceDocument, { document: { kind }, offset }: Extract<WorkerQuestion, { ask: 'hover' }>) {
  if (kind === 'policy') return hoverPolicy(document, offset);
  return kind === 'workflow' ? hoverAt(document, offset) : null;
}

type TextQuestion = Extract<WorkerQuestion, { readonly document: WorkerText }>;

/** Where a node stands, with its key if wanted. */
function locate(document: SourceDocument, pointer: string, withKey: boolean): Range | null {
  const place = document.locate(pointer);
  if (place === null || place === undefined) return null;
  return withKey && place.key !== null ? { start: place.key.start, end: place.value.end } : place.value;
}

function answerAboutText(question: TextQuestion): WorkerAnswers[Ask] {
  if (question.ask === 'check') return check(question);
  if (question.ask === 'review') return review(question);
  if (question.ask === 'runs') return runs(question);
  if (question.ask === 'complete') return complete(question.document, question.offset);
  if (question.ask === 'edit-scenario') return editScenario(question);
  const read = readText(question.document);
  const document = read.ok ? read.value : null;
  if (question.ask === 'edit-task') return read.ok ? editTask(read.value, question.change) : read;
  if (question.ask === 'locate')
    return document === null ? null : locate(document, question.pointer, question.withKey === true);
  if (question.ask === 'edit-expression') {
    const { pointer, expected, expression } = question;
    return document === null ? null : expressionEdit(document, pointer, expected, expression);
  }
  if (question.ask === 'hover') return document === null ? null : hover(document, question);
  const isWorkflow = question.document.kind === 'workflow';
  if (question.ask === 'graph') return document !== null && isWorkflow ? graphAnswer(document, question.folds) : null;
  return document !== null && isWorkflow ? outlineOf(document) : [];
}

/** Answers a question about a text or an expression. It keeps nothing but what it read last. */
export function answer(question: WorkerQuestion): WorkerAnswers[Ask] {
  if (question.ask === 'rule') return ruleWords(question.rule);
  if (question.ask === 'try-expression') return tryExpression(question.expression, question.surroundings);
  if (question.ask === 'complete-expression') {
    const { expression, offset, surroundings } = question;
    const { input, variables } = surroundings;
    const sampleShape = { input, variables };
    return completeExpression(expression, offset, { variables: variableNames(surroundings), sampleShape });
  }
  return answerAboutText(question);
}
