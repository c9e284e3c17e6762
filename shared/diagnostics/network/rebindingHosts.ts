/** Domains whose owner lets names below them resolve to any address that is written in them, or to one's own machine. */
export const rebindingHosts: readonly string[] = [
  'nip.io',
  'sslip.io',
  'xip.io',
  'traefik.me',
  'plex.direct',
  'backname.io',
  'rbndr.us',
  '1u.ms',
  'localtest.me',
  'lvh.me',
  'vcap.me',
  'fuf.me',
  'lacolhost.com',
  'local.gd',
  'localh.st',
  'localhost.direct',
];
