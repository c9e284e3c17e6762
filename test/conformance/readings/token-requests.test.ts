import { describe, expect, it } from 'vitest';
import { rehearsePage } from './rehearsePage.ts';

describe('reading: credentials that only an authority can give', () => {
  const orders = { request: { method: 'GET' }, response: { jsonBody: [] } };

  it('are asked for by an effect, and stand as a placeholder where nothing answers', () => {
    const { effects } = rehearsePage('token-requests', { stubs: [orders] });
    expect(effects('http').map(({ request }) => request)).toMatchObject([
      { method: 'POST', uri: 'https://id.example.com/oauth2/token', body: { client_secret: '<secret client>' } },
      { method: 'GET', headers: { authorization: 'Bearer <oauth2 token>' } },
    ]);
  });

  it('are what a stub gives', () => {
    const token = { request: { urlPath: '/oauth2/token' }, response: { jsonBody: { access_token: 'abc' } } };
    const { effects } = rehearsePage('token-requests', { stubs: [token, orders] });
    expect(effects('http')[1]?.request).toMatchObject({ headers: { authorization: 'Bearer abc' } });
  });

  it('are an authentication error where the authority refuses', () => {
    const refusal = { request: { urlPath: '/oauth2/token' }, response: { status: 401 } };
    const { trace } = rehearsePage('token-requests', { stubs: [refusal, orders] });
    expect(trace.error).toMatchObject({ status: 401, instance: '/do/0/orders' });
  });
});
