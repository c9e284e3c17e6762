/** Whether a host is on a list of domains: `example.com` is that host alone, `*.example.com` every host below it. */
export function allowsHost(domains: readonly string[], host: string): boolean {
  const name = host.toLowerCase();
  return domains.some((domain) =>
    domain.startsWith('*.') ? name.endsWith(domain.slice(1)) && name.length > domain.length - 1 : name === domain,
  );
}
