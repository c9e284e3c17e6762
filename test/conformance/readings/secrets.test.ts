import { describe, expect, it } from 'vitest';
import { rehearsePage } from './rehearsePage.ts';

describe('reading: what `$secrets` holds', () => {
  const stubs = [{ response: { jsonBody: {} } }];

  it('is a placeholder for what is declared, or what the scenario says', () => {
    const authorization = (secrets: Record<string, string>) =>
      rehearsePage('secrets', { stubs, secrets }).effects('http')[0]?.request;
    expect(authorization({})).toMatchObject({ headers: { authorization: 'Bearer <secret token>' } });
    expect(authorization({ token: 'abc' })).toMatchObject({ headers: { authorization: 'Bearer abc' } });
  });

  it.each(['$secrets.other', '$secrets["oth" + "er"]'])('is an error for what is not: %s', (expression) => {
    const { trace } = rehearsePage('secrets', { stubs }, (text) => text.replace('$secrets.token', expression));
    expect(trace.error).toMatchObject({ status: 403, instance: '/do/0/call' });
  });
});
