import { describe, expect, it } from 'vitest';
import { completePolicy, hoverPolicy } from '../../../shared/policy/completePolicy.ts';
import { defaultPolicy } from '../../../shared/policy/defaultPolicy.ts';
import { parseDocument } from '../../../shared/workflow/parseDocument.ts';

const rules = [
  { id: 'no-timeout', title: 'A task that waits without a limit' },
  { id: 'redos', title: 'A slow pattern' },
];

function read(text: string) {
  const document = parseDocument(text);
  if (!document.ok) throw new Error(document.error.message);
  return document.value;
}

/** What is offered where the text has a `¦`. */
function offered(marked: string) {
  return completePolicy(read(marked.replace('¦', '')), marked.indexOf('¦'), rules);
}

const labels = (marked: string) => offered(marked).map(({ label }) => label);

describe('completion in a policy', () => {
  it('offers every section that is not there yet', () => {
    const found = labels('policy: 1\n¦\n');
    expect(new Set([...found, 'policy'])).toEqual(new Set(Object.keys(defaultPolicy)));
    expect(labels('policy: 1\nlimits: {}\n¦\n')).not.toContain('limits');
  });

  it('offers the keys of a section, with what they are for', () => {
    expect(labels('policy: 1\nnetwork:\n  ¦\n')).toEqual(['allowedDomains', 'blockedRanges']);
    expect(labels('policy: 1\nsensitive:\n  classes:\n    plan:\n      ¦\n')).toContain('exposure');
    const [domains] = offered('policy: 1\nnetwork:\n  ¦\n');
    expect(domains).toMatchObject({
      insertText: 'allowedDomains:\n  - $0',
      documentation: expect.stringMatching(/^Hosts/),
    });
  });

  it('offers values, also in lists', () => {
    expect(labels('policy: 1\nsensitive: { classes: { plan: { exposure: ¦ } } }\n')).toContain('warning');
    expect(labels('policy: 1\ndatabase:\n  tables:\n    orders:\n      operators:\n        - ¦\n')).toContain('delete');
  });

  it('offers the rules where a policy names rules', () => {
    expect(labels('policy: 1\nseverities:\n  ¦\n')).toEqual(['no-timeout', 'redos']);
    expect(labels('policy: 1\nseverities:\n  redos: ¦\n')).toEqual(['error', 'warning', 'note', 'off']);
    expect(labels('policy: 1\nwaivers:\n  - ¦\n')).toEqual(expect.arrayContaining(['rule', 'reason', 'until']));
    expect(labels('policy: 1\nwaivers:\n  - rule: ¦\n')).toEqual(['no-timeout', 'redos']);
  });

  it('offers nothing where the schema has nothing', () => {
    expect(labels('policy: 1\nnowhere:\n  ¦\n')).toEqual([]);
    expect(labels('policy: 1\n# ¦\n')).toEqual([]);
  });
});

describe('hover in a policy', () => {
  const hover = (marked: string) => hoverPolicy(read(marked.replace('¦', '')), marked.indexOf('¦'))?.markdown;

  it('says what a key is for, and what may stand there', () => {
    expect(hover('policy: 1\nlim¦its: { email: 5 }\n')).toBe('**limits**\n\nMost actions per tenant and hour.');
    expect(hover('policy: 1\nlimits: { em¦ail: 5 }\n')).toContain('E-mails per tenant and hour.');
    expect(hover('policy: 1\nseverities: { re¦dos: off }\n')).toContain('One of `error`, `warning`, `note`, `off`.');
  });

  it('is silent where there is nothing to say', () => {
    expect(hover('policy: 1\nno¦where: 1\n')).toBeUndefined();
  });
});
