import { withFunction } from '../../expressions/names.ts';
import type { Call, Expression } from '../../expressions/syntax.ts';
import { isScalar, partsWithin } from './elements.ts';
import type { ExpressionFollower, Names } from './expressionFollower.ts';
import { dataType, filteredByType, narrowed } from './narrowed.ts';
import type { Outputs } from './outputs.ts';
import { holdsData, isAnywhereOpen, type Shape } from './shape.ts';
import { stepsOf, valueAtPath } from './shapePaths.ts';
import { every, perhaps, type StepPath, some } from './stepPath.ts';
import { isSurelyFalse, isSurelyTrue } from './sure.ts';

/** Where an expression leads to, and what stands there. */
interface Target {
  readonly path: StepPath;
  readonly shape: Shape;
}

/** Most places that one expression leads to. */
const maxTargets = 64;

/** The paths that an expression stands for in an assignment, `del` or `pick`; null where one of them is not known. */
export function followPaths(
  node: Expression,
  input: Shape,
  names: Names,
  follower: ExpressionFollower,
): readonly StepPath[] | null {
  const targets = new PathFollower(follower).targets(node, input, names);
  return targets?.map(({ path }) => path) ?? null;
}

class PathFollower {
  readonly #follower: ExpressionFollower;

  constructor(follower: ExpressionFollower) {
    this.#follower = follower;
  }

  targets(node: Expression, input: Shape, names: Names): readonly Target[] | null {
    const found = this.#visit(node, input, names);
    return found !== null && found.length > maxTargets ? null : found;
  }

  #visit(node: Expression, input: Shape, names: Names): readonly Target[] | null {
    const at = (part: Expression, from = input, inside = names) => this.targets(part, from, inside);
    switch (node.kind) {
      case 'identity':
        return [{ path: [], shape: input }];
      case 'field':
        return this.#stepped(at(node.target), node.name);
      case 'iterate':
        return this.#stepped(at(node.target), every);
      case 'slice':
        return mayBe(at(node.target));
      case 'index':
        return this.#indexed(at(node.target), this.#follower.outputs(node.index, input, names));
      case 'comma':
        return both(at(node.left), at(node.right));
      case 'pipe':
        return this.#behind(at(node.left), ({ shape }) => at(node.right, shape));
      case 'alternative':
        return both(mayBe(at(node.left)), mayBe(at(node.right)));
      case 'try':
        return node.handler === null ? mayBe(at(node.body)) : null;
      case 'if': {
        const { sure } = this.#follower.leniently(() => this.#follower.follow(node.condition, input, names));
        const otherwise = () => (node.otherwise === null ? [{ path: [], shape: input }] : at(node.otherwise));
        if (isSurelyTrue(sure)) return at(node.then);
        return isSurelyFalse(sure) ? otherwise() : both(mayBe(at(node.then)), mayBe(otherwise()));
      }
      case 'bind': {
        const { shapes, isExact } = this.#follower.outputs(node.source, input, names);
        const found = shapes.map((source) => at(node.body, input, this.#follower.bound(node.patterns, source, names)));
        const all = found.reduce(both, []);
        return isExact ? all : mayBe(all);
      }
      case 'def':
        return at(node.rest, input, withFunction(names, node.definition));
      case 'recurseAll':
        return descendants(input);
      case 'call':
        return this.#called(node, input, names);
      default:
        return null;
    }
  }

  #called(node: Call, input: Shape, names: Names): readonly Target[] | null {
    if (names.functions.has(`${node.name}/${node.args.length}`)) {
      return this.#follower.inside(node, input, names, (body, inside) => this.targets(body, input, inside));
    }
    const [first] = node.args;
    switch (`${node.name}/${node.args.length}`) {
      case 'empty/0':
        return [];
      case 'recurse/0':
        return descendants(input);
      case 'select/1': {
        if (first === undefined) return null;
        const { sure } = this.#follower.leniently(() => this.#follower.follow(first, input, names));
        const { held, failed } = narrowed(first, input);
        // Where it does not hold for what has data, there is none at the path.
        if (isSurelyFalse(sure) || (holdsData(input) && !holdsData(held))) return [];
        const here = [{ path: [], shape: input }];
        return isSurelyTrue(sure) || !holdsData(failed) ? here : mayBe(here);
      }
      case 'first/1':
      case 'last/1':
        return first === undefined ? null : mayBe(this.targets(first, input, names));
      case 'getpath/1':
        return first === undefined ? null : this.#got(this.#follower.outputs(first, input, names), input);
      default: {
        const filtered = node.args.length === 0 ? filteredByType(node.name, input) : null;
        if (filtered === null) return null;
        const here = [{ path: [], shape: filtered }];
        if (filtered === input) return dataType(input) === null ? mayBe(here) : here;
        return holdsData(input) && !holdsData(filtered) ? [] : mayBe(here);
      }
    }
  }

  #got({ shapes, isExact }: Outputs, input: Shape): readonly Target[] | null {
    const reader = { policy: this.#follower.policy, place: null };
    const paths = shapes.map((shape) => stepsOf(shape));
    if (!paths.every((path) => path !== null)) return null;
    const found = paths.map((path) => ({ path, shape: valueAtPath(input, path, reader) }));
    return isExact ? found : mayBe(found);
  }

  #indexed(targets: readonly Target[] | null, { shapes, isExact }: Outputs): readonly Target[] | null {
    const found = shapes.map(({ sure }) => {
      const values = sure?.values ?? (sure?.type === 'number' ? [0] : null);
      if (values === null) return null;
      const stepped = values.map((value) => this.#stepped(targets, typeof value === 'string' ? value : some));
      const all = stepped.reduce(both, []);
      return values.length === 1 ? all : mayBe(all);
    });
    const all = found.reduce(both, []);
    return isExact ? all : mayBe(all);
  }

  #stepped(targets: readonly Target[] | null, step: StepPath[number]): readonly Target[] | null {
    if (targets === null) return null;
    const reader = { policy: this.#follower.policy, place: null };
    const isName = typeof step === 'string';
    return targets
      .filter(({ shape }) => !isScalar(shape) && !(isName && shape.type === 'array'))
      .map(({ path, shape }) => ({ path: [...path, step], shape: valueAtPath(shape, [step], reader) }));
  }

  #behind(heads: readonly Target[] | null, next: (head: Target) => readonly Target[] | null): readonly Target[] | null {
    if (heads === null) return null;
    return heads
      .map((head) => next(head)?.map(({ path, shape }) => ({ path: [...head.path, ...path], shape })) ?? null)
      .reduce(both, []);
  }
}

function both(one: readonly Target[] | null, other: readonly Target[] | null): readonly Target[] | null {
  return one === null || other === null || one.length + other.length > maxTargets ? null : [...one, ...other];
}

/** Paths of which a condition, or what there is, decides whether they are meant. */
function mayBe(targets: readonly Target[] | null): readonly Target[] | null {
  return targets?.map(({ path, shape }) => ({ path: [perhaps, ...path], shape })) ?? null;
}

/** A value and all that is inside it. */
function descendants(input: Shape): readonly Target[] | null {
  if (isAnywhereOpen(input)) return null;
  const here: Target = { path: [], shape: input };
  const inner = partsWithin(input).map(({ path, part }) => {
    return {
      path: path.map(({ sure }) => (typeof sure?.values?.[0] === 'string' ? sure.values[0] : every)),
      shape: part,
    };
  });
  return [here, ...inner];
}
