/** The part of a Trusted Types policy that the page uses. */
export interface PagePolicy {
  createHTML(input: string): unknown;
  createScriptURL(input: string): unknown;
}

interface PolicyFactory {
  createPolicy(
    name: string,
    rules: { createHTML(input: string): string; createScriptURL(input: string): string },
  ): PagePolicy;
}

/** Name of the page's only policy, as the content security policy lists it. */
const policyName = 'drydock';

/** Throws for every script address that is not one of our own files. */
function ownScript(address: string): string {
  const url = new URL(address, document.baseURI);
  if (url.origin !== new URL(document.baseURI).origin) throw new Error('a worker was asked for from another origin');
  return url.href;
}

function createPagePolicy(): PagePolicy {
  const rules = { createHTML: (input: string) => input, createScriptURL: ownScript };
  const { trustedTypes } = globalThis as { readonly trustedTypes?: PolicyFactory };
  return trustedTypes?.createPolicy(policyName, rules) ?? rules;
}

let policy: PagePolicy | null = null;

/** The page's policy. Only the editor's library makes HTML through it; our own code never does. */
export function pagePolicy(): PagePolicy {
  policy ??= createPagePolicy();
  return policy;
}

/** Starts one of the page's own worker modules. */
export function startWorker(address: string, name: string): Worker {
  return new Worker(pagePolicy().createScriptURL(address) as string, { type: 'module', name });
}
