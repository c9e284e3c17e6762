import { isRuntimeExpression } from '../../expressions/runtimeExpression.ts';
import type { Range } from '../../workflow/document.ts';
import { type StartedProcess, simpleCommands, startedProcesses } from '../commandCode.ts';
import type { Severity } from '../finding.ts';
import type { PartModel } from '../model.ts';
import { type ModelTask, taskMember } from '../modelTask.ts';
import type { ModelText } from '../modelText.ts';
import { imageIn, packageIn, type Unpinned, unpinnedImage, unpinnedPackage } from '../packageReference.ts';
import type { Report, Rule } from '../rule.ts';

const tool = '- ask:\n    call: mcp\n    with:\n      method: tools/list\n      transport:\n        stdio:\n';

/** Images and tool servers whose version is not fixed. */
export const unpinnedImageOrMcp: Rule = {
  id: 'unpinned-image-or-mcp',
  title: 'Image or tool server without a version',
  severity: 'warning',
  confidence: 'high',
  why: 'What a name without a version means is decided by its publisher, or by whoever took over the account, at the moment of the run. The code that was reviewed and rehearsed is then not the code that runs, with the rights and secrets of the workflow.',
  remedy:
    'Name images by their digest (`name@sha256:…`), and packages of tool servers by a whole version (`name@1.4.2`, `name==1.4.2`).',
  references: [
    {
      title: 'CWE-829: Inclusion of Functionality from Untrusted Control Sphere',
      url: 'https://cwe.mitre.org/data/definitions/829.html',
    },
    {
      title: 'OCI: image digests',
      url: 'https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests',
    },
  ],
  limits: 'Packages that a command installs (`pip install`), and versions of two numbers, which of npm are ranges.',
  fix: null,
  examples: {
    bad: [
      {
        title: 'an image without a tag',
        text: '- convert:\n    run:\n      container: { image: example.com/tools/convert }\n',
      },
      {
        title: 'a tool server of any version',
        text: `${tool}          command: npx\n          arguments: ["-y", "@example/mail-tools@latest"]\n`,
      },
    ],
    good: [
      {
        title: 'an image by its digest',
        text: '- convert:\n    run:\n      container:\n        image: example.com/tools/convert@sha256:6dcd5af9b2e7c7fe5a8a2d4c1f7b3c5fd1d9a1d0a5e7c0c9b7f6e5d4c3b2a190\n',
      },
      {
        title: 'a tool server of one version',
        text: `${tool}          command: npx\n          arguments: ["-y", "@example/mail-tools@1.4.2"]\n`,
      },
    ],
  },
  checkTask,
  checkText,
};

function checkTask(task: ModelTask, model: PartModel, report: Report): void {
  checkImage(model, task, report);
  for (const process of startedProcesses(task)) checkProcess(model, process, report);
}

function checkImage(model: PartModel, task: ModelTask, report: Report): void {
  const image = taskMember(task, 'run', 'container', 'image');
  if (typeof image !== 'string') return;
  const pointer = `${task.reference}/run/container/image`;
  if (isRuntimeExpression(image)) {
    const isFixed = /@sha256:/.test(image);
    if (isFixed) return;
    report({
      message: 'An expression decides which image runs.',
      help: 'Write the image here, by its digest.',
      ...model.placeOf(pointer),
      confidence: 'medium',
    });
    return;
  }
  const found = unpinnedImage(image);
  if (found !== null) say(report, { ...model.placeOf(pointer), what: 'image', found });
}

/** Programs that fetch a package or an image and run it. */
function checkProcess(model: PartModel, process: StartedProcess, report: Report): void {
  const { task, path, command, arguments: given } = process;
  if (path[0] !== 'with') return;
  const [program = '', ...written] = command.trim().split(/\s+/);
  const words = [...written, ...given.map(({ value }) => value)];
  const place = packageIn(program, words) ?? imageIn(program, words);
  if (place === null || isRuntimeExpression(place.name)) return;
  const found = place.kind === 'image' ? unpinnedImage(place.name) : unpinnedPackage(place.name);
  if (found === null) return;
  const pointer = given[place.index - written.length]?.pointer ?? `${task.reference}/${path.join('/')}/command`;
  say(report, { ...model.placeOf(pointer), what: place.kind, found });
}

/** The same in the text of a shell. */
function checkText(text: ModelText, model: PartModel, report: Report): void {
  if (!model.part.isCode(text) || isRuntimeExpression(text.value)) return;
  for (const [program, ...words] of simpleCommands(text.value)) {
    if (program === undefined) continue;
    const values = words.map(({ value }) => value);
    const place = packageIn(program.value, values) ?? imageIn(program.value, values);
    const word = place === null ? undefined : words[place.index];
    // What a variable or an expression names is not known.
    if (place === null || word === undefined || /[$`]/.test(place.name)) continue;
    const found = place.kind === 'image' ? unpinnedImage(place.name) : unpinnedPackage(place.name);
    if (found === null) continue;
    say(report, { ...model.placeIn(text, word), what: place.kind, found });
  }
}

interface Place {
  readonly pointer: string;
  readonly range: Range;
  readonly what: 'image' | 'package';
  readonly found: Unpinned;
}

function say(report: Report, { pointer, range, what, found }: Place): void {
  const severity: Severity = found === 'tag' ? 'note' : 'warning';
  report({
    message:
      found === 'tag' ? 'The tag of this image can be moved to another one.' : `This ${what} has no fixed version.`,
    help: what === 'image' ? 'Name it by its digest (`@sha256:…`).' : 'Name a whole version of it.',
    pointer,
    range,
    severity,
  });
}
