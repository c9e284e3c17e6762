import type { z } from 'zod';
import { create } from 'zustand';
import type { signerSchema } from '../../../shared/contract/bundleMethods.ts';
import type { auditEntrySchema, SecretEntry } from '../../../shared/contract/vaultMethods.ts';
import { call } from '../../platform/bridge.ts';
import { notify, notifyError } from '../notifications/notificationsStore.ts';

/** The key that seals on this device. */
export type Signer = z.infer<typeof signerSchema>;
/** One entry of the audit log. */
export type AuditEntry = z.infer<typeof auditEntrySchema>;

interface VaultState {
  readonly secrets: readonly SecretEntry[];
  readonly signer: Signer | null;
  readonly audit: readonly AuditEntry[];
  /** Whether there are older entries than those read. */
  readonly auditHasMore: boolean;
  /** What the last verification of the log said, or null. */
  readonly verified: { readonly intact: boolean; readonly text: string } | null;
}

/** Secrets by name, the device's key, and the audit log. Values of secrets are never here. */
export const useVault = create<VaultState>(() => ({
  secrets: [],
  signer: null,
  audit: [],
  auditHasMore: false,
  verified: null,
}));

/** Reads names of secrets and the device's public key. */
export async function loadVault(): Promise<void> {
  const [secrets, signer] = await Promise.all([call('secret.list', {}), call('key.read', {})]);
  if (secrets.ok) useVault.setState({ secrets: secrets.value });
  else notifyError(secrets.error);
  if (signer.ok) useVault.setState({ signer: signer.value });
  else notifyError(signer.error);
}

/** Keeps a secret. True where it is kept; the value is not held on to. */
export async function setSecret(name: string, value: string): Promise<boolean> {
  const set = await call('secret.set', { name, value });
  if (!set.ok) {
    notifyError(set.error);
    return false;
  }
  notify('success', `Kept ${name}. It will not be shown again.`);
  await loadVault();
  return true;
}

/** Deletes a secret; the caller has asked before. */
export async function deleteSecret(name: string): Promise<void> {
  const deleted = await call('secret.delete', { name });
  if (!deleted.ok) notifyError(deleted.error);
  await loadVault();
}

const pageSize = 200;

async function readAudit(before: number | undefined, earlier: readonly AuditEntry[]): Promise<void> {
  const page = await call('audit.list', { limit: pageSize, ...(before !== undefined && { before }) });
  if (!page.ok) return notifyError(page.error);
  useVault.setState({ audit: [...earlier, ...page.value], auditHasMore: page.value.length === pageSize });
}

/** Reads the newest entries of the audit log. */
export function loadAudit(): Promise<void> {
  return readAudit(undefined, []);
}

/** Reads the entries before those that are shown. */
export function loadOlderAudit(): Promise<void> {
  const { audit } = useVault.getState();
  return readAudit(audit.at(-1)?.sequence, audit);
}

/** Checks every link of the audit log. */
export async function verifyAudit(): Promise<void> {
  const verified = await call('audit.verify', {});
  if (!verified.ok) return notifyError(verified.error);
  const { intact, entries, problem } = verified.value;
  const text = intact ? `All ${entries} entries are intact.` : (problem ?? 'The log was changed.');
  useVault.setState({ verified: { intact, text } });
}

/** Writes the audit log to a file that the person picks. */
export async function exportAudit(): Promise<void> {
  const exported = await call('audit.export', {});
  if (!exported.ok) return notifyError(exported.error);
  if (exported.value.written) notify('success', 'Wrote the audit log to the file you chose.');
}
