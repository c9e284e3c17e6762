import type { ReactNode } from 'react';
import { lastPointerToken } from '../../../shared/workflow/pointer.ts';
import type { BatchGroup } from '../../state/runs/batchGroups.ts';
import { Facts } from '../../ui/Facts.tsx';
import { branchLabel } from './branchLabel.ts';

/** What rows of a batch have in common: how they ended, which way they went, and whether values leaked. */
export function BatchGroupFacts({ group }: { readonly group: BatchGroup }) {
  const { status, error, limit, path, leaks } = group;
  const facts: [string, ReactNode][] = [];
  if (status !== null) facts.push(['Ended', status]);
  if (error !== null) facts.push(['Error', `${error.status} ${error.title} at ${error.instance}`]);
  if (limit !== null) facts.push(['Stopped', limit]);
  if (path !== null) facts.push(['Tasks', path.tasks.map(lastPointerToken).join(' → ') || 'none']);
  if (path !== null && path.branches.length > 0) facts.push(['Branches', path.branches.map(branchLabel).join(', ')]);
  if (leaks !== null) facts.push(['Leaks', leaks === 0 ? 'none' : `in ${leaks} of these rows`]);
  return <Facts facts={facts} />;
}
