import type { Page } from '@playwright/test';

/**
 * Runs `work` as the page's own code would run, and gives its answer. Playwright's `evaluate` is exempt from the content
 * security policy while it runs: a timer is not.
 */
export function fromPage<T, A>(page: Page, work: (argument: A) => T | Promise<T>, argument: A): Promise<T> {
  return page.evaluate(
    ([source, given]) =>
      new Promise<never>((resolve, reject) => {
        // Built here, where evaluating is still allowed; run later, where it is not.
        const run = new Function(`return (${source})`)() as (argument: unknown) => unknown;
        setTimeout(() => {
          Promise.resolve()
            .then(() => run(given))
            .then((value) => resolve(value as never), reject);
        }, 0);
      }),
    [work.toString(), argument] as const,
  );
}
