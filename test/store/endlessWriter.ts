import { join } from 'node:path';
import { openStore } from '../../electron/store/store.ts';

/** Writes drafts until it is killed; says so once a hundred are committed. */
const folder = process.argv[2] ?? '';
const at = '2026-01-01T00:00:00.000Z';
const opened = openStore({
  file: join(folder, 'store.db'),
  key: new Uint8Array(32).fill(7),
  workspace: { id: '01JDTESTWRKSPACE0000000000', name: 'Test' },
  ports: { now: () => new Date(at), random: (count) => new Uint8Array(count) },
});
if (!opened.ok) throw new Error(opened.error.message);
const { documents, drafts } = opened.value;
const id = '01JDDOCUMENT00000000000000';
documents.create(id, 'PLAINTEXT-MARK.yaml', at);
for (let count = 1; ; count += 1) {
  drafts.write(id, { text: `PLAINTEXT-MARK ${count} `.repeat(500), base: null, at });
  if (count === 100) process.stdout.write('a hundred\n');
}
