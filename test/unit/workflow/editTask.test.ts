import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../shared/workflow/edit.ts';
import { parseDocument } from '../../../shared/workflow/parseDocument.ts';
import { editTask } from '../../../shared/workflow/taskEdits/editTask.ts';
import { newTask } from '../../../shared/workflow/taskEdits/newTask.ts';
import type { TaskChange } from '../../../shared/workflow/taskEdits/taskChange.ts';
import { taskTypes } from '../../../shared/workflow/tasks.ts';
import { validateDefinition } from '../../../shared/workflow/validateDefinition.ts';

function read(text: string) {
  const document = parseDocument(text);
  if (!document.ok) throw new Error(document.error.message);
  return document.value;
}

/** The text after a change, and the task to look at then. */
function changed(text: string, change: TaskChange): { text: string; reference: string | null } {
  const edit = editTask(read(text), change);
  if (!edit.ok) throw new Error(edit.error.message);
  return { text: applyEdits(text, edit.value.edits), reference: edit.value.reference };
}

function objection(text: string, change: TaskChange): string {
  const edit = editTask(read(text), change);
  return edit.ok ? '' : edit.error.message;
}

const head = 'document: { dsl: 1.0.3, namespace: test, name: edits, version: 0.1.0 }\n';
const yaml = `${head}# What is done
do:
  # Ask first
  - ask: # who?
      call: http
      with: { method: get, endpoint: "https://a.example/" } # over there
      then: tell

  # drydock-ignore no-timeout until 2027-01-31: it is quick
  - wait:
      wait: { seconds: 5 }

  - tell:
      set:
        text: |
          two
          lines
      # the last word
# Behind everything
timeout: { after: PT1M }
`;
const json = JSON.stringify(
  JSON.parse('{"do":[{"a":{"set":{"x":1},"then":"c"}},{"b":{"wait":"PT1S"}},{"c":{"set":{"y":2}}}]}'),
  null,
  2,
);
const flow = `${head}do: [ { a: { set: { x: 1 }, then: b } }, { b: { set: { y: 2 } } } ] # short\n`;

describe('a task renamed', () => {
  it('takes every `then` of its list along, and nothing else', () => {
    const after = changed(yaml, { kind: 'rename', task: '/do/2/tell', name: 'answer' });
    expect(after.text).toBe(yaml.replace('- tell:', '- answer:').replace('then: tell', 'then: answer'));
    expect(after.reference).toBe('/do/2/answer');
  });

  it('is followed by cases and by what comes after an error', () => {
    const text = `do:
- s: { switch: [ { one: { when: .x, then: t } }, { two: { then: exit } } ] }
- r: { try: [ { t: { set: { x: 1 } } } ], catch: { then: t } }
- t: { set: { x: 1 }, then: t }
`;
    const after = changed(text, { kind: 'rename', task: '/do/2/t', name: 'u v' }).text;
    expect(after.match(/then: "u v"/g)).toHaveLength(3);
    expect(after).toContain('try: [ { t: ');
  });

  it('keeps the notation of JSON', () => {
    const after = changed(json, { kind: 'rename', task: '/do/2/c', name: 'end of "it"' }).text;
    expect(JSON.parse(after).do[0].a.then).toBe('end of "it"');
    expect(after.split('\n')).toHaveLength(json.split('\n').length);
  });

  it('is not given a name that is taken, empty or a word of the language', () => {
    const rename = (name: string) => objection(yaml, { kind: 'rename', task: '/do/1/wait', name });
    expect(rename('ask')).toContain('Another task');
    expect(rename('end')).toContain('a word of the language');
    expect(rename(' ')).toBe('Enter a name.');
    expect(rename('wait')).toBe('');
  });
});

