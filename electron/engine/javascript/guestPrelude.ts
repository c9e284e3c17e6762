/**
 * What runs in a fresh isolate before the guest's code, as a text: it takes away what is not deterministic or escapes
 * the isolate's bounds, and leaves the shims that a script may use. It gives three functions: `prepare(settings)` comes
 * before the guest's code is even compiled, for a text that closes its function early runs then; `start(code)` runs the
 * guest's function, `finish()` tells how it ended, as JSON. Nothing of the host is reachable from here.
 */
export const guestPrelude = String.raw`
(function () {
  'use strict';
  const { parse, stringify } = JSON;
  const { apply, construct, getOwnPropertyDescriptor, defineProperty } = Reflect;
  const RealDate = Date;
  const RealPromise = Promise;
  const then = RealPromise.prototype.then;
  const ShownError = Error;
  const text = String;
  const join = Function.prototype.call.bind(Array.prototype.join);
  const push = Function.prototype.call.bind(Array.prototype.push);
  const map = Function.prototype.call.bind(Array.prototype.map);
  const slice = Function.prototype.call.bind(String.prototype.slice);
  for (const name of ['WebAssembly', 'SharedArrayBuffer', 'Atomics', 'WeakRef', 'FinalizationRegistry', 'Temporal']) {
    delete globalThis[name];
  }

  const output = { stdout: [], stderr: [] };
  let room = 0;
  let given = [];
  let overflow = false;
  let ending = { kind: 'pending' };

  function write(stream, piece) {
    room -= piece.length;
    if (room < 0) {
      overflow = true;
      throw new ShownError('too much output');
    }
    push(output[stream], piece);
  }

  function show(value) {
    if (typeof value === 'string') return value;
    if (typeof value === 'object' && value !== null) {
      if (value instanceof ShownError) return describe(value);
      try {
        const shown = stringify(value);
        if (shown !== undefined) return shown;
      } catch {
        // A cycle or a hostile toJSON: it is shown as any other object.
      }
    }
    return text(value);
  }

  function describe(error) {
    try {
      if (error instanceof ShownError) return slice(text(error.name) + ': ' + text(error.message), 0, 2000);
      return slice(show(error), 0, 2000);
    } catch {
      return 'an exception that cannot be shown';
    }
  }

  class Exit {
    constructor(code) {
      this.code = code;
    }
  }

  function end(value) {
    if (value === undefined || typeof value === 'function' || typeof value === 'symbol') {
      ending = { kind: 'ended', code: 0 };
      return;
    }
    try {
      const returned = stringify(value);
      ending = returned === undefined ? { kind: 'ended', code: 0 } : { kind: 'ended', code: 0, returned };
    } catch (error) {
      ending = { kind: 'threw', message: 'the returned value is not JSON: ' + describe(error) };
    }
  }

  function fail(error) {
    ending = error instanceof Exit ? { kind: 'ended', code: error.code } : { kind: 'threw', message: describe(error) };
  }

  function standStill(now) {
    function FixedDate(...args) {
      if (new.target === undefined) return text(new RealDate(now));
      return construct(RealDate, args.length === 0 ? [now] : args, new.target);
    }
    FixedDate.prototype = RealDate.prototype;
    FixedDate.now = () => now;
    FixedDate.parse = RealDate.parse;
    FixedDate.UTC = RealDate.UTC;
    RealDate.prototype.constructor = FixedDate;
    globalThis.Date = FixedDate;
    const prototype = Intl.DateTimeFormat.prototype;
    const { get } = getOwnPropertyDescriptor(prototype, 'format');
    defineProperty(prototype, 'format', {
      configurable: true,
      get() {
        const format = apply(get, this, []);
        return (date) => format(date === undefined ? now : date);
      },
    });
    const { formatToParts } = prototype;
    prototype.formatToParts = function (date) {
      return apply(formatToParts, this, [date === undefined ? now : date]);
    };
  }

  // Systems say differently what language a process speaks, so who names none gets this one.
  const locale = 'en-US';

  function pinLocales() {
    const formats = ['Collator', 'DateTimeFormat', 'DisplayNames', 'DurationFormat', 'ListFormat', 'NumberFormat'];
    for (const name of [...formats, 'PluralRules', 'RelativeTimeFormat', 'Segmenter']) pinFormat(name, Intl[name]);
    pinMethod(String.prototype, 'localeCompare', 1);
    for (const name of ['toLocaleLowerCase', 'toLocaleUpperCase']) pinMethod(String.prototype, name, 0);
    for (const type of [Number, BigInt, RealDate]) pinMethod(type.prototype, 'toLocaleString', 0);
    for (const name of ['toLocaleDateString', 'toLocaleTimeString']) pinMethod(RealDate.prototype, name, 0);
  }

  function pinFormat(name, Format) {
    if (Format === undefined) return;
    function Pinned(locales = locale, options = undefined) {
      return new.target === undefined ? Format(locales, options) : construct(Format, [locales, options], new.target);
    }
    Pinned.prototype = Format.prototype;
    Pinned.supportedLocalesOf = Format.supportedLocalesOf;
    Format.prototype.constructor = Pinned;
    Intl[name] = Pinned;
  }

  function pinMethod(prototype, name, position) {
    const method = prototype[name];
    prototype[name] = function (...args) {
      while (args.length < position) push(args, undefined);
      args[position] ??= locale;
      return apply(method, this, args);
    };
  }

  function seedRandom(seed) {
    let state = seed >>> 0;
    Math.random = function random() {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = state;
      mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000;
    };
  }

  function shims({ args, environment, stdin }) {
    const line = (stream) => (...values) => write(stream, join(map(values, (value) => show(value)), ' ') + '\n');
    const console = { log: line('stdout'), info: line('stdout'), debug: line('stdout'), error: line('stderr'), warn: line('stderr') };
    const process = {
      argv: ['node', 'script.js', ...args],
      env: environment,
      stdin: { fd: 0 },
      stdout: { fd: 1, write: (piece) => (write('stdout', text(piece)), true) },
      stderr: { fd: 2, write: (piece) => (write('stderr', text(piece)), true) },
      exit(code) {
        throw new Exit(Number(code ?? process.exitCode ?? 0) | 0);
      },
    };
    const fs = {
      readFileSync(file) {
        if (file === 0 || file === '/dev/stdin') return stdin;
        throw new ShownError('a rehearsal has no files: only standard input can be read');
      },
    };
    fs.default = fs;
    process.default = process;
    return { console, process, modules: { fs, process } };
  }

  return {
    prepare(settingsText) {
      const settings = parse(settingsText);
      room = settings.outputSize;
      standStill(settings.now);
      pinLocales();
      seedRandom(settings.seed);
      const { console, process, modules } = shims(settings);
      globalThis.console = console;
      globalThis.process = process;
      given = [process, console, modules, ...settings.values];
    },
    start(compiled) {
      try {
        const result = apply(compiled, undefined, given);
        if (result instanceof RealPromise) apply(then, result, [end, fail]);
        else end(result);
      } catch (error) {
        fail(error);
      }
    },
    finish() {
      const stdout = join(output.stdout, '');
      const stderr = join(output.stderr, '');
      return stringify({ ...ending, overflow, stdout, stderr });
    },
  };
})()
`;
