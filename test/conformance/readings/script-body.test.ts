import { describe, expect, it } from 'vitest';
import { rehearsePage } from './rehearsePage.ts';

describe('reading: what the code of a script is', () => {
  it('is given its arguments as variables, and what it returns is the output', () => {
    const asked: unknown[] = [];
    const { trace, effects } = rehearsePage('script-body', {
      input: { name: 'Ada' },
      script: (request) => {
        asked.push(request);
        return { kind: 'ended', code: 0, stdout: '', stderr: '', returned: { greeting: 'Hello Ada' } };
      },
    });
    expect(asked).toMatchObject([{ language: 'javascript', variables: { name: 'Ada' }, arguments: [] }]);
    expect(trace.output).toEqual({ greeting: 'Hello Ada' });
    expect(effects()).toEqual([]);
  });

  it('is given a list as the command line, and the mode decides about its output', () => {
    const change = (text: string) =>
      text
        .replace("{ name: '${ .name }' }", "['${ .name }']")
        .replace('      run:', '      run:\n        return: code');
    const { trace } = rehearsePage(
      'script-body',
      {
        input: { name: 'Ada' },
        script: ({ arguments: given }) => ({
          kind: 'ended',
          code: given.length,
          stdout: '',
          stderr: '',
          returned: 'x',
        }),
      },
      change,
    );
    expect(trace.output).toBe(1);
  });
});
