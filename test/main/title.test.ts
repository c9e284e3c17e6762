import { expect, test } from 'vitest';
import { titleOf } from '../../electron/main/title.ts';
import type { Protection, StoreStatus } from '../../shared/contract/storeMethods.ts';

function status(protection: Protection, state: StoreStatus['state'] = 'open'): StoreStatus {
  return { state, protection, workspace: { id: '01ARZ3NDEKTSV4RRFFQ69G5FAV', name: 'Mine' }, problem: null };
}

test('the title says what protects the store', () => {
  expect(titleOf(status({ kind: 'keychain', backend: 'gnome_libsecret' }))).toContain('keychain');
  expect(titleOf(status({ kind: 'passphrase' }))).toContain('under a passphrase');
  expect(titleOf(status({ kind: 'session' }))).toContain('not kept');
  expect(titleOf(status({ kind: 'passphrase' }, 'locked'))).toContain('locked');
  expect(titleOf(status({ kind: 'passphrase' }, 'failed'))).toContain('could not be opened');
});