describe('a task moved', () => {
  it('takes the comments above it along, and blank lines stay where they are', () => {
    const after = changed(yaml, { kind: 'move', task: '/do/1/wait', by: -1 });
    expect(after.text).toContain(`do:
  # drydock-ignore no-timeout until 2027-01-31: it is quick
  - wait:
      wait: { seconds: 5 }

  # Ask first
  - ask: # who?
`);
    expect(after.reference).toBe('/do/0/wait');
    expect(changed(after.text, { kind: 'move', task: '/do/0/wait', by: 1 }).text).toBe(yaml);
  });

  it('takes along what is said inside of it at its end', () => {
    const after = changed(yaml, { kind: 'move', task: '/do/1/wait', by: 1 }).text;
    expect(after).toContain('          lines\n      # the last word\n\n  # drydock-ignore');
    expect(after).toContain('seconds: 5 }\n# Behind everything\ntimeout');
  });

  it('needs no line break at the end of the text', () => {
    expect(
      changed('do:\n- a: { set: { x: 1 } }\n- b: { set: { x: 2 } }', { kind: 'move', task: '/do/0/a', by: 1 }).text,
    ).toBe('do:\n- b: { set: { x: 2 } }\n- a: { set: { x: 1 } }');
  });

  it('changes places in brackets', () => {
    expect(changed(flow, { kind: 'move', task: '/do/0/a', by: 1 }).text).toContain(
      'do: [ { b: { set: { y: 2 } } }, { a: { set: { x: 1 }, then: b } } ] # short',
    );
    expect(Object.keys(JSON.parse(changed(json, { kind: 'move', task: '/do/1/b', by: 1 }).text).do[2])).toEqual(['b']);
  });

  it('stays within its list', () => {
    expect(objection(yaml, { kind: 'move', task: '/do/0/ask', by: -1 })).toBe('This is the first task of its list.');
    expect(objection(yaml, { kind: 'move', task: '/do/2/tell', by: 1 })).toBe('This is the last task of its list.');
  });
});

