import { joinPointer } from '../../workflow/pointer.ts';
import { taskMember } from '../modelTask.ts';
import { anyOf, calls, isCall, memberOf, members, root, tasks, writesElement } from './places.ts';
import type { Difference, Profile } from './profile.ts';
import { synapseData } from './synapseData.ts';

const retried =
  '- ask:\n    try:\n      - call:\n          call: http\n          timeout: { after: PT5S }\n          with: { method: get, endpoint: "https://api.example.com/" }\n    catch:\n      retry:\n        limit: { attempt: { count: 3 } }\n';

/** Retries, loops, branches and limits. */
const control: readonly Difference[] = [
  {
    construct: '`fork` without `compete`',
    effect: 'Synapse gives `{}` here, not the outputs of the branches.',
    help: 'Let the branches leave what they find where later tasks read it, or take it one after the other.',
    severity: 'error',
    file: 'runner/Synapse.Runner/Services/Executors/ForkTaskExecutor.cs',
    find: members('fork', 'fork', { isSo: (fork) => memberOf(fork, 'compete') !== true }),
  },
  {
    construct: '`catch.retry` without `limit.attempt.count`',
    effect: 'Synapse retries without an end here: of all limits it knows `limit.attempt.count` alone.',
    help: 'Give the retry a `limit.attempt.count`.',
    severity: 'error',
    file: 'runner/Synapse.Runner/Services/Executors/TryTaskExecutor.cs',
    find: members('try', 'catch/retry', {
      isSo: (retry) => typeof retry === 'object' && memberOf(retry, 'limit', 'attempt', 'count') === undefined,
    }),
  },
  {
    construct: '`delay`, `backoff`, `jitter`, `when`, `exceptWhen` and limits in time of a retry',
    effect: 'Synapse does not honour this: it retries at once, whatever the error, up to `limit.attempt.count` times.',
    help: 'Leave it to the called service to slow callers down, or wait with a task of its own.',
    severity: 'warning',
    file: 'runner/Synapse.Runner/Services/Executors/TryTaskExecutor.cs',
    find: anyOf(
      ...['delay', 'backoff', 'jitter', 'when', 'exceptWhen', 'limit/duration', 'limit/attempt/duration'].map((key) =>
        members('try', `catch/retry/${key}`),
      ),
    ),
  },
  {
    construct: '`catch.retry` that names a policy of `use.retries`',
    effect: 'Synapse does not look the policy up: nothing is retried.',
    help: 'Write the policy here instead of its name.',
    severity: 'error',
    file: 'runner/Synapse.Runner/Services/Executors/TryTaskExecutor.cs',
    find: members('try', 'catch/retry', {
      isSo: (retry) => typeof retry === 'string',
      see: (name) => ({ pointer: joinPointer('/use/retries', String(name)), message: 'The policy is declared here.' }),
    }),
  },
  {
    construct: '`catch.do` beside `catch.retry`',
    effect: 'Synapse never comes here: once the retries are exhausted the error goes on.',
    help: 'Put the `try` with the retry into a `try` of its own, which has the `catch.do`.',
    severity: 'error',
    file: 'runner/Synapse.Runner/Services/Executors/TryTaskExecutor.cs',
    find: members('try', 'catch/do', {
      isSo: (_, task) => typeof taskMember(task, 'catch', 'retry') === 'object',
      see: (_, { reference }) => ({ pointer: `${reference}/catch/retry`, message: 'It retries here.' }),
    }),
  },
  {
    construct: '`catch.then`',
    effect: 'Synapse does not know `catch.then`: the run goes on behind the `try`.',
    help: 'Decide with a `switch` behind the `try` where to go on.',
    severity: 'warning',
    file: 'runner/Synapse.Runner/Services/Executors/TryTaskExecutor.cs',
    find: members('try', 'catch/then'),
  },
  {
    construct: '`for.while`',
    effect: 'Synapse does not look at the condition: the loop goes over the whole list.',
    help: 'Shorten the list in `for.in`, or skip tasks of the loop with `if`.',
    severity: 'error',
    file: 'runner/Synapse.Runner/Services/Executors/ForTaskExecutor.cs',
    find: members('for', 'while'),
  },
  {
    construct: '`for.in` with a list written out',
    effect: 'Synapse takes an expression here alone, and refuses the definition.',
    help: 'Write the list as an expression, such as `${ [1, 2] }`.',
    severity: 'error',
    file: 'runner/Synapse.Runner/Services/Executors/ForTaskExecutor.cs',
    find: members('for', 'for/in', { isSo: (list) => typeof list !== 'string' }),
  },
  {
    construct: '`for` over a list that may be empty',
    effect: 'Synapse ends the loop with a runtime error where this list is empty.',
    help: 'Skip the task with `if` where there is nothing to go over.',
    severity: 'note',
    file: 'runner/Synapse.Runner/Services/Executors/ForTaskExecutor.cs',
    find: members('for', 'for/in', {
      isSo: (list, { task }) => typeof list === 'string' && task.if === undefined && !writesElement(list),
    }),
  },
  {
    construct: '`timeout` of the workflow',
    effect: 'Synapse does not enforce the timeout of a workflow.',
    help: 'Give the tasks that wait a `timeout` of their own.',
    severity: 'warning',
    file: 'runner/Synapse.Runner/Services/WorkflowExecutor.cs',
    find: root('/timeout'),
  },
  {
    construct: '`timeout` that names one of `use.timeouts`',
    effect: 'Synapse does not look the timeout up: the task has none.',
    help: 'Write the timeout here instead of its name.',
    severity: 'warning',
    file: 'runner/Synapse.Runner/Services/TaskExecutor.cs',
    find: members(null, 'timeout', {
      isSo: (timeout) => typeof timeout === 'string',
      see: (name) => ({ pointer: joinPointer('/use/timeouts', String(name)), message: 'It is declared here.' }),
    }),
  },
  {
    construct: '`exit` in `before` of an extension',
    effect: 'Synapse runs the extended task all the same.',
    help: 'Keep the task from running with its own `if`.',
    severity: 'error',
    file: 'runner/Synapse.Runner/Services/TaskExecutor.cs',
    find: tasks(
      'then',
      ({ scope, task }) => /^\/use\/extensions\/\d+\/[^/]+\/before$/.test(scope) && task.then === 'exit',
    ),
  },
  {
    construct: '`listen.to.until`',
    effect: 'Synapse does not look at `until`: of `any`, the first event ends the listening.',
    help: 'Listen in a loop of tasks that ends where the condition holds.',
    severity: 'warning',
    file: 'runner/Synapse.Runner/Services/Executors/ListenTaskExecutor.cs',
    find: members('listen', 'listen/to/until'),
  },
];

