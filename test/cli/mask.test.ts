import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from './runCommand.ts';

let folder = '';
const csv = 'id,email,note\n1,ana@corp.test,"said ""hello"", twice"\n2,ben@corp.test,x\n';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drydock-mask-'));
  await writeFile(join(folder, 'people.csv'), csv);
  await writeFile(join(folder, 'people.json'), JSON.stringify([{ who: { email: 'ana@corp.test' }, badge: 'B-1' }]));
  await writeFile(
    join(folder, 'policy.yaml'),
    'policy: 1\nsensitive:\n  classes:\n    badge: { names: ["badge"], exposure: error, mask: mask }\n',
  );
  await writeFile(join(folder, 'broken.yaml'), 'policy: 1\nnonsense: true\n');
  await writeFile(join(folder, 'binary.csv'), Buffer.from([0xff, 0xfe, 0x00, 0x01]));
});
afterAll(() => rm(folder, { recursive: true }));

describe('drydock mask', () => {
  it('prints the masked file and nothing of the raw values', async () => {
    const { status, out } = await runCommand(folder, ['mask', 'people.csv']);
    expect(status).toBe(0);
    expect(out).toMatch(/^id,email,note\r\n1,\S+@example\.com,"said ""hello"", twice"\r\n2,\S+@example\.com,x\r\n$/);
  });

  it('writes to --out and reports what was done to each column', async () => {
    const { status, out } = await runCommand(folder, ['mask', 'people.csv', '--out', 'masked.csv', '--report']);
    expect(status).toBe(0);
    expect(out).toMatch(/^email\s+email\s+name-and-content\s+fake\s+2$/m);
    expect(await readFile(join(folder, 'masked.csv'), 'utf8')).not.toContain('corp.test');
  });

  it('redacts a class that only the policy knows', async () => {
    const { out } = await runCommand(folder, ['mask', 'people.json', '--policy', 'policy.yaml']);
    expect(JSON.parse(out)[0].badge).toBe('[redacted]');
  });

  it('goes by the policy beside the file, as the other commands do, and not by half of one', async () => {
    expect(JSON.parse((await runCommand(folder, ['mask', 'people.json'])).out)[0].badge).toBe('[redacted]');
    await mkdir(join(folder, 'sub'));
    await copyFile(join(folder, 'people.json'), join(folder, 'sub', 'people.json'));
    expect(JSON.parse((await runCommand(folder, ['mask', 'sub/people.json'])).out)[0].badge).toBe('B-1');
    await copyFile(join(folder, 'broken.yaml'), join(folder, 'sub', 'policy.yaml'));
    expect(await runCommand(folder, ['mask', 'sub/people.json'])).toMatchObject({ status: 2, out: '' });
  });

  it('steers no terminal by what the file holds, and gives a program every byte', async () => {
    await writeFile(join(folder, 'hostile.csv'), 'id,a\u001b[2J\n1,b\u009bx\n');
    const masked = await runCommand(folder, ['mask', 'hostile.csv']);
    expect(masked.out).toBe('id,a\u001b[2J\r\n1,b\u009bx\r\n');
    for (const args of [[], ['--report']]) {
      const { out } = await runCommand(folder, ['mask', 'hostile.csv', ...args], '', 80);
      expect(out).not.toMatch(/[^\P{C}\n]/u);
      expect(out).toContain('a\ufffd[2J');
    }
  });

  it.each([
    [['mask'], 'give one file'],
    [['mask', 'people.txt'], 'give one file'],
    [['mask', 'missing.csv'], 'does not exist'],
    [['mask', 'binary.csv'], 'UTF-8'],
    [['mask', 'people.csv', '--policy', 'broken.yaml'], 'broken.yaml'],
    [['mask', 'people.csv', '--nonsense'], 'nonsense'],
    [['mask', 'people.csv', '--out', 'no/such/folder/x.csv'], 'was not written'],
    [['mask', 'people.csv', '--out', '.'], 'something that is no file'],
  ])('%j is refused with one line', async (args, words) => {
    const { status, out, errors } = await runCommand(folder, args);
    expect({ status, out, lines: errors.length }).toEqual({ status: 2, out: '', lines: 1 });
    expect(errors[0]).toContain(words);
  });
});
