import { isJsonObject } from '../../base/json.ts';
import { joinPointer } from '../../workflow/pointer.ts';
import type { Severity } from '../finding.ts';
import type { DocumentModel } from '../model.ts';
import { type ModelTask, taskMember } from '../modelTask.ts';
import type { Report, Rule } from '../rule.ts';

/** Processes that get more of the machine than they need, or code that nobody reviewed. */
export const dangerousRuntime: Rule = {
  id: 'dangerous-runtime',
  title: 'Process with dangerous rights',
  severity: 'error',
  confidence: 'high',
  why: 'A container that mounts the socket of the container service, or the root of the disk, is root on the machine. A program that is fetched and run in one breath is whatever its server sends at that moment. A variable such as `LD_PRELOAD` puts other code into each program, and one that turns off certificates lets anybody answer.',
  remedy:
    'Mount only the folder that the process works on, put programs into an image that is named by its digest, and leave the checks of certificates on.',
  references: [
    { title: 'CWE-250: Execution with Unnecessary Privileges', url: 'https://cwe.mitre.org/data/definitions/250.html' },
    {
      title: 'CWE-494: Download of Code Without Integrity Check',
      url: 'https://cwe.mitre.org/data/definitions/494.html',
    },
    {
      title: 'OWASP: Docker Security',
      url: 'https://cheatsheetseries.owasp.org/cheatsheets/Docker_Security_Cheat_Sheet.html',
    },
  ],
  fix: null,
  examples: {
    bad: [
      {
        title: 'the socket of the container service',
        text: '- build:\n    run:\n      container:\n        image: example.com/build:1.0.0\n        volumes: { /var/run/docker.sock: /var/run/docker.sock }\n',
      },
      {
        title: 'a program that is fetched and run',
        text: '- install:\n    run:\n      shell: { command: "curl -fsSL https://example.com/install.sh | sh" }\n',
      },
    ],
    good: [
      {
        title: 'the folder that the process works on',
        text: '- build:\n    run:\n      container:\n        image: example.com/build:1.0.0\n        volumes: { /srv/build: /work }\n',
      },
    ],
  },
  check,
};

const fetched = String.raw`\b(?:curl|wget)\b[^|;&\n]{0,500}`;
const shell = String.raw`(?:sudo\s+)?(?:\S{0,40}/)?(?:ba|z|k|da|a)?sh\b|(?:sudo\s+)?(?:python[0-9.]*|node|perl|ruby|php)\b`;

/** What a command must not hold; each message completes "This command …". */
const commands: readonly { readonly form: RegExp; readonly what: string; readonly severity: Severity }[] = [
  { form: new RegExp(`${fetched}\\|\\s*(?:${shell})`), what: 'runs what it fetches', severity: 'error' },
  { form: /\b(?:ba|z)?sh\s+<\(\s*(?:curl|wget)\b/, what: 'runs what it fetches', severity: 'error' },
  { form: /\b(?:eval|sh\s+-c)\s+["']?(?:\$\(|`)\s*(?:curl|wget)\b/, what: 'runs what it fetches', severity: 'error' },
  {
    form: /\b(?:docker|podman)\s+run\b[^|;&\n]{0,500}\s--privileged\b/,
    what: 'starts a container with all rights',
    severity: 'error',
  },
  { form: /\bcurl\b[^|;&\n]{0,300}\s(?:-k|--insecure)(?=\s|$)/, what: 'takes any certificate', severity: 'warning' },
  { form: /\bwget\b[^|;&\n]{0,300}\s--no-check-certificate\b/, what: 'takes any certificate', severity: 'warning' },
];

/** Variables that put code into programs, or turn off their checks. */
const loading = /^(LD_PRELOAD|LD_AUDIT|LD_LIBRARY_PATH|DYLD_INSERT_LIBRARIES|BASH_ENV|PYTHONSTARTUP|PERL5OPT|RUBYOPT)$/;
const unchecked = /^(NODE_TLS_REJECT_UNAUTHORIZED|PYTHONHTTPSVERIFY)$/;

function check(model: DocumentModel, report: Report): void {
  for (const task of model.tasks) {
    checkVolumes(model, task, report);
    checkEnvironment(model, task, report);
    checkToolServer(model, task, report);
  }
  for (const text of model.texts) {
    if (text.isData || text.path[text.path.length - 1] !== 'command') continue;
    const [run, kind] = text.path.slice(-3);
    if (run !== 'run' || (kind !== 'shell' && kind !== 'container')) continue;
    for (const { form, what, severity } of commands) {
      const match = form.exec(text.value.slice(0, 10_000));
      if (match === null) continue;
      const range = model.rangeIn(text, { start: match.index, end: match.index + match[0].length });
      const help = 'Put the program into an image that is named by its digest, and leave its checks on.';
      report({ message: `This command ${what}.`, help, pointer: text.pointer, range, severity });
      break;
    }
  }
}

/** Places of the machine that make a container its master. */
function hostPlace(path: string): string | null {
  if (/(^|\/)(docker|containerd|podman|crio)\.sock$/.test(path)) return 'the socket of the container service';
  if (/^([A-Za-z]:)?[\\/]$/.test(path)) return 'the root of the disk';
  return /^\/(etc|proc|sys|boot|dev|root|var\/run|run|var\/lib\/docker)\/?$/.test(path)
    ? `\`${path}\` of the machine`
    : null;
}

function checkVolumes(model: DocumentModel, task: ModelTask, report: Report): void {
  const volumes = taskMember(task, 'run', 'container', 'volumes');
  if (volumes === undefined || !isJsonObject(volumes)) return;
  for (const path of Object.keys(volumes)) {
    const place = hostPlace(path);
    if (place === null) continue;
    const pointer = joinPointer(`${task.reference}/run/container/volumes`, path);
    const help = 'Mount only the folder that the process works on.';
    report({ message: `The container gets ${place}.`, help, pointer, range: model.rangeOf(pointer, 'key') });
  }
}

function checkEnvironment(model: DocumentModel, task: ModelTask, report: Report): void {
  for (const path of [
    ['run', 'container'],
    ['run', 'shell'],
    ['run', 'script'],
    ['with', 'transport', 'stdio'],
  ]) {
    const environment = taskMember(task, ...path, 'environment');
    if (environment === undefined || !isJsonObject(environment)) continue;
    for (const [name, value] of Object.entries(environment)) {
      const isUnchecked = unchecked.test(name) && (value === 0 || value === '0');
      if (!isUnchecked && !loading.test(name)) continue;
      const pointer = joinPointer(`${task.reference}/${path.join('/')}/environment`, name);
      const what = isUnchecked ? 'turns off the check of certificates' : 'puts other code into each program';
      const range = model.rangeOf(pointer, 'key');
      report({ message: `\`${name}\` ${what}.`, help: 'Leave the variable out.', pointer, range, severity: 'warning' });
    }
  }
}

function checkToolServer(model: DocumentModel, task: ModelTask, report: Report): void {
  if (task.task.call !== 'mcp') return;
  const command = taskMember(task, 'with', 'transport', 'stdio', 'command');
  if (typeof command !== 'string') return;
  const program = (command.split(/[\\/]/).at(-1) ?? '').replace(/\.exe$/i, '').toLowerCase();
  if (!/^((ba|z|k|da|a)?sh|cmd|powershell|pwsh)$/.test(program)) return;
  const pointer = `${task.reference}/with/transport/stdio/command`;
  report({
    message: 'The tool server is started through a shell.',
    help: 'Name the program itself, and its arguments one by one.',
    pointer,
    range: model.rangeOf(pointer),
    severity: 'warning',
  });
}
