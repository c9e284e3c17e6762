import type { Range } from '../../workflow/document.ts';

/** A branch, or another name that means something else tomorrow, in the address of a file. */
export interface MovingReference {
  readonly name: string;
  /** In the address. */
  readonly range: Range;
}

/** Where hosts of repositories and packages have the name of the revision in an address. */
const forms: readonly RegExp[] = [
  /^https?:\/\/raw\.githubusercontent\.com\/[^/]+\/[^/]+\/(?<ref>refs\/heads\/[^/?#]+|[^/?#]+)/d,
  /^https?:\/\/(?:www\.)?github\.com\/[^/]+\/[^/]+\/(?:tree|blob|raw)\/(?<ref>refs\/heads\/[^/?#]+|[^/?#]+)/d,
  /^https?:\/\/[^/]*gitlab[^/]*\/[^?#]{1,300}?\/-\/(?:tree|blob|raw)\/(?<ref>[^/?#]+)/d,
  /^https?:\/\/bitbucket\.org\/[^/]+\/[^/]+\/(?:src|raw)\/(?<ref>[^/?#]+)/d,
  /^https?:\/\/cdn\.jsdelivr\.net\/(?:gh|npm)\/(?:@?[^/@]+\/)?[^/@]+@(?<ref>[^/?#]+)/d,
  /^https?:\/\/unpkg\.com\/(?:@[^/]+\/)?[^/@]+@(?<ref>[^/?#]+)/d,
];

/** Addresses that leave the revision out: they give the newest one; marked is what would have it. */
const newest: readonly RegExp[] = [
  /^https?:\/\/cdn\.jsdelivr\.net\/gh\/(?<ref>[^/@?#]+\/[^/@?#]+)(?=[/?#]|$)/d,
  /^https?:\/\/cdn\.jsdelivr\.net\/npm\/(?<ref>(?:@[^/?#]+\/)?[^/@?#]+)(?=[/?#]|$)/d,
  /^https?:\/\/(?:unpkg\.com|esm\.sh)\/(?<ref>(?:@[^/?#]+\/)?[^/@?#]+)(?=[/?#]|$)/d,
  /^https?:\/\/gist\.githubusercontent\.com\/[^/]+\/[0-9a-f]+\/(?<ref>raw)(?!\/[0-9a-f]{40}\b)/d,
];

/** Longest address that is looked at, in UTF-16 units. */
const maxLength = 2_000;

/** The branch that an address of a known host of repositories names; null where it names a commit, a version or nothing. */
export function movingReference(address: string): MovingReference | null {
  if (address.length > maxLength) return null;
  for (const form of [...forms, ...newest]) {
    const match = form.exec(address);
    const name = match?.groups?.ref;
    const [start, end] = match?.indices?.groups?.ref ?? [];
    if (name === undefined || start === undefined || end === undefined) continue;
    return isFixed(name) || /[{}$]/.test(name) ? null : { name, range: { start, end } };
  }
  return null;
}

/** A commit, or the form of a version: a tag that is moved afterwards cannot be told. */
function isFixed(reference: string): boolean {
  return /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(reference) || /^v?\d+\.\d+/.test(reference) || reference === 'refs';
}
