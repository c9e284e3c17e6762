import { classOfNames } from '../../policy/classOfNames.ts';
import type { Policy } from '../../policy/policy.ts';
import { type FlowSource, joinLabels, type Label, labelOf, type TextPlace } from './label.ts';
import { constant, join, openData, type Shape, shapeOf, unsure } from './shape.ts';

/** A field that holds sensitive data. */
export function sensitiveSource(sensitiveClass: string, name: string, declaredAt: string | null = null): FlowSource {
  return { id: `sensitive ${sensitiveClass} ${name}`, kind: 'sensitive', class: sensitiveClass, name, declaredAt };
}

/** Data that others wrote: `name` is the task that received it, `input` for what the caller brings. */
export function untrustedSource(name: string): FlowSource {
  return { id: `untrusted ${name}`, kind: 'untrusted', class: null, name, declaredAt: null };
}

/** One secret, or all of them where the name is `*`. */
function secretSource(name: string): FlowSource {
  return { id: `secret ${name}`, kind: 'secret', class: null, name, declaredAt: null };
}

/** `$secrets`: each of its members is a secret, and the whole is all of them. */
export const secretsShape: Shape = shapeOf({ labels: [labelOf(secretSource('*'))], opens: 'secrets' });

/** `$authorization`. */
export const authorizationShape: Shape = openData({
  labels: [
    labelOf({ id: 'authorization', kind: 'authorization', class: null, name: '$authorization', declaredAt: null }),
  ],
});

/** A caught error: what its detail says comes from the inside. */
export function errorShape(reference: string): Shape {
  const source: FlowSource = {
    id: `error ${reference}`,
    kind: 'error',
    class: null,
    name: reference,
    declaredAt: null,
  };
  const telling = shapeOf({ labels: [labelOf(source)] });
  const members = new Map(['type', 'status', 'title'].map((name): [string, Shape] => [name, constant]));
  return shapeOf({ members: members.set('detail', telling).set('instance', telling) });
}

/** The member of a value. What open data holds under a name that tells its class is a source from here on. */
export function memberOf(shape: Shape, name: string, policy: Policy, read: TextPlace | null): Shape {
  const member = shape.members.get(name);
  if (member === undefined) return unlistedMember(shape, name, policy, read);
  const known = shape.sure === null ? unsure(member) : member;
  return shape.unsure.has(name) ? join(known, unlistedMember(shape, name, policy, read)) : known;
}

function unlistedMember(shape: Shape, name: string, policy: Policy, read: TextPlace | null): Shape {
  if (shape.opens === 'secrets') return shapeOf({ labels: [labelOf(secretSource(name), read)] });
  if (shape.opens === 'closed') {
    return shape.labels.length === 0
      ? (shape.items ?? constant)
      : join(shapeOf({ labels: shape.labels }), shape.items ?? constant);
  }
  const names = [...shape.names.slice(-1), name];
  const inherited = shape.labels.filter((label) => !isOfWhole(label, shape));
  const sensitiveClass = classOfNames(names, policy);
  const own = sensitiveClass === null ? [] : [labelOf(sensitiveSource(sensitiveClass, names.join('.')), read)];
  const member = openData({ labels: joinLabels(own, inherited), names });
  return shape.items === null ? member : join(member, shape.items);
}

/** Whether a label came from the name of this very value: its members have names of their own to go by. */
function isOfWhole({ source }: Label, { names }: Shape): boolean {
  return source.kind === 'sensitive' && source.declaredAt === null && source.name === names.join('.');
}

/** Any element of a value: of a list, or any member of a map. */
export function elementOf(shape: Shape): Shape {
  let element = shape.items;
  for (const member of shape.members.values()) element = element === null ? member : join(element, member);
  const inside = element === null ? constant : shape.sure === null ? unsure(element) : element;
  if (shape.opens === 'data') return join(inside, openData({ labels: shape.labels, names: shape.names }));
  return shape.labels.length === 0 ? inside : join(inside, shapeOf({ labels: shape.labels }));
}

/** What a name says of a value that is put under it: only where nothing else is known of it. */
export function underName(shape: Shape, name: string, policy: Policy, read: TextPlace | null): Shape {
  const isData = shape.opens === 'data' || shape.names.length > 0;
  if (!isData || shape.labels.some(({ source }) => source.kind === 'sensitive')) return shape;
  const sensitiveClass = classOfNames([name], policy);
  if (sensitiveClass === null) return shape;
  const label = labelOf(sensitiveSource(sensitiveClass, name), read);
  return shapeOf({ ...shape, labels: joinLabels([label], shape.labels) });
}
