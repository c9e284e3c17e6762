/** GitHub: owner, repository, and what follows them. */
const gitHub = /^https:\/\/github\.com\/([^/]+)\/([^/]+)(\/.*)?$/;
/** GitHub's page of a file or folder: the revision, which may say what it is, and the path. */
const gitHubPage = /^\/(?:tree|blob|raw)\/((?:refs\/(?:heads|tags)\/)?[^/]+)(\/.*)?$/;
/** A GitLab, whoever's it is, marks its own pages by `/-/`. */
const gitLabPage = /^(https?:\/\/[^/]+\/.+\/-\/)(?:tree|blob|raw)(\/.*)$/;

/**
 * Where a file is that people name by the page that shows it: GitHub and GitLab keep the raw text elsewhere (dsl.md,
 * "Catalogs, File Structure"). `path` goes on from `address`; it starts with a slash, or is empty. Other addresses stay.
 */
export function rawAddress(address: string, path = ''): string {
  const base = path === '' ? address : address.replace(/\/$/, '');
  const [isOnGitHub, owner = '', repository = '', rest = ''] = gitHub.exec(base) ?? [];
  if (isOnGitHub !== undefined) return rawOnGitHub(`${owner}/${repository}`, rest, path);
  const [isPage, project = '', place = ''] = gitLabPage.exec(base) ?? [];
  if (isPage !== undefined) return `${project}raw${place}${path}`;
  const isProject = path !== '' && base.startsWith('https://gitlab.com/');
  return isProject ? `${base}/-/raw/main${path}` : base + path;
}

function rawOnGitHub(repository: string, rest: string, path: string): string {
  const [isPage, revision = '', place = ''] = gitHubPage.exec(rest) ?? [];
  // As in the specification's example, `…/functions/validate@v1.0.0`: a folder with a function, at a revision.
  const [isFolder, folder = '', at = ''] = isPage === undefined ? (/^(\/.+)@([^@/]+)$/.exec(rest) ?? []) : [];
  const root = `https://raw.githubusercontent.com/${repository}`;
  if (isPage !== undefined) return `${root}/${reference(revision)}${place}${path}`;
  if (isFolder !== undefined) return `${root}/${reference(at)}${folder}${path === '' ? '/function.yaml' : path}`;
  return `${root}/${reference('main')}${rest}${path}`;
}

/** A name is that of a branch, unless it is a commit's or reads as a version, as tags do. */
function reference(name: string): string {
  if (name.startsWith('refs/') || /^[0-9a-f]{40}$/.test(name)) return name;
  return /^v?\d+(?:\.\d+)*(?:[-+][\w.+-]*)?$/.test(name) ? `refs/tags/${name}` : `refs/heads/${name}`;
}
