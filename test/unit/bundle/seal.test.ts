import { createPublicKey } from 'node:crypto';
import { bundleFromJSON } from '@sigstore/bundle';
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify';
import { describe, expect, it } from 'vitest';
import { ed25519Check } from '../../../electron/core/sealing/signer.ts';
import { type Bundle, layoutFiles } from '../../../shared/bundle/layout.ts';
import { seal } from '../../../shared/bundle/seal.ts';
import { describeFailure, verifyLayout } from '../../../shared/bundle/verify.ts';
import { contents, finding, newSigner, sealed } from './sealing.fixtures.ts';

const signer = newSigner();
const filesOf = (bundle: Bundle) => new Map(layoutFiles(bundle).map(({ name, bytes }) => [name, bytes]));
const verify = (files: Map<string, Uint8Array>) => verifyLayout(files, ed25519Check);
const sigstoreBundleOf = (bundle: Bundle): string => {
  const texts = [...bundle.blobs.values()].map((bytes) => Buffer.from(bytes).toString());
  return texts.find((text) => text.includes('"dsseEnvelope"')) ?? '';
};

describe('seal', () => {
  it('gives a bundle that verifies and names its signer and contents', () => {
    const verified = verify(filesOf(sealed(signer)));
    if (!verified.ok) throw new Error(describeFailure(verified.error));
    expect(verified.value.signatures.map(({ fingerprint }) => fingerprint)).toEqual([signer.fingerprint]);
    expect(verified.value.contents.map(({ name }) => name)).toEqual([
      'greet.yaml',
      'greet.plain.scenario.yaml',
      'findings.sarif',
      'evidence/greet.plain.scenario.yaml.trace.json',
      'datasets.json',
      'policy.json',
    ]);
  });

  it('is the same to the byte for the same contents, key and time', () => {
    expect(layoutFiles(sealed(signer))).toEqual(layoutFiles(sealed(signer)));
  });

  it('is refused where nobody could tell its files apart or read it back', () => {
    const definitions = [{ name: 'policy.json', text: '{}' }];
    const many = Array.from({ length: 1_000 }, (_, index) => ({ name: `${index}.scenario.yaml`, text: '' }));
    const large = { name: 'large.scenario.yaml', text: 'x'.repeat(65 * 1024 * 1024) };
    for (const [changed, code] of [
      [{ definitions }, 'invalid-input'],
      [{ scenarios: many }, 'limit'],
      [{ scenarios: [large] }, 'limit'],
    ] as const) {
      expect(seal({ ...contents, ...changed }, signer, '2026-01-01T00:00:00Z')).toMatchObject({ error: { code } });
    }
  });

  it('is read and verified by the stock sigstore library', () => {
    const parsed = bundleFromJSON(JSON.parse(sigstoreBundleOf(sealed(signer))));
    const key = createPublicKey(signer.publicKeyPem);
    const trust = toTrustMaterial(
      { mediaType: '', tlogs: [], ctlogs: [], certificateAuthorities: [], timestampAuthorities: [] } as never,
      (hint) => (hint === signer.fingerprint ? { publicKey: key, validFor: () => true } : (undefined as never)),
    );
    const verifier = new Verifier(trust, { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 });
    expect(verifier.verify(toSignedEntity(parsed)).key.asymmetricKeyType).toBe('ed25519');
  });

  it.each([
    ['an unwaived error', finding('error')],
    ['a crashed rule', finding('note', { rule: 'crashed-rule' })],
  ])('is held back by %s', (_, held) => {
    const refused = seal({ ...contents, findings: [held] }, signer, '2026-01-01T00:00:00Z');
    expect(refused).toMatchObject({ ok: false, error: { code: 'blocked' } });
  });

  it('goes ahead over warnings and waived errors, and counts them', () => {
    const waiver = { rule: 'insecure-scheme', reason: 'lab only', until: '2027-01-01', origin: 'comment' as const };
    const findings = [finding('warning'), finding('error', { waiver })];
    const bundle = seal({ ...contents, findings }, signer, '2026-01-01T00:00:00Z');
    const verified = bundle.ok ? verify(filesOf(bundle.value)) : null;
    expect(verified?.ok && verified.value.signatures[0]?.predicate.findings).toEqual({
      error: 0,
      warning: 1,
      note: 0,
      waived: 1,
    });
  });
});

describe('what a seal says of rehearsals', () => {
  it('names the expectations that did not hold', () => {
    const [rehearsal] = contents.evidence;
    if (rehearsal === undefined) throw new Error('no evidence');
    const failing = { ...rehearsal, scenario: 'bad', failed: ['output'] };
    const bundle = seal({ ...contents, evidence: [rehearsal, failing] }, signer, '2026-01-01T00:00:00Z');
    const verified = bundle.ok ? verify(filesOf(bundle.value)) : null;
    expect(verified?.ok && verified.value.signatures[0]?.predicate.rehearsals).toMatchObject([
      { passed: true, failed: [] },
      { scenario: 'bad', passed: false, failed: ['output'] },
    ]);
  });
});

describe('verifyLayout', () => {
  it('refuses a change of any byte of any file', () => {
    const bundle = sealed(signer);
    for (const { name, bytes } of layoutFiles(bundle)) {
      for (let position = 0; position < bytes.length; position += 3) {
        const files = filesOf(bundle);
        const changed = new Uint8Array(bytes);
        changed[position] = (changed[position] ?? 0) ^ 1;
        files.set(name, changed);
        expect(verify(files).ok, `${name} at ${position}`).toBe(false);
      }
    }
  });

  it('refuses a missing file and a file too many', () => {
    for (const { name } of layoutFiles(sealed(signer))) {
      const files = filesOf(sealed(signer));
      files.delete(name);
      expect(verify(files).ok, name).toBe(false);
    }
    const files = filesOf(sealed(signer));
    files.set('extra', new Uint8Array());
    expect(verify(files)).toMatchObject({ ok: false, error: { reason: 'unexpected-content' } });
  });

  it('refuses a signature that was made for another bundle', () => {
    const one = sealed(signer);
    const other = seal(
      { ...contents, datasets: [{ name: 'x', rows: 1, columns: [] }] },
      signer,
      '2026-01-01T00:00:00Z',
    );
    if (!other.ok) throw new Error('not sealed');
    const files = filesOf({
      ...one,
      referrers: other.value.referrers,
      blobs: new Map([...one.blobs, ...other.value.blobs]),
    });
    expect(verify(files)).toMatchObject({ ok: false, error: { reason: 'signature-for-something-else' } });
  });

  it('refuses a bundle that nobody signed', () => {
    const { manifest, blobs } = sealed(signer);
    expect(verify(filesOf({ manifest, blobs, referrers: [] }))).toMatchObject({
      ok: false,
      error: { reason: 'no-signature' },
    });
  });

  it.each(['', '{}', '[]', '{"schemaVersion":2,"manifests":[]}', '\u0000'])('refuses the index %j', (text) => {
    const files = filesOf(sealed(signer));
    files.set('index.json', Buffer.from(text));
    expect(verify(files)).toMatchObject({ ok: false, error: { reason: 'not-a-layout' } });
  });
});
