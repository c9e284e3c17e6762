import { describe, expect, it } from 'vitest';
import { rehearseYaml } from './rehearseYaml.ts';

const definition = (endpoint: string) =>
  `do: [ { s: { run: { script: { language: js, source: { endpoint: '${endpoint}' } } } } } ]`;
const script = ({ code }: { readonly code: string }) =>
  ({ kind: 'ended', code: 0, stdout: '', stderr: '', returned: code }) as const;

describe('a script that is kept elsewhere', () => {
  it('is read through an effect', () => {
    const stubs = [{ name: 'script', response: { body: 'return 1' } }];
    const { trace, effects } = rehearseYaml(definition('https://scripts.example.com/{name}.js'), {
      stubs,
      script,
      input: { name: 'one' },
    });
    expect(trace.output).toBe('return 1');
    expect(effects().map(({ kind, request }) => [kind, request])).toMatchObject([
      ['http', { uri: 'https://scripts.example.com/one.js' }],
    ]);
  });

  it('is read from a file that was given', () => {
    const { trace } = rehearseYaml(definition('scripts/one.js'), { files: { 'scripts/one.js': 'return 2' }, script });
    expect(trace.output).toBe('return 2');
  });

  it('is a communication error where nothing has it', () => {
    expect(rehearseYaml(definition('scripts/one.js'), { script }).trace.error).toMatchObject({
      status: 500,
      instance: '/do/0/s',
    });
  });
});
