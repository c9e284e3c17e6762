import {
  type Alternative,
  anyMap,
  flag,
  type ObjectSchema,
  ref,
  type Schema,
  text,
  textList,
  union,
} from '../schemaTypes.ts';

const environment = anyMap('Environment variables by name.');
const stdin = text('What the process reads from standard input; an expression, or the text.', {
  example: '${ .text }',
});
const argumentList = textList('Arguments of the command line.');
/** A map is how earlier versions of the DSL passed arguments. */
const argumentListOrMap = union(
  'Arguments: a list is the command line, a map is variables of those names.',
  argumentList,
  anyMap('Variables by name.'),
);

const container: ObjectSchema = {
  kind: 'object',
  what: 'a container',
  description: 'Runs a container.',
  required: ['image'],
  properties: {
    image: text('Image to run.', { example: 'alpine:3' }),
    name: text('Name of the container; an expression, or the text.'),
    command: text('Command to run in it.'),
    ports: anyMap('Ports of the host by port of the container.'),
    volumes: anyMap('Volumes by path.'),
    environment,
    stdin,
    arguments: argumentList,
    lifetime: ref('containerLifetime', 'When the container is removed.'),
    pullPolicy: text('When the image is fetched.', {
      enum: ['ifNotPresent', 'always', 'never'],
      default: 'ifNotPresent',
    }),
  },
};

const script: ObjectSchema = {
  kind: 'object',
  what: 'a script',
  description: 'Runs a script. It reads `process.argv`, `process.env` and standard input; `return` is its output.',
  required: ['language'],
  properties: {
    language: text('Language of the script.', { enum: ['js', 'javascript', 'python'], open: true, example: 'js' }),
    stdin,
    arguments: argumentListOrMap,
    environment,
  },
  groups: [
    [
      {
        key: 'code',
        required: ['code'],
        properties: { code: text('The script.', { example: "console.log('done');" }) },
      },
      { key: 'source', required: ['source'], properties: { source: ref('externalResource', 'Where the script is.') } },
    ],
  ],
};

const shell: ObjectSchema = {
  kind: 'object',
  what: 'a shell command',
  description: 'Runs a shell command.',
  required: ['command'],
  properties: {
    command: text('The command.', { example: 'echo done' }),
    stdin,
    arguments: argumentListOrMap,
    environment,
  },
};

const workflow: ObjectSchema = {
  kind: 'object',
  what: 'a workflow to run',
  description: 'Runs another workflow.',
  required: ['namespace', 'name', 'version'],
  properties: {
    namespace: text('Namespace of the workflow.', { example: 'default' }),
    name: text('Name of the workflow.', { example: 'other-workflow' }),
    version: text('Version of the workflow.', { default: 'latest', example: 'latest' }),
    input: anyMap('What it is started with.'),
  },
};

const processes: readonly Alternative[] = Object.entries({ script, shell, container, workflow }).map(
  ([key, process]) => ({ key, required: [key], properties: { [key]: process } }),
);

/** `run` of a run task. */
export const run: Schema = {
  kind: 'object',
  what: '`run`',
  description: 'The process to run.',
  properties: {
    await: flag('Whether the task waits for the process to end.', true),
    return: text('What becomes the output.', {
      enum: ['stdout', 'stderr', 'code', 'all', 'none'],
      default: 'stdout',
    }),
  },
  groups: [processes],
};

/** When a container is removed: `after` belongs to `eventually` alone, and is needed there. */
export const containerLifetime: Schema = {
  kind: 'object',
  what: 'a container lifetime',
  required: ['cleanup'],
  properties: {
    cleanup: text('When the container is removed.', { enum: ['always', 'never', 'eventually'], default: 'never' }),
    after: {
      kind: 'dependent',
      on: 'cleanup',
      description: 'How long it stays, with `cleanup: eventually`.',
      cases: { eventually: ref('duration') },
      otherwise: null,
    },
  },
  casesRequire: { cleanup: { eventually: ['after'] } },
};
