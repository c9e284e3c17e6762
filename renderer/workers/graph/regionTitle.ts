import type { GraphEdge, GraphRegionOf } from '../../../shared/workflow/graph.ts';
import { lastPointerToken, parentPointer } from '../../../shared/workflow/pointer.ts';

const names = { tasks: '', try: 'try', catch: 'catch', branches: 'branches', foreach: 'for each event' } as const;

/** What stands above a list inside a container; empty where nothing has to be said. */
export function regionTitle({ region, scope }: GraphRegionOf, edges: readonly GraphEdge[]): string {
  const loops = edges.filter(({ from, to }) => from === scope && to === scope).map(({ label }) => label ?? '');
  const own = region === 'foreach' ? [] : loops;
  return [names[region], ...own].filter((part) => part !== '').join(', ');
}

/** What stands above an outermost list; empty for the main one. */
export function scopeTitle(scope: string): string {
  if (scope === '/do') return '';
  if (scope === '/use/functions') return 'functions';
  const extension = lastPointerToken(parentPointer(scope));
  return `extension ${extension}, ${lastPointerToken(scope)} each task`;
}
