import { describe, expect, it } from 'vitest';
import type { Finding, Fix } from '../../shared/diagnostics/finding.ts';
import type { Rule, RuleExample } from '../../shared/diagnostics/rule.ts';
import { checkDocument } from '../../shared/diagnostics/runRules.ts';
import { defaultPolicy } from '../../shared/policy/defaultPolicy.ts';
import { mergePolicy, type PolicyPatch } from '../../shared/policy/mergePolicy.ts';
import { applyEdits } from '../../shared/workflow/edit.ts';
import { parseDocument } from '../../shared/workflow/parseDocument.ts';

const header = "document: { dsl: '1.0.3', namespace: examples, name: example, version: '0.1.0' }\n";

/** A whole definition: an example may be only the list below `do:`. */
export function completed(text: string): string {
  return /^(document:|\{)/m.test(text) ? text : `${header}do:\n${text}`;
}

/** Everything that is found in a definition. */
export function findingsIn(text: string, patch?: PolicyPatch, today = '2026-11-22'): readonly Finding[] {
  const document = parseDocument(text);
  if (!document.ok) throw new Error(document.error.message);
  const policy = patch === undefined ? defaultPolicy : mergePolicy(defaultPolicy, patch);
  return checkDocument(document.value, { policy, today });
}

/** What one rule marks in a list of tasks, with the characters that it marks. */
export function marked(rule: Rule, text: string, patch?: PolicyPatch): string[] {
  const whole = completed(text);
  return findingsIn(whole, patch)
    .filter((finding) => finding.rule === rule.id)
    .map(({ location: { range } }) => whole.slice(range.start, range.end));
}

/** The text with a fix applied. */
export function applied(text: string, fix: Fix | undefined): string {
  return applyEdits(text, fix?.edits ?? []);
}

/** The text with the first fix of the rule's first finding applied. */
export function fixed(rule: Rule, text: string, patch?: PolicyPatch): string {
  const whole = completed(text);
  const finding = findingsIn(whole, patch).find((found) => found.rule === rule.id);
  return applied(whole, finding?.fixes[0]);
}

/** Holds a rule to its own examples and to the form that all rules have. */
export function describeRule(rule: Rule): void {
  describe(`${rule.id}: examples`, () => {
    it('says what it is about', () => {
      expect(rule.id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(rule.why.length).toBeGreaterThan(80);
      expect(rule.remedy).toMatch(/\.$/);
      expect(rule.references.length).toBeGreaterThan(0);
      for (const { url } of rule.references) expect(url).toMatch(/^https:/);
      expect(rule.examples.bad.length * rule.examples.good.length).toBeGreaterThan(0);
    });
    if (rule.fix !== null)
      it('offers its fix for one of its bad examples at least', () => {
        const found = rule.examples.bad.flatMap(({ text, policy }) => findingsIn(completed(text), policy));
        expect(found.some(({ rule: id, fixes }) => id === rule.id && fixes.length > 0)).toBe(true);
      });
    for (const example of rule.examples.bad) it(`finds ${example.title}`, () => expectFound(rule, example));
    for (const example of rule.examples.good) {
      it(`accepts ${example.title}`, () => {
        const found = findingsIn(completed(example.text), example.policy);
        expect(found.filter(({ rule: id }) => [rule.id, 'schema', 'syntax'].includes(id))).toEqual([]);
      });
    }
  });
}

function expectFound(rule: Rule, { text, policy }: RuleExample): void {
  const whole = completed(text);
  const all = findingsIn(whole, policy);
  expect(all.filter(({ rule: id }) => ['schema', 'syntax', 'crashed-rule'].includes(id))).toEqual([]);
  const own = all.filter(({ rule: id }) => id === rule.id);
  expect(own.length).toBeGreaterThan(0);
  for (const { location, fixes, message, help } of own) {
    expect(location.range.end).toBeGreaterThan(location.range.start);
    expect(message).toMatch(/[.?]$/);
    expect(help).toMatch(/\.$/);
    for (const fix of fixes) {
      expect(rule.fix).toBe(fix.safe ? 'safe' : 'review');
      expectMended(rule, whole, fix, own.length, policy);
    }
  }
}

/** A fix leaves a definition that is well-formed and has one finding of the rule less. */
function expectMended(rule: Rule, whole: string, fix: Fix, before: number, policy: PolicyPatch | undefined): void {
  const after = findingsIn(applied(whole, fix), policy);
  expect(after.filter(({ rule: id }) => ['schema', 'syntax', 'crashed-rule'].includes(id))).toEqual([]);
  expect(after.filter(({ rule: id }) => id === rule.id).length).toBeLessThan(before);
}
