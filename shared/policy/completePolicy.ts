import type { Completion } from '../workflow/complete.ts';
import { type CompletionProbe, completionProbe } from '../workflow/completionProbe.ts';
import type { SourceDocument } from '../workflow/document.ts';
import type { Hover } from '../workflow/hover.ts';
import { lastPointerToken } from '../workflow/pointer.ts';
import { mainForm, type PolicyShape, policyShapeAt } from './policyShape.ts';

/** A rule that a policy may name. */
export interface NamedRule {
  readonly id: string;
  readonly title: string;
}

/** What may be typed at an offset of a policy: keys, values, and the names of rules where it names rules. */
export function completePolicy(
  document: SourceDocument,
  offset: number,
  rules: readonly NamedRule[],
): readonly Completion[] {
  const probe = completionProbe(document, offset);
  const shape = probe === null ? null : policyShapeAt(probe.pointer);
  if (probe === null || shape === null) return [];
  return probe.isKey ? keys(mainForm(shape), probe, rules) : values(mainForm(shape), probe, rules);
}

/** What the schema says about the key or value at an offset of a policy, or null. */
export function hoverPolicy(document: SourceDocument, offset: number): Hover | null {
  const pointer = document.pointerAt(offset);
  const place = document.locate(pointer);
  const shape = policyShapeAt(pointer);
  if (place === null || shape === null || pointer === '') return null;
  const { key, value } = place;
  const isOnKey = key !== null && offset >= key.start && offset <= key.end;
  const form = mainForm(shape);
  const isPlain = form.type !== 'object' && form.type !== 'array';
  if (!isOnKey && !isPlain) return null;
  const lines = [...(isOnKey ? [`**${lastPointerToken(pointer)}**`] : []), ...wordsOf(shape)];
  return lines.length === 0 ? null : { range: isOnKey ? key : value, markdown: lines.join('\n\n') };
}

function wordsOf(shape: PolicyShape): string[] {
  const description = shape.description ?? mainForm(shape).description;
  const options = optionsOf(mainForm(shape));
  return [
    ...(description === undefined ? [] : [description]),
    ...(options.length > 1 ? [`One of ${options.map((option) => `\`${option}\``).join(', ')}.`] : []),
  ];
}

function keys(shape: PolicyShape, probe: CompletionProbe, rules: readonly NamedRule[]): Completion[] {
  const known = Object.entries(shape.properties ?? {}).map(([key, member]) =>
    keyCompletion(key, member, probe, shape.required?.includes(key) === true ? 'required' : undefined),
  );
  const member = shape.additionalProperties;
  const named =
    probe.pointer === '/severities' && typeof member === 'object'
      ? rules.map(({ id, title }) => keyCompletion(id, { ...member, description: title }, probe))
      : [];
  // An item of a list of plain values is read as a key first.
  const lone = probe.siblings.length === 0 && !probe.hasColon ? values(shape, probe, rules) : [];
  return [...known, ...named, ...lone].filter(({ label }) => !probe.siblings.includes(label));
}

function keyCompletion(key: string, shape: PolicyShape, probe: CompletionProbe, detail?: string): Completion {
  const description = shape.description ?? mainForm(shape).description;
  return {
    label: key,
    kind: 'property',
    insertText: probe.hasColon ? keyText(key, probe) : keyText(key, probe) + openingOf(mainForm(shape), probe),
    range: probe.range,
    ...(detail !== undefined && { detail }),
    ...(description !== undefined && { documentation: description }),
  };
}

function keyText(key: string, { document }: CompletionProbe): string {
  return document.format === 'json' ? JSON.stringify(key) : key;
}

/** What stands behind a new key: room for its value. */
function openingOf({ type, const: only }: PolicyShape, { isFlow, document, extraIndent }: CompletionProbe): string {
  if (only !== undefined) return `: ${String(only)}`;
  if (isFlow || document.format === 'json')
    return type === 'object' ? ': { $0 }' : type === 'array' ? ': [$0]' : ': $0';
  const indent = ' '.repeat(extraIndent + 2);
  if (type === 'object') return `:\n${indent}$0`;
  return type === 'array' ? `:\n${indent}- $0` : ': $0';
}

function values(shape: PolicyShape, probe: CompletionProbe, rules: readonly NamedRule[]): Completion[] {
  if (/^\/waivers\/\d+\/rule$/.test(probe.pointer)) {
    return rules.map(({ id, title }) => valueCompletion(id, probe, title));
  }
  return optionsOf(shape).map((value) => valueCompletion(value, probe, shape.description));
}

function optionsOf({ enum: options, const: only, type }: PolicyShape): string[] {
  if (options !== undefined) return options.map(String);
  if (only !== undefined) return [String(only)];
  return type === 'boolean' ? ['true', 'false'] : [];
}

function valueCompletion(value: string, probe: CompletionProbe, documentation: string | undefined): Completion {
  const isQuoted = probe.document.format === 'json';
  return {
    label: value,
    kind: 'value',
    insertText: isQuoted ? JSON.stringify(value) : value,
    range: probe.range,
    ...(documentation !== undefined && { documentation }),
  };
}