/** What is called and run. */
const effects: readonly Difference[] = [
  {
    construct: '`call: mcp` and `call: a2a`',
    effect: 'Synapse does not know this call: the task fails.',
    help: 'Call the service over `http`, or through a function that the server registers.',
    severity: 'error',
    file: 'runner/Synapse.Runner/Services/TaskExecutorFactory.cs',
    find: calls(isCall('mcp', 'a2a')),
  },
  {
    construct: 'actions of the house (`email:1.0.0@default` …)',
    effect: 'Synapse looks this function up among those that its server registers, and fails where it is not.',
    help: 'Register a function of this name and version on the server before the workflow starts.',
    severity: 'warning',
    file: 'runner/Synapse.Runner/Services/Executors/FunctionCallExecutor.cs',
    find: calls(({ target }) => target?.kind === 'action'),
  },
  {
    construct: '`query` of `call: http`',
    effect: 'Synapse sends the request without these query parameters.',
    help: 'Write them into the address.',
    severity: 'error',
    file: 'runner/Synapse.Runner/Services/Executors/HttpCallExecutor.cs',
    find: members('call', 'with/query', { isSo: (_, task) => isCall('http')(task) }),
  },
  {
    construct: '`call: grpc`',
    effect: 'Synapse calls over a channel without TLS: what is sent can be read on the way.',
    help: 'Call through a proxy on the same host that encrypts, or over `http`.',
    severity: 'warning',
    file: 'runner/Synapse.Runner/Services/Executors/GrpcCallExecutor.cs',
    find: calls(isCall('grpc')),
  },
  {
    construct: '`authentication` of `call: grpc`',
    effect: 'Synapse calls without this authentication.',
    help: 'Call over `http`, where it authenticates.',
    severity: 'error',
    file: 'runner/Synapse.Runner/Services/Executors/GrpcCallExecutor.cs',
    find: anyOf(
      ...['with/authentication', 'with/service/authentication'].map((path) =>
        members('call', path, { isSo: (_, task) => isCall('grpc')(task) }),
      ),
    ),
  },
  {
    construct: '`run.shell` that is awaited',
    effect: 'Synapse starts the command and goes on with `{}`: it neither waits nor looks at how it ends.',
    help: 'Say `await: false`, which makes Synapse wait and take the output, or run a script.',
    severity: 'error',
    file: 'runner/Synapse.Runner/Services/Executors/ShellProcessExecutor.cs',
    find: members('run', 'run/shell', { isSo: (_, task) => taskMember(task, 'run', 'await') !== false }),
  },
  {
    construct: '`run.container` that is awaited',
    effect: 'Synapse starts the container and goes on with `{}`: it neither waits nor looks at how it ends.',
    help: 'Say `await: false`, which makes Synapse wait and take the output.',
    severity: 'error',
    file: 'runner/Synapse.Runner/Services/Executors/ContainerProcessExecutor.cs',
    find: members('run', 'run/container', { isSo: (_, task) => taskMember(task, 'run', 'await') !== false }),
  },
  {
    construct: '`arguments`, `environment` and `stdin` of `run.shell`',
    effect: 'Synapse runs the command without this.',
    help: 'Write what the command needs into the command itself, and quote it.',
    severity: 'error',
    file: 'runner/Synapse.Runner/Services/Executors/ShellProcessExecutor.cs',
    find: anyOf(...['arguments', 'environment', 'stdin'].map((key) => members('run', `run/shell/${key}`))),
  },
  {
    construct: '`arguments`, `stdin`, `name`, `pullPolicy` and `lifetime` of `run.container`',
    effect: 'Synapse starts the container without this.',
    help: 'Write what the container needs into `command` or `environment`.',
    severity: 'warning',
    file: 'core/Synapse.Core.Infrastructure.Containers.Docker/DockerContainerPlatform.cs',
    find: anyOf(
      ...['arguments', 'stdin', 'name', 'pullPolicy', 'lifetime'].map((key) => members('run', `run/container/${key}`)),
    ),
  },
  {
    construct: '`ports` and `volumes` of `run.container`',
    effect: 'Synapse passes this to Docker alone, not to Kubernetes.',
    help: 'Run it where the server uses Docker, or do without.',
    severity: 'note',
    file: 'core/Synapse.Core.Infrastructure.Containers.Kubernetes/KubernetesContainerPlatform.cs',
    find: anyOf(...['ports', 'volumes'].map((key) => members('run', `run/container/${key}`))),
  },
  {
    construct: '`arguments` and `stdin` of `run.script`',
    effect: 'Synapse gives a script a map of arguments as `--name value` on its command line, and no input.',
    help: 'Take the values from `environment`, which every runtime sets.',
    severity: 'warning',
    file: 'runner/Synapse.Runner/Services/Executors/ScriptProcessExecutor.cs',
    find: anyOf(...['arguments', 'stdin'].map((key) => members('run', `run/script/${key}`))),
  },
  {
    construct: '`run … return` other than `stdout`',
    effect: 'Synapse gives what was printed to standard output, as one text, whatever `return` says.',
    help: 'Print what later tasks need, and nothing else.',
    severity: 'warning',
    file: 'runner/Synapse.Runner/Services/Executors/ScriptProcessExecutor.cs',
    find: members('run', 'run/return', {
      isSo: (kind, task) => kind !== 'stdout' && taskMember(task, 'run', 'workflow') === undefined,
    }),
  },
];

