import { lastPointerToken } from '../../../shared/workflow/pointer.ts';

/** A branch of a trace's coverage, `<reference>#<what>`, as people say it: `choose: case 2`, `charge: catch`. */
export function branchLabel(branch: string): string {
  const [reference = '', what = ''] = branch.split('#');
  const [, index] = /^case:(\d+)$/.exec(what) ?? [];
  const words = index === undefined ? (what === 'none' ? 'no case' : what) : `case ${Number(index) + 1}`;
  return `${lastPointerToken(reference)}: ${words}`;
}
