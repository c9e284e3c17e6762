/** Trusted Types policies that the page may create: its own, and that of the sanitizer of the editor's hovers. */
const trustedTypesPolicies = ['drydock', 'dompurify'];

/**
 * The page's content security policy: own files only, no inline or evaluated code.
 * Inline styles stay allowed because the editor positions its lines with them.
 */
export const contentSecurityPolicy: string = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  `trusted-types ${trustedTypesPolicies.join(' ')}`,
].join('; ');
