import type { Json } from '../../shared/base/json.ts';
import type { SchemaProblem } from '../../shared/workflow/schemaProblem.ts';

/** One way in which our schema is meant to differ from the specification's. */
export interface SchemaDifference {
  readonly reason: string;
  /** Tasks (or a whole definition) that show it: only one of the two schemas accepts them. */
  readonly example: Json;
}

/** What we refuse and the specification's schema accepts. */
export interface StricterPlace extends SchemaDifference {
  readonly covers: (problem: SchemaProblem) => boolean;
}

/** What we accept and the specification's schema refuses. */
export interface LaxerPlace extends SchemaDifference {
  readonly covers: (pointer: string) => boolean;
}

const http = { call: 'http', with: { method: 'get', endpoint: 'https://a.example' } };
const oauth = { authority: 'https://id.example', grant: 'client_credentials' };

/** An object that the reference schema closes nowhere, though its reference lists all properties: a typo would pass. */
function open(what: string, reason: string, example: Json): StricterPlace {
  return {
    reason: `${what}: ${reason}`,
    example,
    covers: ({ keyword, message }) =>
      keyword === 'additionalProperties' &&
      (message.includes(`is not a property of ${what}.`) || message.includes(`is not a property of ${what};`)),
  };
}

function secured(authentication: Json): Json {
  return [{ a: { ...http, with: { ...http.with, endpoint: { uri: 'https://a.example', authentication } } } }];
}

function mcp(more: Record<string, Json>): Json {
  return [{ a: { call: 'mcp', with: { method: 'tools/list', transport: { stdio: { command: 'x' } }, ...more } } }];
}

function catching(errors: Json): Json {
  return [{ a: { try: [], catch: { errors } } }];
}

/** Where we refuse more, one by one. */
export const stricter: readonly StricterPlace[] = [
  open('a workflow', 'a misspelt `timeout` or `schedule` would silently not apply', {
    do: [],
    timeuot: { after: 'PT1S' },
  }),
  open('an error filter', 'a misspelt `status` would catch every error', catching({ with: { statsu: 404 } })),
  open('`errors`', 'a misspelt `with` would catch every error', catching({ wiht: { status: 404 } })),
  open('a correlation', 'a misspelt `expect` would correlate with whatever comes first', [
    { a: { listen: { to: { one: { with: { type: 't' }, correlate: { c: { from: '.a', expct: 'b' } } } } } } },
  ]),
  open('an authentication policy', 'a second scheme beside a first is ignored by runtimes', {
    do: [],
    use: { authentications: { a: { basic: { username: 'u', password: 'p' }, baerer: { token: 't' } } } },
  }),
  open(
    'OAuth endpoints',
    'a misspelt `token` would ask another address for the token',
    secured({ oauth2: { ...oauth, endpoints: { tokn: '/t' } } }),
  ),
  open(
    'a token request',
    'a misspelt `encoding` would send another body',
    secured({ oauth2: { ...oauth, request: { encodng: 'application/json' } } }),
  ),
  open('an MCP call', 'a misspelt `parameters` would call a tool without them', mcp({ paramters: {} })),
  open(
    'an MCP transport',
    'a misspelt `options` would not apply',
    mcp({ transport: { stdio: { command: 'x' }, optins: {} } }),
  ),
  open(
    'an HTTP transport',
    'a misspelt `headers` would call without them',
    mcp({ transport: { http: { endpoint: 'https://a.example', haeders: {} } } }),
  ),
  open(
    'a standard input and output transport',
    'a misspelt `arguments` would start the server without them',
    mcp({ transport: { stdio: { command: 'x', argments: [] } } }),
  ),
  open(
    'an MCP client',
    'the reference lists name and version',
    mcp({ client: { name: 'a', version: '1', nmae: 'b' } }),
  ),
  {
    reason: 'a definition of another version of the language means something else, so `dsl` has to be 1.0.x',
    example: { document: { dsl: '2.0.0', namespace: 'a', name: 'b', version: '1.0.0' }, do: [] },
    covers: ({ keyword, pointer }) => keyword === 'format' && pointer === '/document/dsl',
  },
  {
    reason: 'no time is shorter than none, so parts of a duration are not negative',
    example: [{ a: { wait: { seconds: -1 } } }],
    covers: ({ keyword, pointer }) =>
      keyword === 'minimum' && /\/(days|hours|minutes|seconds|milliseconds)$/.test(pointer),
  },
];

/** Where we accept more, one by one. */
export const laxer: readonly LaxerPlace[] = [
  {
    reason: 'a map of arguments for a script, as earlier 1.0.x and functions of catalogs have it, is still read',
    example: [{ a: { run: { script: { language: 'js', code: '', arguments: { n: 1 } } } } }],
    covers: (pointer) => pointer.endsWith('/run/script/arguments'),
  },
  {
    reason: 'a map of arguments for a shell, as earlier 1.0.x have it, is still read',
    example: [{ a: { run: { shell: { command: 'x', arguments: { n: 1 } } } } }],
    covers: (pointer) => pointer.endsWith('/run/shell/arguments'),
  },
];
