import { expect, test } from 'vitest';
import type { DefinitionPart } from '../../../shared/diagnostics/definitionPart.ts';
import { type FlowSource, type Label, labelOf } from '../../../shared/diagnostics/flow/label.ts';
import { PartNotes } from '../../../shared/diagnostics/flow/partNotes.ts';
import { constant, type Shape, shapeOf } from '../../../shared/diagnostics/flow/shape.ts';
import { present, sureList, sureOf } from '../../../shared/diagnostics/flow/sure.ts';
import { recallTask, rememberTask } from '../../../shared/diagnostics/flow/taskRecord.ts';
import { buildModel } from '../../../shared/diagnostics/model.ts';
import { defaultPolicy } from '../../../shared/policy/defaultPolicy.ts';
import { parseDocument } from '../../../shared/workflow/parseDocument.ts';

const variables = new Map<string, Shape>();
const [part, other] = partsOf('do:\n  - a: { set: { x: 1 } }\n  - b: { set: { x: "${ .x }", y: "${ .y }" } }\n');
const [text, otherText] = other.texts;
if (text === undefined || otherText === undefined) throw new Error('the second task has two texts');

function partsOf(source: string): readonly [DefinitionPart, DefinitionPart] {
  const document = parseDocument(source);
  if (!document.ok) throw new Error(document.error.message);
  const [first, second] = buildModel(document.value, defaultPolicy).parts.items;
  if (first === undefined || second === undefined) throw new Error('there are two tasks');
  return [first, second];
}

/** Whether what came of following a task from the first state holds for the second. */
function isRecalled(
  one: Shape,
  two: Shape,
  { context = constant, policy = defaultPolicy, among = variables } = {},
): boolean {
  const [task] = part.tasks;
  if (task === undefined) throw new Error('the part has a task');
  const before = { data: one, context: constant };
  const after = { state: before, ways: [] };
  const notes = new PartNotes();
  rememberTask(part, { task, before, variables, policy: defaultPolicy, after, notes, visits: 1, steps: 1 });
  return recallTask(part, task, { before: { data: two, context }, variables: among, policy }) !== null;
}

const source: FlowSource = { id: 's', kind: 'sensitive', class: 'ssn', name: 'ssn', declaredAt: null };
const label = labelOf(source);
const place = { text, range: { start: 0, end: 3 } };
const passage = { place, before: null };
const labelled = (changed: Partial<Label>) => shapeOf({ labels: [{ ...label, ...changed }] });
const named = (changed: Partial<FlowSource>) => labelled({ source: { ...source, ...changed } });

const shapes: Readonly<Record<string, () => Shape>> = {
  'a constant': () => shapeOf({}),
  'open data': () => shapeOf({ opens: 'data' }),
  'all secrets': () => shapeOf({ opens: 'secrets' }),
  'the input': () => shapeOf({ root: 'input' }),
  'what a schema declares': () => shapeOf({ schema: '/input/schema/document' }),
  'a text': () => shapeOf({ type: 'string' }),
  'what is sure': () => shapeOf({ sure: present }),
  'what is surely 1': () => shapeOf({ sure: sureOf([1]) }),
  'what is surely 2': () => shapeOf({ sure: sureOf([2]) }),
  'what is 1 or 2': () => shapeOf({ sure: sureOf([1, 2]) }),
  'a list in its order': () => shapeOf({ sure: sureList([shapeOf({ sure: sureOf([1]) })], true) }),
  'a list in any order': () => shapeOf({ sure: sureList([shapeOf({ sure: sureOf([1]) })], false) }),
  'another list': () => shapeOf({ sure: sureList([shapeOf({ sure: sureOf([2]) })], true) }),
  'a name': () => shapeOf({ opens: 'data', names: ['a'] }),
  'another name': () => shapeOf({ opens: 'data', names: ['b'] }),
  'a member': () => shapeOf({ members: new Map([['a', shapeOf({ opens: 'data' })]]) }),
  'a member of another name': () => shapeOf({ members: new Map([['b', shapeOf({ opens: 'data' })]]) }),
  'a constant member': () => shapeOf({ members: new Map([['a', shapeOf({})]]) }),
  'an unsure member': () => shapeOf({ members: new Map([['a', shapeOf({})]]), unsure: new Set(['a']) }),
  items: () => shapeOf({ items: shapeOf({ opens: 'data' }) }),
  keys: () => shapeOf({ keys: [{ ...label }] }),
  'a label': () => labelled({}),
  'one of another source': () => named({ id: 't' }),
  'one of another class': () => named({ class: 'email' }),
  'one of another kind': () => named({ kind: 'secret' }),
  'one under another name': () => named({ name: 'no' }),
  'one that is declared': () => named({ declaredAt: '/input' }),
  'one that was read': () => labelled({ read: { ...place } }),
  'one that was read elsewhere': () => labelled({ read: { ...place, range: { start: 1, end: 3 } } }),
  'one that was read in another text': () => labelled({ read: { ...place, text: otherText } }),
  'one on its way': () => labelled({ passage: { ...passage } }),
  'one on a longer way': () => labelled({ passage: { place, before: { ...passage } } }),
  'one that went through a script': () => labelled({ passage: { place: { ...place, opaque: 'it' }, before: null } }),
  'one that is encoded': () => labelled({ encodings: ['@base64'] }),
  'one in another encoding': () => labelled({ encodings: ['@uri'] }),
  'one that was not followed': () => labelled({ isFollowed: false }),
};

test.each(Object.entries(shapes))('%s is told from everything else, and not from its like', (name, shape) => {
  for (const [otherName, otherShape] of Object.entries(shapes)) {
    expect(isRecalled(shape(), otherShape()), otherName).toBe(otherName === name);
  }
});

test('what came of a task holds for the same context, variables and policy alone', () => {
  expect(isRecalled(constant, constant)).toBe(true);
  expect(isRecalled(constant, constant, { context: shapeOf({ opens: 'data' }) })).toBe(false);
  expect(isRecalled(constant, constant, { policy: { ...defaultPolicy } })).toBe(false);
  expect(isRecalled(constant, constant, { among: new Map([['input', constant]]) })).toBe(false);
});
