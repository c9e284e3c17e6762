import { generateKeyPairSync } from 'node:crypto';
import { type Signer, signerFromKey } from '../../../electron/core/sealing/signer.ts';
import type { Bundle } from '../../../shared/bundle/layout.ts';
import { type SealContents, seal } from '../../../shared/bundle/seal.ts';
import type { Finding } from '../../../shared/diagnostics/finding.ts';
import type { Trace } from '../../../shared/simulation/trace.ts';

/** A trace of nothing much. */
export const trace: Trace = {
  trace: 1,
  digest: `sha256:${'1'.repeat(64)}`,
  seed: 1,
  status: 'completed',
  startedAt: '2000-01-01T00:00:00Z',
  endedAt: '2000-01-01T00:00:00Z',
  input: {},
  output: {},
  context: null,
  error: null,
  tasks: [],
  effects: [],
};

/** What a small workspace would seal. */
export const contents: SealContents = {
  definitions: [{ name: 'greet.yaml', text: 'document:\n  dsl: 1.0.3\n' }],
  scenarios: [{ name: 'greet.plain.scenario.yaml', text: 'input: {}\n' }],
  scenarioFiles: [],
  findings: [],
  sarif: { version: '2.1.0', runs: [] },
  evidence: [{ scenario: 'greet.plain.scenario.yaml', trace, failed: [] }],
  policy: { allowedDomains: [] },
  datasets: [],
  previous: null,
};

/** A finding of one severity. */
export function finding(severity: Finding['severity'], overrides: Partial<Finding> = {}): Finding {
  return {
    rule: 'insecure-scheme',
    severity,
    confidence: 'high',
    message: 'x',
    help: 'y',
    location: { pointer: '', range: { start: 0, end: 1 } },
    related: [],
    fingerprint: `sha256:${'2'.repeat(64)}`,
    fixes: [],
    waiver: null,
    ...overrides,
  };
}

/** A new key. */
export function newSigner(): Signer {
  return signerFromKey(generateKeyPairSync('ed25519').privateKey);
}

/** The contents above, sealed; `change` says what is different about them. */
export function sealed(signer: Signer, change: Partial<SealContents> = {}): Bundle {
  const bundle = seal({ ...contents, ...change }, signer, '2026-01-01T00:00:00Z');
  if (!bundle.ok) throw new Error(bundle.error.message);
  return bundle.value;
}
