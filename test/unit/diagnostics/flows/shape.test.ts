import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinLabels, type Label, labelOf, readAt, unfollowed } from '../../../../shared/diagnostics/flow/label.ts';
import {
  allLabels,
  constant,
  derived,
  join,
  listOf,
  mapLabels,
  openData,
  type Shape,
  shapeOf,
  withMember,
} from '../../../../shared/diagnostics/flow/shape.ts';
import { product, sum } from '../../../../shared/diagnostics/flow/shapeSums.ts';
import { elementOf, memberOf, sensitiveSource } from '../../../../shared/diagnostics/flow/sources.ts';
import { defaultPolicy } from '../../../../shared/policy/defaultPolicy.ts';

const labels = ['a', 'b', 'c', 'd'].map((name) => labelOf(sensitiveSource('ssn', name)));
const label = fc.oneof(
  fc.constantFrom(...labels),
  fc.constantFrom(...labels).map((one) => unfollowed(one)),
);
const names = fc.constantFrom('x', 'y', 'ssn', 'id');

const { shape } = fc.letrec<{ shape: Shape }>((tie) => ({
  shape: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'shape' },
    fc.constant(constant),
    fc.array(label, { maxLength: 3 }).map((some) => shapeOf({ labels: joinLabels([], some) })),
    fc.array(label, { maxLength: 2 }).map((some) => openData({ labels: some })),
    tie('shape').map(listOf),
    fc
      .tuple(fc.dictionary(names, tie('shape'), { maxKeys: 3 }), fc.array(label, { maxLength: 1 }))
      .map(([members, keys]) => shapeOf({ members: new Map(Object.entries(members)), keys })),
  ),
}));

/** What a shape says, without its order: sources, whether they were followed, and what is open. */
function told(one: Shape): unknown {
  const said = (some: readonly Label[]) =>
    [...new Set(some.map(({ source, isFollowed }) => `${source.id} ${isFollowed}`))].sort();
  return {
    labels: said(strongest(one.labels)),
    keys: said(strongest(one.keys)),
    opens: one.opens,
    members: [...one.members.keys()].sort().map((name) => [name, told(one.members.get(name) ?? constant)]),
    items: one.items === null ? null : told(one.items),
  };
}

/** A source that was followed says as much as one that was and was not. */
function strongest(some: readonly Label[]): readonly Label[] {
  const followed = new Set(some.filter(({ isFollowed }) => isFollowed).map(({ source }) => source.id));
  return some.filter(({ source, isFollowed }) => isFollowed || !followed.has(source.id));
}

function sources(one: Shape): Set<string> {
  return new Set(allLabels(one).map(({ source }) => source.id));
}

describe('join', () => {
  it('is idempotent, and the same object where nothing is added', () => {
    fc.assert(
      fc.property(shape, (one) => {
        expect(join(one, one)).toBe(one);
      }),
    );
    fc.assert(
      fc.property(shape, shape, (one, other) => {
        const both = join(one, other);
        expect(join(both, other)).toBe(both);
        expect(join(both, one)).toBe(both);
      }),
    );
  });

  it('is commutative', () => {
    fc.assert(
      fc.property(shape, shape, (one, other) => {
        expect(told(join(one, other))).toEqual(told(join(other, one)));
      }),
    );
  });

  it('is associative', () => {
    fc.assert(
      fc.property(shape, shape, shape, (one, two, three) => {
        expect(told(join(join(one, two), three))).toEqual(told(join(one, join(two, three))));
      }),
    );
  });

  it('has a constant as its smallest', () => {
    fc.assert(
      fc.property(shape, (one) => {
        expect(join(one, constant)).toBe(one);
        expect(join(constant, one)).toBe(one);
      }),
    );
  });

  it('is monotone: what reads of either read is read of both', () => {
    fc.assert(
      fc.property(shape, shape, names, (one, other, name) => {
        const both = join(one, other);
        const reads: ((from: Shape) => Shape)[] = [
          elementOf,
          (from) => memberOf(from, name, defaultPolicy, null),
          (from) => derived(from),
          (from) => sum(from, from),
        ];
        for (const read of reads) {
          for (const part of [one, other]) {
            // A text has no members: reading one of it is an error, and gives nothing.
            const isText = part.opens === 'closed' && part.items === null && part.members.size === 0;
            if (isText && read === reads[1]) continue;
            expect([...sources(read(part))].filter((source) => !sources(read(both)).has(source))).toEqual([]);
          }
        }
      }),
    );
  });

  it('grows in finitely many steps, however deep what is joined is nested', () => {
    let state: Shape = shapeOf({ labels: labels.slice(0, 1) });
    let rounds = 0;
    for (let next = state; rounds < 50; rounds += 1) {
      next = join(state, withMember(constant, 'x', listOf(state)));
      if (next === state) break;
      state = next;
    }
    expect(rounds).toBeLessThan(50);
    expect(sources(state)).toEqual(new Set(['sensitive ssn a']));
  });
});

