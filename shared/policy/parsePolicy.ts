import ipaddr from 'ipaddr.js';
import type { z } from 'zod';
import { err, ok, type Result } from '../base/result.ts';
import type { Range, SourceDocument } from '../workflow/document.ts';
import { joinPointer } from '../workflow/pointer.ts';
import { compilePattern } from './compilePattern.ts';
import { defaultPolicy } from './defaultPolicy.ts';
import { mergePolicy, type PolicyPatch, policyPatchSchema } from './mergePolicy.ts';
import type { Policy } from './policy.ts';

/** What is wrong with a policy document, and where. */
export interface PolicyProblem {
  readonly message: string;
  readonly pointer: string;
  readonly range: Range;
}

interface Complaint {
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** Whether it is about the key and not about what stands under it. */
  readonly isOfKey?: boolean;
}

/**
 * Reads a policy document and lays it over `base`. A document with any mistake gives its problems and no policy:
 * nothing is ever checked against half of one.
 */
export function parsePolicy(
  document: SourceDocument,
  base: Policy = defaultPolicy,
): Result<Policy, readonly PolicyProblem[]> {
  if (document.problems.length > 0) return err(document.problems.map((problem) => ({ ...problem, pointer: '' })));
  const parsed = policyPatchSchema.safeParse(document.value);
  if (!parsed.success) {
    return err(parsed.error.issues.flatMap(complaintsOf).map((complaint) => located(document, complaint)));
  }
  const complaints = [...patternComplaints(parsed.data), ...rangeComplaints(parsed.data)];
  if (complaints.length > 0) return err(complaints.map((complaint) => located(document, complaint)));
  return ok(mergePolicy(base, parsed.data));
}

/** A key that there is not is one complaint each: one about the whole of what it stands in would hide where it is. */
function complaintsOf(issue: z.core.$ZodIssue): Complaint[] {
  const path = issue.path.map(token);
  if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }];
  return issue.keys.map((key) => ({ path: [...path, key], message: 'is no part of a policy', isOfKey: true }));
}

function token(key: PropertyKey): string | number {
  return typeof key === 'number' ? key : String(key);
}

function located(document: SourceDocument, { path, message, isOfKey }: Complaint): PolicyProblem {
  let known = path;
  while (known.length > 0 && document.locate(joinPointer('', ...known)) === null) known = known.slice(0, -1);
  const pointer = joinPointer('', ...known);
  const place = document.locate(pointer);
  const where = path.length === 0 ? 'The policy' : `\`${path.join('.')}\` of the policy`;
  const range = (isOfKey === true ? place?.key : null) ?? place?.value ?? { start: 0, end: 0 };
  return { message: `${where}: ${message}.`, pointer, range };
}

function patternComplaints(patch: PolicyPatch): Complaint[] {
  const complaints: Complaint[] = [];
  for (const [name, { names, values }] of Object.entries(patch.sensitive?.classes ?? {})) {
    for (const [member, patterns] of Object.entries({ names, values })) {
      patterns.forEach((pattern, index) => {
        if (compilePattern(pattern) !== null) return;
        complaints.push({
          path: ['sensitive', 'classes', name, member, index],
          message: 'is not a regular expression that RE2 reads (no look-around, no back-references)',
        });
      });
    }
  }
  return complaints;
}

function rangeComplaints(patch: PolicyPatch): Complaint[] {
  const ranges = patch.network?.blockedRanges ?? [];
  return ranges.flatMap((range, index) =>
    ipaddr.isValidCIDR(range)
      ? []
      : [{ path: ['network', 'blockedRanges', index], message: 'is not an address range such as `203.0.113.0/24`' }],
  );
}