describe('a task removed', () => {
  it('goes with the comments that are about it', () => {
    const after = changed(yaml, { kind: 'remove', task: '/do/1/wait' });
    expect(after.text).toBe(yaml.replace(/ {2}# drydock[\s\S]*?seconds: 5 }\n\n/, ''));
    expect(after.reference).toBe('/do/1/tell');
    const last = changed(yaml, { kind: 'remove', task: '/do/2/tell' }).text;
    expect(last).toContain('seconds: 5 }\n\n# Behind everything');
  });

  it('leaves an empty list behind where it was the only one', () => {
    const text = 'do:\n  - outer:\n      do:\n        - a: { set: { x: 1 } }\n      then: exit\n';
    const after = changed(text, { kind: 'remove', task: '/do/0/outer/do/0/a' });
    expect(after).toEqual({ text: 'do:\n  - outer:\n      do: []\n      then: exit\n', reference: '/do/0/outer' });
  });

  it('takes its comma with it', () => {
    expect(changed(flow, { kind: 'remove', task: '/do/0/a' }).text).toContain(
      'do: [ { b: { set: { y: 2 } } } ] # short',
    );
    expect(changed(flow, { kind: 'remove', task: '/do/1/b' }).text).toContain('then: exit } } ] # short');
    expect(JSON.parse(changed(json, { kind: 'remove', task: '/do/2/c' }).text).do).toHaveLength(2);
  });
});

describe('ways to a task that is removed', () => {
  const remove = (text: string, task: string) => {
    const edit = editTask(read(text), { kind: 'remove', task });
    if (!edit.ok) throw new Error(edit.error.message);
    return { text: applyEdits(text, edit.value.edits), redirected: edit.value.redirected };
  };

  it('lead to where the task led: the next one, what its `then` says, or out of the list', () => {
    const list = (then: string) => `do:
- s: { switch: [ { one: { when: .x, then: gone } }, { two: { then: exit } } ] }
- gone: { set: { x: 1 }${then} }
- t: { set: { x: 1 }, then: gone }
`;
    expect(remove(list(''), '/do/1/gone')).toEqual({
      text: list('')
        .replace(/- gone.*\n/, '')
        .replaceAll('then: gone', 'then: t'),
      redirected: { ways: 2, to: 't' },
    });
    expect(remove(list(', then: end'), '/do/1/gone').redirected).toEqual({ ways: 2, to: 'end' });
    expect(remove(yaml, '/do/2/tell')).toMatchObject({
      text: expect.stringContaining('then: exit\n'),
      redirected: { ways: 1, to: 'exit' },
    });
  });

  it('stay where the task led to itself only, or another one has its name', () => {
    const self = 'do:\n- a: { set: { x: 1 }, then: a }\n- b: { set: { x: 1 } }\n';
    expect(remove(self, '/do/0/a')).toEqual({ text: 'do:\n- b: { set: { x: 1 } }\n', redirected: null });
    const twins = 'do:\n- a: { set: { x: 1 } }\n- a: { set: { x: 2 } }\n- b: { set: { x: 1 }, then: a }\n';
    expect(remove(twins, '/do/0/a').redirected).toBeNull();
  });

  it('follow in JSON, too', () => {
    expect(JSON.parse(remove(json, '/do/2/c').text).do[0].a.then).toBe('exit');
  });
});

describe('a task added', () => {
  it('stands behind the other one, in the manner of the list', () => {
    const after = changed(yaml, { kind: 'add', after: '/do/0/ask', type: 'call' });
    expect(after.reference).toBe('/do/1/newCall');
    expect(after.text).toContain(`      then: tell

  - newCall:
      call: http
      with:
        method: get
        endpoint: https://example.com/

  # drydock-ignore`);
  });

  it('comes before what follows the list', () => {
    const after = changed(yaml, { kind: 'add', after: '/do/2/tell', type: 'wait' }).text;
    expect(after).toContain(
      '      # the last word\n\n  - newWait:\n      wait:\n        seconds: 30\n# Behind everything',
    );
  });

  it('is written in brackets where the others are', () => {
    expect(changed(flow, { kind: 'add', after: '/do/1/b', type: 'wait' }).text).toContain(
      '{ b: { set: { y: 2 } } }, { newWait: { wait: { seconds: 30 } } } ] # short',
    );
    const after = changed(json, { kind: 'add', after: '/do/0/a', type: 'set' });
    expect(after.text).toBe(JSON.stringify(JSON.parse(after.text), null, 2));
    expect(after.reference).toBe('/do/1/newSet');
  });

  it('has a name of its own, and is whole as far as the language goes', () => {
    expect(newTask('set', ['newSet', 'newSet2']).name).toBe('newSet3');
    for (const type of taskTypes) {
      const { text } = changed(yaml, { kind: 'add', after: '/do/0/ask', type });
      const document = read(text);
      expect(validateDefinition(document)).toEqual([]);
    }
  });
});

describe('a way changed', () => {
  const lead = (task: string, to: string | null, from = ''): TaskChange => ({ kind: 'lead', task, from, to });

  it('replaces, adds or takes away one line', () => {
    expect(changed(yaml, lead('/do/0/ask', 'wait')).text).toBe(yaml.replace('then: tell', 'then: wait'));
    expect(changed(yaml, lead('/do/0/ask', null)).text).toBe(yaml.replace('      then: tell\n', ''));
    expect(changed(yaml, lead('/do/1/wait', 'end')).text).toContain('wait: { seconds: 5 }\n      then: end\n\n');
    expect(changed(yaml, lead('/do/2/tell', 'ask')).text).toContain('          lines\n      then: ask\n');
  });

  it('works in brackets and in JSON', () => {
    expect(changed(flow, lead('/do/1/b', 'exit')).text).toContain('{ b: { set: { y: 2 }, then: exit } }');
    expect(changed(flow, lead('/do/0/a', null)).text).toContain('{ a: { set: { x: 1 } } }');
    const after = changed(json, lead('/do/1/b', 'a')).text;
    expect(after).toBe(JSON.stringify(JSON.parse(after), null, 2));
  });

  it('is that of a case, which always leads somewhere, or of a caught error', () => {
    const text = 'do:\n- s:\n    switch:\n    - one:\n        when: .x\n        then: t\n- t: { try: [], catch: {} }\n';
    expect(changed(text, lead('/do/0/s', null, '/switch/0/one')).text).toContain('then: continue');
    expect(changed(text, lead('/do/1/t', 's', '/catch')).text).toContain('catch: { then: s }');
  });

  it('leads to a task of the same list or out of it', () => {
    expect(objection(yaml, lead('/do/0/ask', 'nobody'))).toContain('a task of the same list');
  });
});

describe('a change that the text does not allow', () => {
  it('is refused where the text is malformed', () => {
    expect(objection('do:\n- a: { set: { x: 1 }\n', { kind: 'remove', task: '/do/0/a' })).toContain('malformed');
  });

  it('is refused where it would change another part too', () => {
    const text = 'x-tasks: &tasks\n- a: { set: { x: 1 } }\n- b: { set: { x: 1 } }\ndo: *tasks\n';
    expect(objection(text, { kind: 'remove', task: '/do/0/a' })).toContain('an edit of the text');
  });

  it('is refused for a task that is gone or stands in no list', () => {
    expect(objection(yaml, { kind: 'remove', task: '/do/7/a' })).toContain('not in the text');
    const text = 'use: { functions: { f: { set: { x: 1 } } } }\n';
    expect(objection(text, { kind: 'move', task: '/use/functions/f', by: 1 })).toContain('does not stand in a list');
  });
});
