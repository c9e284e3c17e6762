import { describe, expect, it } from 'vitest';
import { blockingFindings } from '../../../shared/bundle/seal.ts';
import type { Finding, Severity } from '../../../shared/diagnostics/finding.ts';

function finding(rule: string, severity: Severity, isWaived = false): Finding {
  return {
    rule,
    severity,
    confidence: 'high',
    message: 'Found.',
    help: 'Change it.',
    location: { pointer: '', range: { start: 0, end: 0 } },
    related: [],
    fingerprint: `sha256:${'a'.repeat(64)}`,
    fixes: [],
    waiver: isWaived ? { rule, reason: 'Known.', until: '2999-01-01', origin: 'comment' } : null,
  };
}

const blocks = (one: Finding) => blockingFindings([one]).length === 1;

describe('what holds a seal back', () => {
  it('is a crashed rule, even a waived one: what it would have found is unknown', () => {
    expect(blocks(finding('crashed-rule', 'warning'))).toBe(true);
    expect(blocks(finding('crashed-rule', 'error', true))).toBe(true);
  });

  it('is an error that nobody waived', () => {
    expect(blocks(finding('insecure-scheme', 'error'))).toBe(true);
    expect(blocks(finding('insecure-scheme', 'error', true))).toBe(false);
    expect(blocks(finding('no-timeout', 'warning'))).toBe(false);
  });
});