/** What differs where a definition runs on Synapse, the runtime of the CNCF project. */
export const synapse: Profile = {
  id: 'synapse',
  title: 'Runs otherwise on Synapse',
  runtime: 'Synapse',
  version: 'Synapse at commit `ba3fbfd` (8 March 2026), with the SDK 1.0.1',
  source: 'https://github.com/serverlessworkflow/synapse/blob/ba3fbfd5125995bba9fb5900aed181a0775d538c/src',
  why: 'A rehearsal shows what the language says. Synapse departs from it in places, and mostly without a word: what was rehearsed and reviewed is then not what happens. Checked with `--profile synapse` alone, or with that profile chosen in the settings.',
  remedy:
    'Write what both understand, as the finding says; or run the workflow on a runtime that follows the language there.',
  references: [
    { title: 'Synapse', url: 'https://github.com/serverlessworkflow/synapse' },
    {
      title: 'Serverless Workflow DSL reference',
      url: 'https://github.com/serverlessworkflow/specification/blob/main/dsl-reference.md',
    },
  ],
  examples: {
    bad: [
      { title: 'a retry that waits', text: `${retried}        delay: { seconds: 3 }\n` },
      {
        title: 'branches whose outputs are read',
        text: '- both:\n    fork:\n      branches:\n        - one: { set: { x: 1 } }\n        - two: { set: { x: 2 } }\n- sum: { set: { total: "${ map(.x) | add }" } }\n',
      },
    ],
    good: [{ title: 'a retry by its count alone', text: retried }],
  },
  differences: [...control, ...effects, ...synapseData],
};
