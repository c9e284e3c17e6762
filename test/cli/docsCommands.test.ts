import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const docs = join(root, 'resources', 'docs');

interface DocCommand {
  readonly line: string;
  readonly status: number;
}

/** The lines of every `sh` block of a page; `# status N` behind a line says how it ends. */
function commandsOf(markdown: string): DocCommand[] {
  const blocks = [...markdown.matchAll(/^ *```sh\n([\s\S]*?)^ *```$/gm)].map((match) => match[1] ?? '');
  return blocks
    .flatMap((block) => block.split('\n'))
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, command = '', status = '0'] = /^(.*?)(?:\s+# status (\d).*)?$/.exec(line.trim()) ?? [];
      return { line: command, status: Number(status) };
    });
}

/** Run by the test suite as a whole or by hand; here it is enough that package.json knows them. */
const projectScript = /^npm (?:run )?(start|test|check|unit|e2e|bench|soak|package)$/;
const usesRegistry = (line: string): boolean => line.includes('127.0.0.1:5000') || line.startsWith('cmp ');

const pages: { readonly page: string; readonly commands: DocCommand[] }[] = [];
for (const name of (await readdir(docs, { recursive: true })).filter((file) => file.endsWith('.md')).sort()) {
  pages.push({ page: `resources/docs/${name}`, commands: commandsOf(await readFile(join(docs, name), 'utf8')) });
}
pages.push({ page: 'README.md', commands: commandsOf(await readFile(join(root, 'README.md'), 'utf8')) });

const hasRegistry = spawnSync('docker-registry', ['--version']).status === 0;
if (!hasRegistry) process.stdout.write('skipped: docker-registry is not installed on this machine\n');

let folder = '';
let host = '';
let registry: ChildProcess | undefined;

/** Runs one line in a shell, as a reader would; what belongs to a checkout in the checkout, the rest in the sample. */
function runLine(line: string): Promise<{ status: number; errors: string }> {
  const cwd = /^(npm|node) /.test(line) ? root : join(folder, 'sample');
  const env = { ...process.env, PATH: [join(folder, 'bin'), process.env.PATH].join(delimiter) };
  return new Promise((resolve) => {
    execFile('sh', ['-c', line.replaceAll('127.0.0.1:5000', host)], { cwd, env }, (error, _, errors) => {
      resolve({ status: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, errors });
    });
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drydock-docs-'));
  await cp(join(root, 'resources', 'sample'), join(folder, 'sample'), { recursive: true });
  await mkdir(join(folder, 'bin'));
  const shim = `#!/bin/sh\nexec "${process.execPath}" "${join(root, 'out', 'cli', 'drydock.js')}" "$@"\n`;
  await writeFile(join(folder, 'bin', 'drydock'), shim);
  await chmod(join(folder, 'bin', 'drydock'), 0o755);
  if (!hasRegistry) return;
  host = `127.0.0.1:${await freePort()}`;
  const storage = `storage: { filesystem: { rootdirectory: ${JSON.stringify(join(folder, 'registry'))} } }`;
  await writeFile(
    join(folder, 'registry.yml'),
    `version: 0.1\nlog: { level: error }\n${storage}\nhttp: { addr: "${host}" }\n`,
  );
  registry = spawn('docker-registry', ['serve', join(folder, 'registry.yml')], { stdio: 'ignore' });
  await vi.waitFor(async () => expect((await fetch(`http://${host}/v2/`)).status).toBe(200), { timeout: 20_000 });
});
afterAll(async () => {
  registry?.kill();
  await rm(folder, { recursive: true, force: true });
});

describe.skipIf(process.platform === 'win32')('the commands in the documentation', () => {
  it('are found', () => {
    expect(pages.flatMap(({ commands }) => commands).length).toBeGreaterThan(20);
  });

  describe.each(pages.filter(({ commands }) => commands.length > 0))('$page', ({ commands }) => {
    for (const { line, status } of commands) {
      const script = projectScript.exec(line)?.[1];
      it.skipIf(usesRegistry(line) && !hasRegistry)(line, { timeout: 60_000 }, async () => {
        if (script !== undefined) {
          expect(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')).scripts).toHaveProperty(script);
          return;
        }
        expect(await runLine(line)).toMatchObject({ status });
      });
    }
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
