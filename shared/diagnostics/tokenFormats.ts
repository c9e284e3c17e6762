import { compilePattern, type Pattern } from '../policy/compilePattern.ts';

/** A kind of credential that can be told by its form alone. */
export interface TokenFormat {
  readonly name: string;
  /** What it begins with: looked for first, as that is cheap. */
  readonly prefix: string;
  /** The whole credential from its beginning. */
  readonly pattern: Pattern;
}

function format(name: string, prefix: string, rest: string): TokenFormat {
  const pattern = compilePattern(`^${quoted(prefix)}${rest}`);
  if (pattern === null) throw new Error(`the form of ${name} is not RE2`);
  return { name, prefix, pattern };
}

function quoted(prefix: string): string {
  return prefix.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

/** Longest credential that is recognised, in UTF-16 units. */
export const maxTokenLength = 4_000;

/**
 * Forms as their issuers document them: AWS IAM identifiers, GitHub's and GitLab's token formats, Slack's token types, Stripe,
 * Google API keys, npm, PyPI (macaroons), SendGrid, DigitalOcean, Hugging Face, OpenAI, Anthropic, PEM (RFC 7468), JWT (RFC 7519).
 */
export const tokenFormats: readonly TokenFormat[] = [
  format('AWS access key', 'AKIA', '[A-Z2-7]{16}'),
  format('temporary AWS access key', 'ASIA', '[A-Z2-7]{16}'),
  ...['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'].map((prefix) => format('GitHub token', prefix, '[A-Za-z0-9]{36,251}')),
  format('GitHub token', 'github_pat_', '[A-Za-z0-9_]{36,251}'),
  format('GitLab token', 'glpat-', '[A-Za-z0-9_-]{20,}'),
  ...['xoxb-', 'xoxp-', 'xoxa-', 'xoxr-', 'xoxs-', 'xapp-'].map((prefix) =>
    format('Slack token', prefix, '[0-9]{1,15}-[A-Za-z0-9-]{15,}'),
  ),
  format('Slack webhook', 'https://hooks.slack.com/', '(services|workflows|triggers)/[A-Za-z0-9/_-]{20,}'),
  ...['sk_live_', 'rk_live_', 'sk_test_', 'rk_test_', 'whsec_'].map((prefix) =>
    format('Stripe key', prefix, '[A-Za-z0-9]{16,}'),
  ),
  format('Google API key', 'AIza', '[A-Za-z0-9_-]{35}'),
  format('Google OAuth secret', 'GOCSPX-', '[A-Za-z0-9_-]{28}'),
  format('npm token', 'npm_', '[A-Za-z0-9]{36}'),
  format('PyPI token', 'pypi-AgEI', '[A-Za-z0-9_-]{50,}'),
  format('SendGrid key', 'SG.', '[A-Za-z0-9_-]{16,32}\\.[A-Za-z0-9_-]{16,64}'),
  format('DigitalOcean token', 'dop_v1_', '[a-f0-9]{64}'),
  format('Hugging Face token', 'hf_', '[A-Za-z]{34}'),
  format('Anthropic key', 'sk-ant-', '[A-Za-z0-9_-]{20,}'),
  format('OpenAI key', 'sk-proj-', '[A-Za-z0-9_-]{20,}'),
  format('private key', '-----BEGIN ', '([A-Z0-9]+ )*PRIVATE KEY-----'),
  format('JSON Web Token', 'eyJ', '[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]*'),
];

/** What any of them begins with: one look at a whole text tells that there is none in it, as in nearly every definition. */
export const tokenStart = new RegExp(tokenFormats.map(({ prefix }) => quoted(prefix)).join('|'));
