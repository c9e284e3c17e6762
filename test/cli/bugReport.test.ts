import { expect, it } from 'vitest';
import { bugReport } from '../../electron/cli/bugReport.ts';
import { productVersion } from '../../shared/base/productVersion.ts';

it('says of a bug where it is, and nothing of what it quotes', () => {
  const bug = new TypeError('no name in {"ssn":"536-90-4399"}\n    at secret (/home/ada/secret.ts:1:2)');
  const report = bugReport('mask', bug);
  expect(report).toMatch(/a mistake in Drydock.*'mask' was not finished/);
  expect(report).toContain(`Drydock ${productVersion}`);
  expect(report).toMatch(/bugReport\.test\.ts:\d+:\d+/);
  expect(report).not.toMatch(/536-90|secret|ada|[\\/]test[\\/]/);
});

it('says no more of what is no error, or of a verb that is none', () => {
  expect(bugReport('536-90-4399', '536-90-4399')).not.toContain('536');
});
