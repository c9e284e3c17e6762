import { BreakSignal } from './breakSignal.ts';
import { bindValue, type Code, type Env, outward, type Run, type Single } from './code.ts';
import { forEach, fromRun, pathOfComputed } from './codes.ts';
import { Failure, stepsOfFailure } from './failure.ts';
import type { StateChange } from './foldInPlace.ts';
import { Owned } from './ownedUpdate.ts';
import { lostPath } from './path.ts';
import { isTrue, type Value } from './value.ts';

/** `if condition then … else … end` */
export function compileConditional(condition: Code, then: Code, otherwise: Code): Code {
  const run: Run = (env, input, path, emit) =>
    forEach(condition, env, input, (value) => (isTrue(value) ? then : otherwise).run(env, input, path, emit));
  const test = condition.single;
  const yes = then.single;
  const no = otherwise.single;
  if (test === null || yes === null || no === null) return fromRun(run);
  const single: Single = (env, input) => {
    const value = test(env, input);
    if (value === undefined) return undefined;
    return isTrue(value) ? yes(env, input) : no(env, input);
  };
  return { run, single, isExact: condition.isExact && then.isExact && otherwise.isExact };
}

/** `try body catch handler`. Catches what the body raises, not what comes after it raises. */
export function compileTry(body: Code, handler: Code | null): Code {
  const run: Run = (env, input, path, emit) => {
    const { meter } = env;
    const { depth } = meter;
    let isBehind = false;
    try {
      return body.run(env, input, path, (value, at) => {
        isBehind = true;
        const stop = emit(value, at);
        isBehind = false;
        return stop;
      });
    } catch (error) {
      if (isBehind || !(error instanceof Failure)) throw error;
      meter.work(stepsOfFailure);
      meter.depth = depth;
      return handler === null ? false : handler.run(env, error.value, pathOfComputed(error.value, input, path), emit);
    }
  };
  const attempt = body.single;
  const rescue = handler === null ? () => undefined : handler.single;
  if (attempt === null || rescue === null) return fromRun(run);
  const single: Single = (env, input) => {
    const { meter } = env;
    const { depth } = meter;
    try {
      return attempt(env, input);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      meter.work(stepsOfFailure);
      meter.depth = depth;
      return rescue(env, error.value);
    }
  };
  return { run, single, isExact: handler !== null && body.isExact && handler.isExact };
}

/** `label $name | body`; `body` runs with one binding more, which is the label. */
export function compileLabel(body: Code): Code {
  return fromRun((env, input, path, emit) => {
    const label = bindValue(env, null);
    const { depth } = env.meter;
    try {
      return body.run(label, input, path, emit);
    } catch (error) {
      if (!(error instanceof BreakSignal) || error.label !== label) throw error;
      env.meter.depth = depth;
      return false;
    }
  });
}

/** `break $name`; the label stands `levels` bindings further out. */
export function compileBreak(levels: number): Code {
  return fromRun((env: Env) => {
    throw new BreakSignal(outward(env, levels));
  });
}

/** A pattern at work: calls `use` with an environment in which its variables are bound. */
export type Bind = (env: Env, input: Value, value: Value, use: (env: Env) => boolean) => boolean;

/** `reduce source as pattern (start; update)` */
export function compileReduce(source: Code, bind: Bind, start: Code, update: Code, change: StateChange | null): Code {
  const first = start.single;
  if (change !== null && first !== null) {
    const inPlace = reduceInPlace(source, bind, first, change);
    const copying = compileReduce(source, bind, start, update, null);
    const run: Run = (env, input, path, emit) => {
      if (path !== null) return copying.run(env, input, path, emit);
      const state = inPlace(env, input);
      return state === undefined ? false : emit(state, null);
    };
    return { run, single: inPlace, isExact: start.isExact };
  }
  return fromRun((env, input, path, emit) =>
    start.run(env, input, path, (initial, initialPath) => {
      let state = initial;
      let statePath = initialPath;
      forEach(source, env, input, (item) => {
        env.meter.step();
        return bind(env, input, item, (inner) => {
          let last: Value = null;
          let lastPath = path === null ? null : lostPath;
          update.run(inner, state, statePath, (value, at) => {
            last = value;
            lastPath = at;
            return false;
          });
          state = last;
          statePath = lastPath;
          return false;
        });
      });
      return emit(state, statePath);
    }),
  );
}

/** A reduce whose state is changed in place where nobody else sees it. */
function reduceInPlace(source: Code, bind: Bind, start: Single, change: StateChange): Single {
  return (env, input) => {
    let state: Value | undefined = start(env, input);
    if (state === undefined) return undefined;
    const owned = new Owned();
    forEach(source, env, input, (item) => {
      env.meter.step();
      return bind(env, input, item, (inner) => {
        state = change(inner, state ?? null, owned) ?? null;
        return false;
      });
    });
    return state;
  };
}

/** `foreach source as pattern (start; update; extract)` */
export function compileForeach(source: Code, bind: Bind, start: Code, update: Code, extract: Code | null): Code {
  return fromRun((env, input, path, emit) =>
    start.run(env, input, path, (initial, initialPath) => {
      let state = initial;
      let statePath = initialPath;
      return forEach(source, env, input, (item) => {
        env.meter.step();
        return bind(env, input, item, (inner) => {
          const [before, beforePath] = [state, statePath];
          // An update without output leaves nothing for the next one, as in `reduce`.
          state = null;
          statePath = path === null ? null : lostPath;
          return update.run(inner, before, beforePath, (value, at) => {
            state = value;
            statePath = at;
            return extract === null ? emit(value, at) : extract.run(inner, value, at, emit);
          });
        });
      });
    }),
  );
}
