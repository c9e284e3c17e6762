const head = 'document: { dsl: 1.0.3, namespace: bench, name: large, version: 1.0.0 }\ndo:\n';

function list(count: number, make: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => make(at)).join('');
}

const sets = (names: readonly string[]) => names.map((name) => `{ ${name}: { set: { x: 1 } } }`).join(', ');

/** Five tasks of the main list and what is inside of them, 20 in all: cases that jump, errors with retries, branches, loops. */
function group(at: number, count: number): string {
  const later = `t${Math.min(count, at + 2) - 1}x4`;
  return [
    `{ set: { x: 1 } }`,
    `{ switch: [ { big: { when: .total > ${at}, then: ${later} } }, { none: { when: .none, then: end } }, { other: { then: continue } } ] }`,
    `{ try: [ ${sets(['a1', 'a2', 'a3'])} ], catch: { errors: { with: { status: 503 } }, retry: { limit: { attempt: { count: 3 } } }, do: [ ${sets(['b1', 'b2'])} ] } }`,
    `{ fork: { branches: [ ${sets(['c1', 'c2'])}, { d: { do: [ ${sets(['e1', 'e2'])} ] } } ] } }`,
    `{ for: { in: .items }, do: [ ${sets(['f1'])}, { g: { try: [ ${sets(['h1'])} ], catch: { do: [ ${sets(['i1'])} ] } } }, ${sets(['f2'])} ] }`,
  ]
    .map((task, index) => `- t${at}x${index}: ${task}\n`)
    .join('');
}

/** A definition of `20 × groups` tasks: containers, jumps, errors with retries. */
export function nestedDefinition(groups: number): string {
  return head + list(groups, (at) => group(at, groups));
}

/** 300 tasks in one list, sixty of them with cases that jump. */
export function jumpingDefinition(): string {
  return (
    head +
    list(300, (at) => {
      const cases = `{ switch: [ { a: { when: .x > ${at}, then: t${Math.min(299, at + 3)} } }, { b: { when: .y, then: end } } ] }`;
      return `- t${at}: ${at % 5 === 0 ? cases : '{ set: { x: 1 } }'}\n`;
    })
  );
}

/** 10,000 tasks in one list, some of which lead back to its beginning. */
export function longDefinition(): string {
  return head + list(10_000, (at) => `- t${at}: { set: { x: 1 }${at % 9 === 0 ? ', then: t5' : ''} }\n`);
}
