import { beforeEach, describe, expect, it } from 'vitest';
import { openDocument, useDocuments } from '../../renderer/state/documents/documentsStore.ts';
import { policyPath, waiveByPolicy } from '../../renderer/state/findings/policyWaiver.ts';
import { holdsComments } from '../../renderer/state/findings/waiving.ts';
import { defaultPolicy } from '../../shared/policy/defaultPolicy.ts';
import { parsePolicy } from '../../shared/policy/parsePolicy.ts';
import { parseDocument } from '../../shared/workflow/parseDocument.ts';
import { digest, type FakeBridge, stored } from './fakeBridge.ts';
import { finding } from './freshPage.ts';
import { startedPage } from './startedPage.ts';

const placed = { path: 'flow.json', finding: finding('no-timeout') };
const wanted = { rule: 'no-timeout', reason: 'inside: "ours"', until: '2027-01-31', fingerprint: digest('a') };

function waivers(text: string) {
  const document = parseDocument(text, 'yaml');
  const policy = document.ok ? parsePolicy(document.value) : null;
  return policy?.ok ? policy.value.waivers.slice(defaultPolicy.waivers.length) : policy;
}

async function page(policy: string | null): Promise<FakeBridge> {
  const documents = [stored('flow.json', '{}')];
  return startedPage(policy === null ? documents : [...documents, stored(policyPath, policy)]);
}

const waive = () => waiveByPolicy(placed, '2027-01-31', ' inside:  "ours" ');

describe('a waiver for a document without comments', () => {
  let bridge: FakeBridge;
  beforeEach(async () => {
    bridge = await page('policy: 1\nwaivers: []\n');
  });

  it('is for JSON alone', () => {
    expect([holdsComments('a.json'), holdsComments('a.yaml')]).toEqual([false, true]);
  });

  it('goes into the policy, which is saved', async () => {
    expect(await waive()).toBeNull();
    expect(waivers(bridge.documents.get(policyPath)?.text ?? '')).toEqual([wanted]);
    expect(openDocument('flow.json')?.text).toBe('{}');
    expect(useDocuments.getState().active).toBe('flow.json');
  });

  it('goes below those that are there', async () => {
    await waive();
    await waive();
    expect(waivers(bridge.documents.get(policyPath)?.text ?? '')).toEqual([wanted, wanted]);
  });

  it('makes a policy where there is none', async () => {
    bridge = await page(null);
    expect(await waive()).toBeNull();
    expect(waivers(bridge.documents.get(policyPath)?.text ?? '')).toEqual([wanted]);
    expect(useDocuments.getState().active).toBe('flow.json');
  });

  it('is refused with a reason where the list is written in brackets', async () => {
    const text = 'policy: 1\nwaivers: [{ rule: a-b, reason: known, until: 2027-01-01 }]\n';
    bridge = await page(text);
    expect(await waive()).toMatch(/not a list of lines/);
    expect(bridge.documents.get(policyPath)?.text).toBe(text);
  });
});
