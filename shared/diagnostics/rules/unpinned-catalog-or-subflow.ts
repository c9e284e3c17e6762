import type { Range } from '../../workflow/document.ts';
import { houseActions } from '../callTarget.ts';
import type { Fix } from '../finding.ts';
import type { PartModel } from '../model.ts';
import type { ModelEndpoint } from '../modelEndpoints.ts';
import { type ModelTask, taskMember } from '../modelTask.ts';
import { movingReference } from '../network/movingReference.ts';
import type { Report, Rule } from '../rule.ts';

/** Functions of catalogs and other workflows whose version is not fixed. */
export const unpinnedCatalogOrSubflow: Rule = {
  id: 'unpinned-catalog-or-subflow',
  title: 'Function or workflow without a version',
  severity: 'warning',
  confidence: 'high',
  why: 'A function of a catalog and another workflow run with the rights of this one. Where `latest` or a branch names them, whoever publishes there changes what this workflow does after it was reviewed, rehearsed and sealed.',
  remedy: 'Name a whole version, and the address of a catalog or function by a commit or a tag of a version.',
  references: [
    {
      title: 'CWE-829: Inclusion of Functionality from Untrusted Control Sphere',
      url: 'https://cwe.mitre.org/data/definitions/829.html',
    },
    {
      title: 'Serverless Workflow DSL: catalogs',
      url: 'https://github.com/serverlessworkflow/specification/blob/main/dsl-reference.md#catalog',
    },
  ],
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'the latest version of an action and of a workflow',
        text: '- tell:\n    call: email:latest@default\n    with: { to: help@example.com, subject: Done, body: Done. }\n- register:\n    run:\n      workflow: { namespace: crm, name: register-customer, version: latest }\n',
      },
    ],
    good: [
      {
        title: 'a whole version',
        text: '- register:\n    run:\n      workflow: { namespace: crm, name: register-customer, version: 1.2.0 }\n',
      },
      {
        title: 'an action of one version',
        text: '- tell:\n    call: email:1.0.0@default\n    with: { to: help@example.com, subject: Done, body: Done. }\n',
      },
    ],
  },
  checkTask,
  checkEndpoint,
};

const help = 'Name a whole version, such as `1.2.0`.';
/** The version of the actions of the built-in catalog. */
const actionVersion = '1.0.0';

function checkTask(task: ModelTask, model: PartModel, report: Report): void {
  checkWorkflow(model, task, report);
  checkCall(model, task, report);
}

function checkEndpoint({ text, address }: ModelEndpoint, model: PartModel, report: Report): void {
  if (text.path[0] !== 'use' || text.path[1] !== 'catalogs') return;
  const moving = movingReference(address.source);
  if (moving === null) return;
  report({
    message: `The catalog is read from \`${moving.name.slice(0, 60)}\`, which moves on.`,
    help: 'Name a commit or a tag of a version in its place.',
    pointer: text.pointer,
    range: address.source === text.value ? model.rangeIn(text, moving.range) : text.range,
  });
}

function checkWorkflow(model: PartModel, task: ModelTask, report: Report): void {
  const version = taskMember(task, 'run', 'workflow', 'version');
  if (typeof version !== 'string' || !isMoving(version)) return;
  const message = `Which version of the workflow runs is left open by \`${version.slice(0, 60)}\`.`;
  report({ message, help, ...model.placeOf(`${task.reference}/run/workflow/version`) });
}

function checkCall(model: PartModel, task: ModelTask, report: Report): void {
  const { call } = task.task;
  if (typeof call !== 'string') return;
  const pointer = `${task.reference}/call`;
  const moving = call.includes('://') ? movingReference(call) : null;
  if (moving !== null) {
    const message = `The function is read from \`${moving.name.slice(0, 60)}\`, which moves on.`;
    const range = within(model.rangeOf(pointer), call, moving.range);
    report({ message, help: 'Name a commit or a tag of a version in its place.', pointer, range });
    return;
  }
  const { target } = task;
  if ((target?.kind !== 'catalog' && target?.kind !== 'action') || !isMoving(target.version)) return;
  const start = call.indexOf(':') + 1;
  const range = within(model.rangeOf(pointer), call, { start, end: start + target.version.length });
  const message = `Which version of the function runs is left open by \`${target.version.slice(0, 60)}\`.`;
  report({ message, help, pointer, range, fixes: fixesFor(task, range) });
}

/** The actions of the house have one version; of others it is not known which there are. */
function fixesFor({ action }: ModelTask, range: Range): readonly Fix[] {
  if (action === null || !houseActions.includes(action)) return [];
  return [{ title: `Use version ${actionVersion}`, safe: false, edits: [{ range, newText: actionVersion }] }];
}

const movingNames =
  /^(latest|stable|current|main|master|trunk|head|next|any|nightly|edge|canary|beta|alpha|dev|develop|development|snapshot|lts|\*|x)$/i;

/** A name that moves, a range, a part of a version (`1`, `1.2`), or one that is worked out. */
function isMoving(version: string): boolean {
  return version.includes('${') || movingNames.test(version) || /^[~^<>=]|\.[x*](\.|$)|^v?\d+(\.\d+)?$/i.test(version);
}

/** A part of a scalar; all of it where it is not written as it reads. */
function within(scalar: Range, value: string, part: Range): Range {
  const quotes = scalar.end - scalar.start - value.length;
  if (quotes !== 0 && quotes !== 2) return scalar;
  const start = scalar.start + quotes / 2;
  return { start: start + part.start, end: start + part.end };
}
