import { isJsonObject } from '../../base/json.ts';
import { joinPointer } from '../../workflow/pointer.ts';
import { programName, type StartedProcess, simpleCommands, startedProcesses } from '../commandCode.ts';
import { dangerousOptions, hostPlace } from '../containerOptions.ts';
import { downloadedProgram } from '../downloadedProgram.ts';
import type { Severity } from '../finding.ts';
import type { PartModel } from '../model.ts';
import { type ModelTask, taskMember, taskMemberAt } from '../modelTask.ts';
import type { ModelText } from '../modelText.ts';
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
  checkTask,
  checkText,
};

const fetched = String.raw`\b(?:curl|wget)\b[^|;&\n]{0,500}`;
const shell = String.raw`(?:sudo\s+(?:-\w+\s+)*)?(?:\S{0,40}/)?(?:ba|z|k|da|a)?sh\b|(?:sudo\s+(?:-\w+\s+)*)?(?:python[0-9.]*|node|perl|ruby|php)\b`;
const flags = '[fgijlnsSvLOIJRaBGNpq0-9]*';
const download = String.raw`\b(?:iwr|irm|Invoke-WebRequest|Invoke-RestMethod|DownloadString)\b`;

/** What a command must not hold; each message completes "This command …". */
const commands: readonly { readonly form: RegExp; readonly what: string; readonly severity: Severity }[] = [
  {
    form: new RegExp(`${fetched}\\|(?:[^|;&\\n]{0,200}\\|){0,3}?\\s*(?:${shell})`),
    what: 'runs what it fetches',
    severity: 'error',
  },
  {
    form: /(?:\b(?:ba|z)?sh|\bsource|(?:^|\s)\.)\s+<\(\s*(?:curl|wget)\b/,
    what: 'runs what it fetches',
    severity: 'error',
  },
  {
    form: /(?:\beval|\s-[a-z]*[ce])\s+["']?(?:\$\(|`)\s*(?:curl|wget)\b/,
    what: 'runs what it fetches',
    severity: 'error',
  },
  {
    form: new RegExp(`${download}[^;\\n]{0,300}\\|\\s*(?:iex|Invoke-Expression)\\b`, 'i'),
    what: 'runs what it fetches',
    severity: 'error',
  },
  {
    form: new RegExp(`\\b(?:iex|Invoke-Expression)\\b[^;\\n]{0,100}${download}`, 'i'),
    what: 'runs what it fetches',
    severity: 'error',
  },
  {
    form: new RegExp(
      `\\b(?:base64|openssl|xxd)\\b[^|;&\\n]{0,100}\\s-(?:d|D|r|-decode)\\b[^|;&\\n]{0,200}\\|\\s*(?:${shell})`,
    ),
    what: 'runs a program that nobody can read',
    severity: 'error',
  },
  {
    form: /\b(?:powershell|pwsh)\b[^|;&\n]{0,200}\s-e(?:nc|ncodedcommand)?\s+[A-Za-z0-9+/=]{20,}/i,
    what: 'runs a program that nobody can read',
    severity: 'error',
  },
  { form: /\/dev\/(?:tcp|udp)\/\S/, what: 'opens a connection past every list of hosts', severity: 'error' },
  {
    form: /\b(?:nc|ncat|netcat)\b[^|;&\n]{0,200}\s-[a-z]*[ec]\b/,
    what: 'gives a shell to another machine',
    severity: 'error',
  },
  {
    form: new RegExp(`\\bcurl\\b[^|;&\\n]{0,300}\\s(?:-${flags}k${flags}|--insecure)(?=\\s|$)`),
    what: 'takes any certificate',
    severity: 'warning',
  },
  { form: /\bwget\b[^|;&\n]{0,300}\s--no-check-certificate\b/, what: 'takes any certificate', severity: 'warning' },
  {
    form: /\bhttp\.sslVerify=(?:false|0)\b|\b(?:GIT_SSL_NO_VERIFY=\S|NODE_TLS_REJECT_UNAUTHORIZED=0)/,
    what: 'takes any certificate',
    severity: 'warning',
  },
  {
    form: /\bStrictHostKeyChecking\s*[= ]\s*["']?(?:no|off)\b/i,
    what: 'takes any machine for the one that is meant',
    severity: 'warning',
  },
];

/** Variables that put code into programs, or turn off their checks. */
const loading = /^(LD_PRELOAD|LD_AUDIT|LD_LIBRARY_PATH|DYLD_INSERT_LIBRARIES|BASH_ENV|PYTHONSTARTUP|PERL5OPT|RUBYOPT)$/;
/** Variables that hold options, and the options among them that bring in code. */
const options: Readonly<Record<string, RegExp>> = {
  NODE_OPTIONS: /(^|\s)(-r|--require|--import|--loader|--experimental-loader)\b/,
  JAVA_TOOL_OPTIONS: /-(javaagent|agentpath|agentlib):/,
  _JAVA_OPTIONS: /-(javaagent|agentpath|agentlib):/,
};
/** Variables that turn off the check of certificates, and the values with which they do. */
const unchecked: Readonly<Record<string, RegExp>> = {
  NODE_TLS_REJECT_UNAUTHORIZED: /^0$/,
  PYTHONHTTPSVERIFY: /^0$/,
  GIT_SSL_NO_VERIFY: /^(1|true|yes|on)$/i,
  npm_config_strict_ssl: /^(false|0)$/i,
  CURL_CA_BUNDLE: /^$/,
  REQUESTS_CA_BUNDLE: /^$/,
};

function checkTask(task: ModelTask, model: PartModel, report: Report): void {
  checkVolumes(model, task, report);
  checkEnvironment(model, task, report);
  for (const process of startedProcesses(task)) {
    if (process.path[0] === 'with') checkToolServer(model, process, report);
    checkArguments(model, process, report);
  }
}

function checkText(text: ModelText, model: PartModel, report: Report): void {
  if (!model.part.isCode(text)) return;
  // A line that goes on is one line.
  const code = text.value.slice(0, 10_000).replace(/\\\r?\n/g, (part) => ' '.repeat(part.length));
  const help = 'Put the program into an image that is named by its digest, and leave its checks on.';
  for (const { form, what, severity } of commands) {
    const match = form.exec(code);
    if (match === null) continue;
    const place = model.placeIn(text, { start: match.index, end: match.index + match[0].length });
    report({ message: `This command ${what}.`, help, ...place, severity });
    break;
  }
  const simple = simpleCommands(code);
  const downloaded = downloadedProgram(simple);
  if (downloaded !== null) {
    report({ message: 'This command runs what it fetches.', help, ...model.placeIn(text, downloaded) });
  }
  for (const words of simple) {
    for (const { index, what } of dangerousOptions(words.map(({ value }) => value))) {
      const word = words[index];
      if (word === undefined) continue;
      report({ message: `This command ${what}.`, help: optionHelp, ...model.placeIn(text, word) });
    }
  }
}

const optionHelp = 'Give the container the folder that it works on, and no rights of the machine.';

/** A program of its own, with its arguments word by word. */
function checkArguments(model: PartModel, { command, arguments: given }: StartedProcess, report: Report): void {
  for (const { index, what } of dangerousOptions([command, ...given.map(({ value }) => value)])) {
    const pointer = given[index - 1]?.pointer;
    if (pointer === undefined) continue;
    report({ message: `This command ${what}.`, help: optionHelp, ...model.placeOf(pointer) });
  }
}

function checkVolumes(model: PartModel, task: ModelTask, report: Report): void {
  const volumes = taskMember(task, 'run', 'container', 'volumes');
  if (volumes === undefined || !isJsonObject(volumes)) return;
  for (const path of Object.keys(volumes)) {
    const place = hostPlace(path);
    if (place === null) continue;
    const pointer = joinPointer(`${task.reference}/run/container/volumes`, path);
    const help = 'Mount only the folder that the process works on.';
    report({ message: `The container gets ${place}.`, help, ...model.placeOf(pointer, 'key') });
  }
}

/** Where a task says the variables of what it starts. */
const environments = [
  ['run', 'container', 'environment'],
  ['run', 'shell', 'environment'],
  ['run', 'script', 'environment'],
  ['with', 'transport', 'stdio', 'environment'],
];

function checkEnvironment(model: PartModel, task: ModelTask, report: Report): void {
  for (const path of environments) {
    const environment = taskMemberAt(task, path);
    if (environment === undefined || !isJsonObject(environment)) continue;
    for (const [name, value] of Object.entries(environment)) {
      const written = String(value ?? '');
      const isUnchecked = Object.hasOwn(unchecked, name) && unchecked[name]?.test(written) === true;
      const isLoading = loading.test(name) || (Object.hasOwn(options, name) && options[name]?.test(written) === true);
      if (!isUnchecked && !isLoading) continue;
      const pointer = joinPointer(`${task.reference}/${path.join('/')}`, name);
      const what = isUnchecked ? 'turns off the check of certificates' : 'puts other code into each program';
      const place = model.placeOf(pointer, 'key');
      report({ message: `\`${name}\` ${what}.`, help: 'Leave the variable out.', ...place, severity: 'warning' });
    }
  }
}

function checkToolServer(model: PartModel, process: StartedProcess, report: Report): void {
  const { task, path, command, arguments: given } = process;
  const program =
    [command, ...given.map(({ value }) => value)].find((word) => !/^(.*\/)?env$|^-|^\w+=/.test(word)) ?? '';
  if (!/^((ba|z|k|da|a)?sh|cmd|powershell|pwsh)$/.test(programName(program))) return;
  const pointer = `${task.reference}/${path.join('/')}/command`;
  report({
    message: 'The tool server is started through a shell.',
    help: 'Name the program itself, and its arguments one by one.',
    pointer,
    range: model.rangeOf(pointer),
    severity: 'warning',
  });
}
