import { secretReads } from '../secretReads.ts';
import { above, anyOf, members, root, variable } from './places.ts';
import type { Difference } from './profile.ts';

/** How Synapse departs from the language in data: variables, filters, schemas, authentication. */
export const synapseData: readonly Difference[] = [
  {
    construct: '`$secrets` in an expression',
    effect: 'Synapse has no `$secrets`: the expression fails.',
    help: 'Let an `authentication` name the secret with `use`.',
    severity: 'error',
    file: 'runner/Synapse.Runner/Services/TaskExecutor.cs',
    find: (model) =>
      model.part.expressions.flatMap((expression) =>
        secretReads(expression).map(({ range }) => ({
          pointer: expression.text.pointer,
          range: model.rangeIn(expression.text, range),
        })),
      ),
  },
  {
    construct: '`$authorization` outside the parameters of `call: openapi`',
    effect: 'Synapse has `$authorization` in the parameters of `call: openapi` alone: the expression fails.',
    help: 'Let `authentication` of the call say who calls.',
    severity: 'error',
    file: 'runner/Synapse.Runner/Services/Executors/OpenApiCallExecutor.cs',
    find: variable('authorization', (pointer) => !pointer.includes('/with/parameters/')),
  },
  {
    construct: 'authentication by `digest`',
    effect: 'Synapse does not know this scheme: the task fails.',
    help: 'Use `basic`, `bearer`, `oauth2` or `oidc`.',
    severity: 'error',
    file: 'core/Synapse.Core.Infrastructure/AuthorizationInfo.cs',
    find: above(/^((?:\/use\/authentications\/[^/]+|.*\/authentication)\/digest)\//),
  },
  {
    construct: '`set` with an expression',
    effect: 'Synapse takes a map here alone, and refuses the definition.',
    help: 'Set the members one by one, or shape the data with `output.as`.',
    severity: 'error',
    file: 'runner/Synapse.Runner/Services/Executors/SetTaskExecutor.cs',
    find: members('set', 'set', { isSo: (value) => typeof value === 'string' }),
  },
  {
    construct: '`input.from` and `output.as` of the workflow',
    effect: 'Synapse does not apply this to the workflow as a whole.',
    help: 'Put it on the first task, or on the last.',
    severity: 'error',
    file: 'runner/Synapse.Runner/Services/WorkflowExecutor.cs',
    find: anyOf(root('/input/from'), root('/output/as')),
  },
  {
    construct: '`output.schema` and `export.schema`',
    effect: 'Synapse does not check data against this schema.',
    help: 'Check it where it comes in: the `input.schema` of the next task is checked.',
    severity: 'warning',
    file: 'runner/Synapse.Runner/Services/TaskExecutor.cs',
    find: anyOf(root('/output/schema'), members(null, 'output/schema'), members(null, 'export/schema')),
  },
  {
    construct: '`when` of an extension',
    effect: 'Synapse does not look at the condition: the extension always applies.',
    help: 'Give the tasks of the extension an `if` of their own.',
    severity: 'error',
    file: 'runner/Synapse.Runner/Services/TaskExecutor.cs',
    find: above(/^(\/use\/extensions\/\d+\/[^/]+\/when)$/),
  },
  {
    construct: '`listen.read: raw`',
    effect: 'Synapse reads the data of the event here, as with `data`.',
    help: 'Say `data` or `envelope`.',
    severity: 'note',
    file: 'runner/Synapse.Runner/Services/Executors/ListenTaskExecutor.cs',
    find: members('listen', 'listen/read', { isSo: (mode) => mode === 'raw' }),
  },
  {
    construct: '`instance` of a raised error',
    effect: 'Synapse puts the place of the task here instead.',
    help: 'Put what callers look at into `type` or `detail`.',
    severity: 'note',
    file: 'runner/Synapse.Runner/Services/Executors/RaiseTaskExecutor.cs',
    find: members('raise', 'raise/error/instance'),
  },
];
