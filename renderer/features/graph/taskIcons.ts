import type { IconName } from '../../ui/icons.ts';
import type { PlacedNode } from '../../workers/graph/graphPicture.ts';

const icons: Readonly<Record<PlacedNode['kind'], IconName>> = {
  call: 'call',
  do: 'list',
  emit: 'upload',
  for: 'loop',
  fork: 'fork',
  listen: 'download',
  raise: 'error',
  run: 'command',
  set: 'equals',
  switch: 'choice',
  try: 'shield',
  wait: 'clock',
  start: 'play',
  exit: 'call',
  end: 'stop',
  rest: 'list',
  unknown: 'alert',
};

/** The icon of a task by its type, or of where a list begins or ends. */
export function taskIcon(kind: PlacedNode['kind']): IconName {
  return icons[kind];
}

/** The word for a type beside a name. */
export function typeWord(kind: PlacedNode['kind']): string {
  return kind === 'unknown' ? 'no type yet' : kind === 'rest' ? '' : kind;
}
