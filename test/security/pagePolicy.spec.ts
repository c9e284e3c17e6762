import { expect } from '@playwright/test';
import { test } from '../e2e/harness.ts';
import { fromPage } from './fromPage.ts';

test('code from text never runs in the page', async ({ drydock: { page } }) => {
  const outcome = await fromPage(
    page,
    () => {
      const attempt = (work: () => unknown): string => {
        try {
          return `ran: ${String(work())}`;
        } catch (error) {
          return error instanceof Error ? error.name : 'refused';
        }
      };
      return [
        // biome-ignore lint/security/noGlobalEval: this is the attack
        attempt(() => globalThis.eval('1')),
        attempt(() => new Function('return 1')()),
        attempt(() => setTimeout('window.ran = true', 0)),
        attempt(() => {
          document.body.innerHTML = '<p>text</p>';
        }),
        attempt(() => document.write('<p>text</p>')),
        attempt(() => new Worker('data:text/javascript,1')),
        attempt(() => new Worker(URL.createObjectURL(new Blob(['1'])))),
      ];
    },
    null,
  );
  expect(outcome.filter((line) => line.startsWith('ran'))).toEqual([]);
});

test('scripts that are put into the document never run', async ({ drydock: { page } }) => {
  const ran = await fromPage(
    page,
    async () => {
      const marks = window as Window & { ran?: string };
      const violations: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
      const add = (tag: string, attributes: Record<string, string>) =>
        new Promise<void>((resolve) => {
          const element = document.createElement(tag);
          element.onload = element.onerror = () => resolve();
          try {
            for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
            document.body.append(element);
          } catch {
            resolve();
          }
          setTimeout(resolve, 300);
        });
      const inline = (fill: (script: HTMLScriptElement) => void) => {
        const script = document.createElement('script');
        try {
          fill(script);
          document.body.append(script);
        } catch {
          // Refused already when it was filled or put in.
        }
      };
      inline((script) => {
        script.textContent = 'window.ran = "inline"';
      });
      inline((script) => script.append(document.createTextNode('window.ran = "inline"')));
      await add('script', { src: 'data:text/javascript,window.ran="data"' });
      await add('img', { src: 'nowhere.png', onerror: 'window.ran="handler"' });
      await add('iframe', { srcdoc: '<script>parent.ran="frame"</script>' });
      await add('iframe', { src: 'javascript:parent.ran="address"' });
      const link = document.createElement('a');
      link.href = 'javascript:window.ran="link"';
      document.body.append(link);
      link.click();
      await new Promise((resolve) => setTimeout(resolve, 100));
      return { ran: marks.ran ?? null, blocked: violations.length > 0 };
    },
    null,
  );
  expect(ran).toEqual({ ran: null, blocked: true });
});

test('the policy comes as a header with every file, and files outside the page do not come at all', async ({
  drydock: { page },
}) => {
  const answers = await fromPage(
    page,
    async () => {
      const ask = async (address: string, method = 'GET') => {
        try {
          const response = await fetch(address, { method });
          return { status: response.status, policy: response.headers.get('content-security-policy') ?? '' };
        } catch {
          return { status: 0, policy: '' };
        }
      };
      return {
        own: await ask('app://drydock/index.html'),
        outside: await Promise.all(
          [
            'app://drydock/../main/main.js',
            'app://drydock/%2e%2e/main/main.js',
            'app://drydock/..%2fmain/main.js',
            'app://drydock/%2e%2e%2f%2e%2e%2fpackage.json',
            'app://drydock/..%5cmain%5cmain.js',
            'app://drydock//etc/passwd',
            'app://drydock/%00index.html',
            'app://elsewhere/index.html',
            'file:///etc/passwd',
          ].map(async (address) => (await ask(address)).status),
        ),
        written: (await ask('app://drydock/index.html', 'POST')).status,
      };
    },
    null,
  );
  expect(answers.own.status).toBe(200);
  expect(answers.own.policy).toContain("default-src 'none'");
  expect(answers.own.policy).not.toContain('unsafe-eval');
  expect(answers.own.policy).not.toMatch(/script-src[^;]*unsafe-inline/);
  expect(answers.outside.filter((status) => status !== 0 && status !== 404)).toEqual([]);
  expect(answers.written).toBe(405);
});
