import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge } from '../../shared/contract/bridge.ts';
import { eventNames, methodNames } from './methodNames.ts';

/** As in `shared/contract/bridge.ts`, which preload only takes types from. */
const channels: typeof import('../../shared/contract/bridge.ts').channels = {
  call: 'drydock:call',
  event: 'drydock:event',
};

/** Listeners that the page may have at once: one that leaks them is stopped here. */
const maxListeners = 500;

const denied = { ok: false, error: { code: 'denied', message: 'Drydock does not offer that.' } } as const;

const listeners = new Map<number, { name: string; listener: (data: unknown) => void }>();
let lastListener = 0;

ipcRenderer.on(channels.event, (_event, name: string, data: unknown) => {
  for (const entry of listeners.values()) if (entry.name === name) entry.listener(data);
});

function call(name: unknown, input: unknown): Promise<unknown> {
  if (typeof name !== 'string' || !Object.hasOwn(methodNames, name)) return Promise.resolve(denied);
  return ipcRenderer.invoke(channels.call, name, input);
}

function on(name: unknown, listener: unknown): () => void {
  if (typeof name !== 'string' || !Object.hasOwn(eventNames, name)) throw new TypeError('no such event');
  if (typeof listener !== 'function') throw new TypeError('a listener is a function');
  if (listeners.size >= maxListeners) throw new RangeError('too many listeners');
  const id = ++lastListener;
  listeners.set(id, { name, listener: (data) => listener(data) });
  return () => void listeners.delete(id);
}

contextBridge.exposeInMainWorld('api', { call: call as Bridge['call'], on: on as Bridge['on'] });
