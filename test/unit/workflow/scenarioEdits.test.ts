import { describe, expect, it } from 'vitest';
import type { Json } from '../../../shared/base/json.ts';
import { applyEdits } from '../../../shared/workflow/edit.ts';
import { parseDocument } from '../../../shared/workflow/parseDocument.ts';
import { scenarioEdits } from '../../../shared/workflow/taskEdits/scenarioEdits.ts';
import type { TaskChange } from '../../../shared/workflow/taskEdits/taskChange.ts';

const step = { set: { x: 1 } };
const definition: Json = {
  do: [{ ask: step }, { tryIt: { try: [{ getPet: step }], catch: {} } }, { tell: step }, { 'a/b': step }],
};
const scenario = `# Who asks
input: { task: tell, request: { task: /do/2/tell } }
stubs:
  - name: tell
    request: { method: GET, task: /do/1/tryIt/try/0/getPet } # over there
    response: { jsonBody: { task: tell } }
  - kind: email
    task: /do/2/tell
expect:
  tasks:
    run: [tell, /do/2/tell, /do/3/a~1b]
    notRun:
      - ask
  effects:
    sent: [{ task: tell, request: { task: tell } }]
  leaks: [{ task: /do/2/tell }]
`;

const unquoted = (text: string): string => text.replaceAll('"', '');

/** The text after a change; without quotes, for these are a matter of notation. */
function followed(change: TaskChange, text = scenario, of: Parameters<typeof scenarioEdits>[1] = definition): string {
  const document = parseDocument(text);
  if (!document.ok) throw new Error(document.error.message);
  return unquoted(applyEdits(text, scenarioEdits(document.value, of, change)));
}

describe('a scenario', () => {
  it('follows a new name, by name and by reference, and leaves the data of the person alone', () => {
    const renamed = followed({ kind: 'rename', task: '/do/2/tell', name: 'say it' });
    expect(renamed).toBe(
      scenario
        .replace('email\n    task: /do/2/tell', 'email\n    task: /do/2/say it')
        .replace('[tell, /do/2/tell,', '[say it, /do/2/say it,')
        .replace('[{ task: tell, request', '[{ task: say it, request')
        .replace('leaks: [{ task: /do/2/tell', 'leaks: [{ task: /do/2/say it'),
    );
  });

  it('follows the container around a task', () => {
    expect(followed({ kind: 'rename', task: '/do/1/tryIt', name: 'ask/again' })).toBe(
      scenario.replace('/do/1/tryIt/try', '/do/1/ask~1again/try'),
    );
  });

  it('follows a task to another place, and those that make room for it', () => {
    const moved = followed({ kind: 'move', task: '/do/2/tell', by: -1 });
    expect(moved).toContain('task: /do/2/tryIt/try/0/getPet }');
    expect(moved).toContain('run: [tell, /do/1/tell, /do/3/a~1b]');
    expect(followed({ kind: 'add', after: '/do/0/ask', type: 'set' })).toContain('run: [tell, /do/3/tell, /do/4/a~1b]');
    const removed = followed({ kind: 'remove', task: '/do/2/tell' });
    expect(removed).toContain('run: [tell, /do/2/tell, /do/2/a~1b]');
  });

  it('leaves a name alone that two tasks have', () => {
    const twins: Json = { do: [{ tell: step }, { all: { do: [{ tell: step }] } }] };
    const text = 'expect: { tasks: { run: [tell, /do/0/tell] } }\n';
    expect(followed({ kind: 'rename', task: '/do/0/tell', name: 'say' }, text, twins)).toBe(
      'expect: { tasks: { run: [tell, /do/0/say] } }\n',
    );
  });

  it('may be stubs, in each of their forms, or JSON', () => {
    const change: TaskChange = { kind: 'rename', task: '/do/0/ask', name: 'greet' };
    const stub = '{"request":{"task":"/do/0/ask"},"response":{}}';
    for (const text of [stub, `[${stub}]`, `{"stubs":[${stub}]}`, `{"mappings":[${stub}]}`]) {
      expect(followed(change, text)).toBe(unquoted(text).replace('/do/0/ask', '/do/0/greet'));
    }
  });

  it('that cannot be read, or names nothing, is not touched', () => {
    const change: TaskChange = { kind: 'rename', task: '/do/0/ask', name: 'greet' };
    expect(followed(change, 'expect: { tasks: { run: [ask\n')).toBe('expect: { tasks: { run: [ask\n');
    expect(followed(change, '')).toBe('');
    expect(followed({ ...change, task: '/do/9/gone' })).toBe(scenario);
  });
});
