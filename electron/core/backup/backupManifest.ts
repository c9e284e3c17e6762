import { createHmac, timingSafeEqual } from 'node:crypto';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { appError } from '../../../shared/base/appError.ts';
import { canonicalJson } from '../../../shared/base/canonicalJson.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { digestSchema, idSchema, instantSchema } from '../../../shared/contract/values.ts';
import { readBounded } from '../files/readBounded.ts';
import type { StoreKey } from '../keys/storeKey.ts';

/** Name of the file that makes a folder a backup. */
export const backupManifestName = 'backup.json';
const maxManifestBytes = 16_384;

const factsSchema = z.strictObject({
  backup: z.literal(1),
  workspace: z.strictObject({ id: idSchema, name: z.string().max(200) }),
  madeAt: instantSchema,
  /** Where the workspace was, and where it is put back unless said otherwise. */
  folder: z.string().max(4_096).refine(isAbsolute),
  /** Of the store's file. */
  digest: digestSchema,
});
const manifestSchema = factsSchema.extend({ seal: z.string().regex(/^[0-9a-f]{64}$/) });
/** What a backup says of itself. */
export type BackupFacts = z.infer<typeof factsSchema>;

/** The manifest's text; sealed with the store's key, so that nobody else decides where a restore writes. */
export function sealManifest(facts: BackupFacts, key: StoreKey): string {
  return `${JSON.stringify({ ...facts, seal: sealOf(facts, key).toString('hex') }, null, 2)}\n`;
}

/** Reads a backup's manifest and checks its seal. */
export async function readManifest(folder: string, key: StoreKey): Promise<Result<BackupFacts>> {
  const bytes = await readBounded(join(folder, backupManifestName), maxManifestBytes);
  if (!bytes.ok) return err(appError('invalid-input', 'This folder is not a backup: it has no backup.json.'));
  const parsed = manifestSchema.safeParse(parseJson(new TextDecoder().decode(bytes.value)));
  if (!parsed.success) return err(damaged);
  const { seal, ...facts } = parsed.data;
  return timingSafeEqual(sealOf(facts, key), Buffer.from(seal, 'hex')) ? ok(facts) : err(damaged);
}

/** Whether `folder` looks like a backup; says nothing of what it holds. */
export async function isBackup(folder: string): Promise<boolean> {
  return (await readBounded(join(folder, backupManifestName), maxManifestBytes)).ok;
}

/** The error for a backup that is not what was written. */
export const damaged = appError('integrity', 'The backup was changed or damaged, and nothing was restored.');

function sealOf(facts: BackupFacts, key: StoreKey): Buffer {
  const sealingKey = key.derive('drydock backup 1');
  try {
    return createHmac('sha256', sealingKey).update(canonicalJson(facts)).digest();
  } finally {
    sealingKey.fill(0);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
