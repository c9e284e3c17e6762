import type { Policy } from '../../policy/policy.ts';
import type { Range, SourceDocument } from '../../workflow/document.ts';
import type { Finding, Waiver } from '../finding.ts';
import { readWaiverComment, type WaiverComment } from '../waiverComment.ts';

/** A waiver as a reviewer sees it, whether it covers anything or not. */
export interface ListedWaiver extends WaiverComment {
  readonly origin: 'comment' | 'policy';
  /** Where the comment stands; null for one of the policy. */
  readonly range: Range | null;
  readonly isExpired: boolean;
  /** Whether the older text has no such comment; false for those of the policy, of which only one version is known. */
  readonly isNew: boolean;
  /** How many findings of the newer text it covers. */
  readonly covers: number;
}

/** Every waiver of a text and of the policy: those of the text first. */
export function listWaivers(
  before: SourceDocument,
  after: SourceDocument,
  findings: readonly Finding[],
  { policy, today }: { readonly policy: Policy; readonly today: string },
): readonly ListedWaiver[] {
  const older = new Set(commentsOf(before).map(signOf));
  const covered = new Map<string, number>();
  for (const { waiver } of findings) {
    if (waiver !== null) covered.set(signOf(waiver), (covered.get(signOf(waiver)) ?? 0) + 1);
  }
  const listed = (waiver: WaiverComment, origin: ListedWaiver['origin'], range: Range | null): ListedWaiver => ({
    rule: waiver.rule,
    reason: waiver.reason,
    until: waiver.until,
    origin,
    range,
    isExpired: waiver.until < today,
    isNew: origin === 'comment' && !older.has(signOf(waiver)),
    covers: covered.get(signOf(waiver)) ?? 0,
  });
  return [
    ...commentsOf(after).map((comment) => listed(comment, 'comment', comment.range)),
    ...policy.waivers.map((waiver) => listed(waiver, 'policy', null)),
  ];
}

function commentsOf({ comments }: SourceDocument): readonly (WaiverComment & { readonly range: Range })[] {
  return comments.flatMap(({ text, range }) => {
    const read = readWaiverComment(text);
    return read?.ok === true ? [{ ...read.value, range }] : [];
  });
}

function signOf({ rule, until, reason }: Pick<Waiver, 'rule' | 'until' | 'reason'>): string {
  return `${rule} ${until} ${reason}`;
}
