import { describe, expect, it } from 'vitest';
import { rehearseYaml } from './rehearseYaml.ts';

const third = JSON.stringify({
  asyncapi: '3.0.0',
  servers: {
    main: { host: 'broker.example.com:9092', protocol: 'kafka' },
    web: { host: '{env}.example.com', pathname: '/ws', protocol: 'ws', variables: { env: { default: 'live' } } },
  },
  channels: { pets: { address: 'pets.new', servers: [{ $ref: '#/servers/main' }] }, open: { address: 'open' } },
  operations: {
    newPet: { action: 'send', channel: { $ref: '#/channels/pets' } },
    openPet: { action: 'send', channel: { $ref: '#/channels/open' } },
  },
});
const second = `
asyncapi: 2.6.0
servers: { main: { url: 'mqtt://broker.example.com', protocol: mqtt } }
channels: { pets/new: { publish: {} } }
`;

function call(parts: string, document = third) {
  const { trace, effects } = rehearseYaml(
    `do: [ { a: { call: asyncapi, with: { document: { endpoint: pets.yaml }, message: { payload: { n: 1 } }, ${parts} } } } ]`,
    { files: { 'pets.yaml': document }, stubs: [{ kind: 'asyncapi', output: null }] },
  );
  return { request: effects('asyncapi')[0]?.request, error: trace.error };
}

describe('an AsyncAPI document', () => {
  it.each([
    ['operation: newPet', third, { uri: 'kafka://broker.example.com:9092', protocol: 'kafka', address: 'pets.new' }],
    ['operation: openPet, protocol: ws', third, { uri: 'ws://live.example.com/ws', protocol: 'ws', address: 'open' }],
    [
      'operation: newPet, server: { name: web, variables: { env: dev } }',
      third,
      { uri: 'ws://dev.example.com/ws', protocol: 'ws' },
    ],
    ['channel: pets/new', second, { uri: 'mqtt://broker.example.com', protocol: 'mqtt', address: 'pets/new' }],
  ])('says where a message goes: %s', (parts, document, expected) => {
    expect(call(parts, document).request).toMatchObject({ document: 'pets.yaml', action: 'publish', ...expected });
  });

  it.each([
    ['operation: none', third, "The AsyncAPI document has no operation 'none'."],
    ['channel: none', third, 'A document of AsyncAPI 3 has operations; the call names a channel instead.'],
    ['operation: none', second, 'A document of AsyncAPI 2 has channels; the call names an operation instead.'],
    ['operation: newPet, server: { name: none }', third, "The AsyncAPI document has no server 'none'."],
    ['operation: newPet, protocol: ws', third, "The AsyncAPI document has no server with the protocol 'ws'."],
    ['channel: none', second, "The AsyncAPI document has no channel 'none'."],
    ['operation: newPet', '{}', 'The document is no AsyncAPI document.'],
    ['operation: newPet', '{', 'The document pets.yaml cannot be read.'],
  ])('is a configuration error where it does not fit: %s', (parts, document, detail) => {
    expect(call(parts, document).error).toMatchObject({ status: 400, instance: '/do/0/a', detail });
  });
});
