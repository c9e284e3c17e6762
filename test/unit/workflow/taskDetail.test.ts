import { describe, expect, it } from 'vitest';
import { isJsonObject } from '../../../shared/base/json.ts';
import { parseDocument } from '../../../shared/workflow/parseDocument.ts';
import { taskDetail } from '../../../shared/workflow/taskDetail.ts';
import { taskTypeOf } from '../../../shared/workflow/tasks.ts';

function detailOf(task: string): string {
  const document = parseDocument(task);
  const value = document.ok ? document.value.value : null;
  return isJsonObject(value) ? taskDetail(taskTypeOf(value), value) : '';
}

describe('what is said of a task beside its type', () => {
  it.each([
    ['call: email:1.0.0@default', 'email:1.0.0@default'],
    ['run: { await: false, container: { image: "alpine:3" } }', 'container alpine:3'],
    ['run: { script: { language: js, code: "1" } }', 'script js'],
    ['run: { workflow: { namespace: n, name: w, version: 1.0.0 } }', 'workflow w'],
    ['emit: { event: { with: { type: com.example.done } } }', 'com.example.done'],
    ['raise: { error: { type: "https://example.com/errors/timeout", status: 500 } }', 'timeout'],
    ['raise: { error: named }', 'named'],
    ['wait: { minutes: 5, seconds: 1 }', '5 minutes, 1 seconds'],
    ['wait: PT5M', 'PT5M'],
    ['set: { total: 1, tax: 2 }', 'total, tax'],
    ['for: { in: .items }\ndo: []', '.items'],
    ['call: [broken]', ''],
    ['run: 7', ''],
  ])('%s: %s', (task, detail) => {
    expect(detailOf(task)).toBe(detail);
  });
});
