import { ruleTable } from '../../shared/diagnostics/ruleTable.ts';

/** Tasks of every kind that rules know, good and bad, each as an item of a list in the first column. */
export const knownTasks: readonly string[] = ruleTable.flatMap(({ examples }) =>
  [...examples.bad, ...examples.good].flatMap(({ text }) => (text.startsWith('- ') ? text : [])),
);

/** Tasks that hand data on, name what `use` declares, jump, and run what lies beside the definition. */
export const linkedTasks: readonly string[] = [
  '- a:\n    set: { x: "${ .ssn }", base: "http://a.example.com" }\n',
  '- b:\n    set: "${ . + {y: .x} }"\n    export: { as: "${ $context + {kept: .x} }" }\n',
  '- c:\n    call: f\n    with: { y: "${ .x }", body: "{{ssn}} {{#if y}}", base: "https://10.0.0.1" }\n',
  '- d:\n    if: ${ .x != null }\n    call: email:1.0.0@default\n    with:\n      to: ops@example.com\n      subject: s\n      body: "{{x}} {{y | mask_ssn}} {{ssn}}"\n',
  '- e:\n    call: http\n    with:\n      method: post\n      endpoint: ${ .base + "/orders" }\n      body: ${ $context.kept }\n    then: a\n',
  '- f:\n    switch:\n      - one: { when: .x == 1, then: c }\n      - two: { then: a }\n',
  '- g:\n    run:\n      workflow: { namespace: soak, name: beside, version: 0.1.0, input: { x: "${ .ssn }" } }\n',
  '- h:\n    for: { each: one, in: "${ .items }" }\n    do:\n      - i:\n          call: http\n          with: { method: get, endpoint: "http://c.example/{x}", body: "${ $one.email }" }\n      - j:\n          set: { y: "${ $one.iban }" }\n',
  '- k:\n    try:\n      - l:\n          call: http\n          with: { method: post, endpoint: "https://d.example.com", body: "${ $secrets.k }" }\n    catch:\n      as: err\n      retry: often\n      do:\n        - m:\n            set: { z: "${ $err.detail }" }\n',
  '- n:\n    fork:\n      branches:\n        - o:\n            set: { x: "${ .email }" }\n        - p:\n            wait: PT1S\n',
  '- q:\n    run:\n      script:\n        language: js\n        code: |\n          const x = process.argv[2];\n          console.log(x)\n        arguments: [ "${ .x }" ]\n',
  '- r:\n    set: { x: 1, items: [ { email: "${ .y }" }, 2 ] }\n    export: { as: "${ {kept: .items} }" }\n',
  '- s:\n    call: webhook:1.0.0@default\n    with:\n      method: POST\n      url: https://hook.example.com\n      body: "${ .x | if type == "object" then to_entries else . end }"\n',
  '- t:\n    if: ${ .x == 1 }\n    set: { x: "${ .y | @base64 }", y: "${ $input }" }\n',
  '- u:\n    call: notification:1.0.0@default\n    with: { channel: sms, to: ops, title: "${ .x | @base64d }", body: "${ .y }", data: "${ $context }" }\n',
];

/** What a definition may have beside its tasks: several things that the same key may say. */
export const members: readonly string[] = [
  'input:\n  schema:\n    document:\n      type: object\n      properties:\n        ssn: { type: string }\n        x: { type: number }\n        items: { type: array, items: { type: object, properties: { email: { type: string } } } }\n',
  'input:\n  schema: { document: { type: object, properties: { x: { title: e-mail }, y: { type: string } }, additionalProperties: false } }\n',
  'input:\n  from: ${ .order }\n',
  'use:\n  secrets:\n    - k\n  functions:\n    f:\n      call: http\n      with:\n        method: get\n        endpoint: ${ .base + "/f" }\n        body: ${ .y }\n  retries:\n    often: { delay: PT1S }\n',
  'use:\n  secrets: [ k, other ]\n  functions:\n    f:\n      call: email:1.0.0@default\n      with: { to: a@example.com, subject: s, body: "{{y}} {{ssn}}" }\n  retries:\n    often: { delay: PT1S, limit: { attempt: { count: 2 } } }\n',
  'use:\n  functions:\n    f:\n      set: { x: "${ .y }" }\n',
  'use:\n  extensions:\n    - log:\n        extend: all\n        after:\n          - send:\n              call: http\n              with: { method: post, endpoint: "http://b.example.com", body: "${ . }" }\n',
  'timeout: { after: PT1H }\n',
  'schedule: { on: { one: { with: { type: t } } } }\n',
  'output: { as: "${ . }" }\n',
  'output: { as: "${ $context }" }\n',
  'evaluate: { mode: loose }\n',
];

/** Values that stand in definitions, as they are written in a flow collection and anywhere else. */
export const values: readonly string[] = [
  ...[
    '"${ .y }"',
    '"${ $context }"',
    '"${ . }"',
    '"${ {kept: .ssn} }"',
    '"${ {x: 1} }"',
    '"${ {x: 2, y: .x} }"',
    '"${ [.x] }"',
  ],
  ...[
    '"${ .x == 1 }"',
    '"${ .x == 2 }"',
    '"${ .x | @base64d }"',
    '"${ .y | tojson }"',
    '"${ to_entries }"',
    '"${ {(.x): 1} }"',
  ],
  ...[
    '"${ .ssn }"',
    '"${ .x }"',
    '"${ .order.x }"',
    '"${ $context.kept }"',
    '"${ .base + .y }"',
    '"${ [.[] | .email] }"',
  ],
  ...['"${ .x | @base64 }"', '"${ $input.ssn }"', '"${ }"', '"${ .. }"', '"${ $secrets.k }"', '"{{ssn}}"'],
  ...['https://a.example.com', 'http://10.0.0.1/x', '"https://{x}.example"', 'PT1S', 'end', 'exit', 'c', 'often', 'f'],
  ...[
    'true',
    'null',
    '1',
    '[]',
    '{}',
    '[ 1, "${ .x }" ]',
    '{ x: "${ .ssn }" }',
    '{ seconds: 1 }',
    "'it''s'",
    'all',
    'js',
  ],
];

/** Keys of the language and of data. */
export const keys: readonly string[] = [
  ...['a', 'b', 'x', 'y', 'ssn', 'email', 'base', 'set', 'do', 'then', 'if', 'call', 'with', 'body', 'export', 'input'],
  ...['output', 'as', 'from', 'timeout', 'use', 'retry', 'functions', 'secrets', 'when', 'schema', 'headers', '"q r"'],
];

/** Lines that no task needs. */
export const lines: readonly string[] = [
  '\n',
  '# c\n',
  '  # drydock-ignore insecure-scheme until 2026-12-01: known\n',
  '      # drydock-ignore no-timeout until 2025-01-01: ended\n',
  '   \n',
  '---\n',
  '...\n',
  '\t\n',
];
