import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readAddress } from '../../../../shared/diagnostics/network/readAddress.ts';

const reference = new URL('../../../../../shared/reference/ssrf/', import.meta.url);
const isThere = existsSync(new URL('urltestdata.json', reference));

function cases(name: string): Record<string, unknown>[] {
  const list: unknown = JSON.parse(readFileSync(new URL(name, reference), 'utf8'));
  return (list as unknown[]).filter((one): one is Record<string, unknown> => typeof one === 'object' && one !== null);
}

/** The host as ours: without brackets and the dot of the root. */
function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

describe.skipIf(!isThere)('hosts as the URL standard reads them (skipped without its test data)', () => {
  const absolute = isThere
    ? cases('urltestdata.json').filter(
        ({ input, base }) => typeof input === 'string' && (base === null || base === undefined) && !/[{}]/.test(input),
      )
    : [];

  it('agrees on every address of the web', () => {
    const different = absolute.flatMap(({ input, hostname, failure, protocol }) => {
      const text = String(input);
      const isWeb =
        failure === true ? /^[\s\0]*(https?|wss?|ftp):/i.test(text) : /^(https?|wss?|ftp):$/.test(String(protocol));
      if (!isWeb) return [];
      const read = readAddress(text);
      const expected = failure === true ? null : bare(String(hostname));
      return read === null || read.host === expected ? [] : [`${JSON.stringify(text)}: ${read.host} for ${expected}`];
    });
    expect(absolute.length).toBeGreaterThan(300);
    expect(different).toEqual([]);
  });

  it('knows no host where the standard refuses the address', () => {
    const wrong = absolute.filter(({ input, failure }) => failure === true && readAddress(String(input))?.host != null);
    // Ours alone: without a scheme, these are a bare host and addresses that take the scheme of whoever reads them.
    expect(wrong.map(({ input }) => input)).toEqual(['\\\\\\.\\Y:', '\\\\\\.\\y:', 'a']);
  });

  it('agrees on names outside ASCII', () => {
    const names = cases('toascii.json').filter(({ input }) => typeof input === 'string' && !/[{}]/.test(String(input)));
    const different = names.flatMap(({ input, output }) => {
      const read = readAddress(`https://${String(input)}/x`);
      const expected = output === null ? null : bare(String(output));
      const platform = URL.parse(`https://${String(input)}/x`);
      // Where this platform's own tables differ from the data, there is nothing to hold ours to.
      if ((platform === null ? null : bare(platform.hostname)) !== expected) return [];
      return read?.host === expected ? [] : [`${JSON.stringify(input)}: ${read?.host} for ${expected}`];
    });
    expect(names.length).toBeGreaterThan(50);
    expect(different).toEqual([]);
  });
});
