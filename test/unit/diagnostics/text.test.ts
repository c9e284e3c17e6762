import { describe, expect, it } from 'vitest';
import { textReport } from '../../../shared/diagnostics/text.ts';
import { completed, findingsIn } from '../../rules/ruleHarness.ts';

function report(text: string, color = false, columns?: number): string {
  return textReport([{ path: 'flow.yaml', text, findings: findingsIn(text) }], { color, columns });
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
  = docs: drydock docs insecure-scheme

note[host-not-allowed]: The workflow reaches \`a.example.com\`, and the policy lists no hosts that it may reach.
 --> flow.yaml:8:44
  |
8 |     with: { method: get, endpoint: "http://a.example.com" }
  |                                            ^^^^^^^^^^^^^
  = in: /do/1/order/with/endpoint
  = help: List the hosts that workflows may reach under \`network.allowedDomains\` of the policy.
  = docs: drydock docs host-not-allowed

1 file checked: 1 error, 0 warnings, 1 note
can be mended: 1 by \`--fix=review\`, which wants a look afterwards
`);
  });

  it('shows the way of the data step by step, each with its line', () => {
    const text = completed(
      '- keep:\n    set: { who: "${ .person.ssn }" }\n- tell:\n    call: email:1.0.0@default\n    with: { to: a@example.com, subject: New, body: "Number {{who}}" }\n',
    );
    expect(report(text)).toContain(`  = way of the data:
    1. \`person.ssn\` is of the class \`ssn\` by its name.
4 |     set: { who: "\${ .person.ssn }" }
  |                     -----------
    2. It leaves in \`body\` of \`tell\` here.
  = in: /do/1/tell/with/body
`);
  });

  it('shows the first findings of a rule whole and a line of each other one', () => {
    const tasks = Array.from({ length: 40 }, (_, n) => `- t${n}: { set: { x: AKIAIOSFODNN7EXAMPLE } }\n`).join('');
    const shown = report(completed(tasks));
    expect(shown.match(/error\[known-token\]/g)).toHaveLength(6);
    expect(shown.match(/drydock docs known-token/g)).toHaveLength(1);
    expect(shown).toContain('error[known-token]: 35 more findings\n  flow.yaml:8:');
    expect(shown).toContain('  and 5 more; `--format json` lists them all\n');
  });

  it('keeps within the columns of the terminal', () => {
    const text = completed(`- a: { set: { x: "${'y'.repeat(5_000)} AKIAIOSFODNN7EXAMPLE" } }\n`);
    const frame = report(text, false, 60)
      .split('\n')
      .filter((line) => line.includes('|'));
    expect(frame).toHaveLength(3);
    for (const line of frame) expect(line.length).toBeLessThanOrEqual(60);
    expect(report(text, false, 60)).toContain('•'.repeat(20));
  });

  it('counts what a baseline has and does not show it', () => {
    const text = completed('- a: { set: { x: AKIAIOSFODNN7EXAMPLE } }\n');
    const findings = findingsIn(text);
    const file = { path: 'flow.yaml', text, findings, known: new Set(findings) };
    expect(textReport([file], { color: false, absent: 2 })).toBe(
      '1 file checked: 0 errors, 0 warnings, 0 notes; 1 known, 2 of the baseline gone\n',
    );
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
    expect(shown).toContain('•'.repeat(20));
  });

  it('keeps tabs under tabs, so that the mark stands below what it marks', () => {
    const text = completed('- a: { set: { x: "a\t\tAKIAIOSFODNN7EXAMPLE" } }\n');
    expect(report(text)).toMatch(/\n {2}\| {20}\t\t\^{20}\n/);
  });
});

it('shows no secret that a rule has marked, in whatever finding its line stands', () => {
  const text = completed(
    `- a:\n    call: http\n    with: { method: get, endpoint: "http://ann:s3cret-pass@example.com/" }\n`,
  );
  const report = textReport([{ path: 'a.yaml', text, findings: findingsIn(text) }], { color: false });
  expect(report).toContain('userinfo-in-url');
  expect(report).toContain('insecure-scheme');
  expect(report).not.toContain('s3cret-pass');
});
