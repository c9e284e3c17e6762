import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  archiveBytes,
  readArchive,
  readBundleFiles,
  writeArchive,
  writeFolder,
} from '../../../electron/core/sealing/archive.ts';
import { layoutFiles } from '../../../shared/bundle/layout.ts';
import { newSigner, sealed } from '../../unit/bundle/sealing.fixtures.ts';

const bundle = sealed(newSigner());
const expected = new Map(layoutFiles(bundle).map(({ name, bytes }) => [name, Buffer.from(bytes)]));
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drydock-archive-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('an archive', () => {
  it('has the same bytes every time and comes back as it was', async () => {
    const bytes = await archiveBytes(bundle);
    expect(await archiveBytes(bundle)).toEqual(bytes);
    const file = join(folder, 'b.tar');
    expect(await writeArchive(bytes, file)).toMatchObject({ ok: true });
    expect(await readBundleFiles(file)).toEqual({ ok: true, value: expected });
  });

  it('is listed by the system’s tar', async () => {
    const file = join(folder, 'b.tar');
    await writeArchive(await archiveBytes(bundle), file);
    const listed = execFileSync('tar', ['tf', file], { encoding: 'utf8' });
    expect(listed.trim().split('\n')).toEqual([...expected.keys()]);
  });

  it.each([
    ['text', Buffer.from('not an archive')],
    ['nothing', Buffer.alloc(0)],
    ['zeros', Buffer.alloc(4096)],
  ])('refuses %s', async (_, bytes) => {
    expect(await readArchive(bytes)).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  });

  it('refuses names that lead outside', async () => {
    await writeFile(join(folder, 'evil'), 'x');
    const file = join(folder, 'evil.tar');
    execFileSync('tar', ['cf', file, '--transform', 's,evil,../evil,', '-P', '-C', folder, 'evil']);
    expect(await readBundleFiles(file)).toMatchObject({ ok: false, error: { code: 'integrity' } });
  });
});

describe('a folder', () => {
  it('is written once, comes back as it was, and is never written over', async () => {
    const target = join(folder, 'bundle');
    expect(await writeFolder(bundle, target)).toMatchObject({ ok: true });
    expect(await readBundleFiles(target)).toEqual({ ok: true, value: expected });
    expect(await writeFolder(bundle, target)).toMatchObject({ ok: false, error: { code: 'conflict' } });
  });

  it('with a link in it is refused', async () => {
    const target = join(folder, 'bundle');
    await writeFolder(bundle, target);
    await rm(join(target, 'oci-layout'));
    await symlink('/etc/hostname', join(target, 'oci-layout'));
    expect(await readBundleFiles(target)).toMatchObject({ ok: false, error: { code: 'integrity' } });
  });

  it('that cannot be written gives one sentence', async () => {
    await writeFile(join(folder, 'file'), '');
    expect(await writeFolder(bundle, join(folder, 'file', 'x'))).toMatchObject({
      ok: false,
      error: { code: 'unavailable' },
    });
    expect(await readBundleFiles(join(folder, 'missing'))).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });
});
