import { describe, expect, it } from 'vitest';
import { textReport } from '../../../shared/diagnostics/text.ts';
import { completed, findingsIn } from '../../rules/ruleHarness.ts';

function report(text: string, color = false): string {
  return textReport([{ path: 'flow.yaml', text, findings: findingsIn(text) }], { color });
}

describe('textReport', () => {
  it('shows each finding with its place, the code, the path and the help', () => {
    const text = completed(
      '- keep:\n    set: { endpoint: 1 }\n- order:\n    call: http\n    timeout: { after: PT5S }\n    with: { method: get, endpoint: "http://a.example.com" }\n',
    );
    expect(report(text)).toBe(`error[insecure-scheme]: The address uses \`http\`, which is not encrypted.
 --> flow.yaml:8:37
  |
8 |     with: { method: get, endpoint: "http://a.example.com" }
  |                                     ^^^^
  = in: /do/1/order/with/endpoint
  = help: Use \`https\`, after checking that the service offers it.
  = fix: Use \`https\` (to be reviewed)

note[host-not-allowed]: The workflow reaches \`a.example.com\`, and the policy lists no hosts that it may reach.
 --> flow.yaml:8:44
  |
8 |     with: { method: get, endpoint: "http://a.example.com" }
  |                                            ^^^^^^^^^^^^^
  = in: /do/1/order/with/endpoint
  = help: List the hosts that workflows may reach under \`network.allowedDomains\` of the policy.

1 file checked: 1 error, 0 warnings, 1 note
`);
  });

  it('counts what is waived and does not show it', () => {
    const text = completed(
      '# drydock-ignore known-token until 2027-01-31: an example\n- a: { set: { x: AKIAIOSFODNN7EXAMPLE } }\n',
    );
    expect(report(text)).toBe('1 file checked: 0 errors, 0 warnings, 0 notes; 1 waived\n');
  });

  it('colours only where that is asked for', () => {
    const text = completed('- a: { set: { x: AKIAIOSFODNN7EXAMPLE } }\n');
    expect(report(text)).not.toContain('\u001b');
    expect(report(text, true)).toContain('\u001b[31merror[known-token]\u001b[0m');
  });

  it('passes no control characters of the file on, and cuts long lines', () => {
    const text = completed(`- a: { set: { x: "\u009b31m\u202e${'y'.repeat(5_000)} AKIAIOSFODNN7EXAMPLE" } }\n`);
    const shown = report(text);
    expect(shown).not.toMatch(/[\u009b\u202e]/);
    for (const line of shown.split('\n')) expect(line.length).toBeLessThan(220);
    expect(shown).toContain('AKIAIOSFODNN7EXAMPLE');
  });

  it('keeps tabs under tabs, so that the mark stands below what it marks', () => {
    const text = completed('- a: { set: { x: "a\t\tAKIAIOSFODNN7EXAMPLE" } }\n');
    expect(report(text)).toMatch(/\n {2}\| {20}\t\t\^{20}\n/);
  });
});
