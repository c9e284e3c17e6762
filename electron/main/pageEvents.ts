import type { BrowserWindow } from 'electron';
import { channels } from '../../shared/contract/bridge.ts';
import { type EventData, type EventName, events } from '../../shared/contract/events.ts';

/** Events that core may send on; the others are main's own. */
const fromCore = new Set<string>([
  'process.state',
  'document.changed',
  'rehearsal.progress',
  'work.progress',
] satisfies EventName[]);

/** Tells the page something. */
export type TellPage = <N extends EventName>(name: N, data: EventData<N>) => void;

/** Binds {@link TellPage} to a window. */
export function tellPageOf(window: BrowserWindow): TellPage {
  return (name, data) => {
    if (!window.isDestroyed() && !window.webContents.isCrashed()) window.webContents.send(channels.event, name, data);
  };
}

/** Sends an event of core on to the page, if it is one that core may send and it fits its schema. */
export function passOn(tell: TellPage, name: string, data: unknown): boolean {
  if (!fromCore.has(name)) return false;
  const event = name as EventName;
  const checked = events[event].safeParse(data);
  if (checked.success) tell(event, checked.data as EventData<typeof event>);
  return checked.success;
}
