import { create } from 'zustand';
import type { EventData } from '../../../shared/contract/events.ts';
import { listen } from '../../platform/bridge.ts';

/** What takes long and is not a rehearsal. */
export type Work = EventData<'work.progress'>['work'];

/** How far each has come, in one sentence; absent where it is not under way. */
export const useWork = create<Partial<Record<Work, string>>>(() => ({}));

/** Follows what core says; the function that comes back stops it. */
export function startFollowingWork(): () => void {
  return listen('work.progress', ({ work, text }) => {
    const { [work]: _before, ...others } = useWork.getState();
    useWork.setState(text === null ? others : { ...others, [work]: text }, true);
  });
}