describe('shapes', () => {
  it('lose no source in a sum, a product, a list or a text', () => {
    fc.assert(
      fc.property(shape, (one) => {
        const all = sources(one);
        expect(sources(listOf(one))).toEqual(all);
        expect(sources(derived(one))).toEqual(all);
        expect(sources(sum(constant, one))).toEqual(all);
        expect(sources(product(one, constant))).toEqual(all);
        expect(sources(mapLabels(one, (held) => unfollowed(held)))).toEqual(all);
        expect(one.isLabelled).toBe(all.size > 0);
      }),
    );
  });

  it('replace what a sum covers', () => {
    const [a, b] = labels.map((held) => shapeOf({ labels: [held] }));
    if (a === undefined || b === undefined) throw new Error('There are labels.');
    expect(sources(sum(withMember(constant, 'x', a), withMember(constant, 'x', b)))).toEqual(sources(b));
    const deep = product(withMember(constant, 'x', withMember(constant, 'y', a)), withMember(constant, 'x', constant));
    expect(sources(deep)).toEqual(new Set());
  });
});

describe('labels', () => {
  const text = {
    pointer: '/a',
    path: ['a'],
    value: 'text',
    range: { start: 0, end: 4 },
    task: null,
    isData: false,
    expression: null,
    template: null,
  };
  const [one] = labels;
  if (one === undefined) throw new Error('There are labels.');
  const place = { text, range: { start: 0, end: 4 } };

  it('keep each source once, and what was followed before what was not', () => {
    expect(joinLabels([one], [unfollowed(one)])).toEqual([one]);
    expect(joinLabels([unfollowed(one)], [one]).some(({ isFollowed }) => isFollowed)).toBe(true);
  });

  it('keep a label that a text has read beside one that none has', () => {
    expect(joinLabels([one], [readAt(one, place)]).some(({ read }) => read !== null)).toBe(true);
    expect(joinLabels([readAt(one, place)], [one])).toHaveLength(1);
  });

  it('are no more than a value can have', () => {
    const many = Array.from({ length: 5_000 }, (_, index) => labelOf(sensitiveSource('ssn', `n${index}`)));
    const all = many.reduce<readonly Label[]>((joined, next) => joinLabels(joined, [next]), []);
    expect(all.length).toBeLessThan(100);
    expect(all[0]).toBe(many[0]);
  });
});

describe('objects of very many members', () => {
  const [one] = labels;
  if (one === undefined) throw new Error('There are labels.');
  const held = shapeOf({ labels: [one] });
  const many = Array.from({ length: 400 }, (_, index) => `k${index}`);
  const object = (member: Shape) => many.reduce((shape, name) => withMember(shape, name, member), constant);

  it('lose none of what is in them, by whatever they are made', () => {
    const full = object(constant);
    const more = shapeOf({ members: new Map(many.map((name) => [`m${name}`, held])) });
    for (const made of [object(held), sum(full, more), product(full, more), join(full, more), join(more, full)]) {
      expect(allLabels(made)).toEqual([one]);
      expect(made.members.size).toBeLessThanOrEqual(400);
    }
    for (const made of [sum(full, more), product(full, more), join(full, more)]) {
      expect(allLabels(memberOf(made, 'mk399', defaultPolicy, null))).toEqual([one]);
    }
  });
});
