import { describe, expect, it } from 'vitest';
import type { Json } from '../../../shared/base/json.ts';
import { rehearsePage } from './rehearsePage.ts';

describe('reading: variables in a URI', () => {
  const stubs = [{ response: { jsonBody: {} } }];
  const address = (input: Json) => rehearsePage('uri-variables', { stubs, input }).effects('http')[0]?.request;

  it('are filled from the top level of the input', () => {
    expect(address({ region: 'eu', id: 7 })).toMatchObject({ uri: 'https://shop.example.com/eu/orders/7' });
  });

  it('are encoded, and empty where they are missing', () => {
    expect(address({ id: 'a/b' })).toMatchObject({ uri: 'https://shop.example.com//orders/a%2Fb' });
  });

  it('are an error where they are no scalar', () => {
    const { trace } = rehearsePage('uri-variables', { stubs, input: { id: [1] } });
    expect(trace.error).toMatchObject({ status: 400, instance: '/do/0/fetch' });
  });
});
