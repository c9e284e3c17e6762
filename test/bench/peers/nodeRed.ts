import { type EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Json, JsonObject } from '../../../shared/base/json.ts';
import { loadPeer } from './peerPackages.ts';
import { type Engine, order } from './workload.ts';

interface Library {
  readonly default: {
    init(settings: object): void;
    start(): Promise<void>;
    stop(): Promise<void>;
    readonly events: EventEmitter;
    readonly nodes: { getNode(id: string): { receive(message: object): void } };
  };
}

const change = (id: string, property: string, to: Json, kind: 'str' | 'msg' | 'bool', next: string): JsonObject => ({
  id,
  type: 'change',
  rules: [{ t: 'set', p: property, pt: 'msg', to, tot: kind }],
  wires: [[next]],
});

const flows: readonly JsonObject[] = [
  { id: 'flow', type: 'tab', label: 'ten steps' },
  change('one', 'payload.stage', 'new', 'str', 'two'),
  change('two', 'payload.customer', 'payload.name', 'msg', 'three'),
  {
    id: 'three',
    type: 'switch',
    property: 'payload.total',
    propertyType: 'msg',
    rules: [{ t: 'gt', v: '100', vt: 'num' }, { t: 'else' }],
    checkall: 'false',
    outputs: 2,
    wires: [['four'], ['five']],
  },
  change('four', 'payload.size', 'large', 'str', 'five'),
  // The loop: what it goes over is set aside for the steps behind it, as its messages carry the items.
  {
    id: 'five',
    type: 'change',
    rules: [
      { t: 'set', p: 'order', pt: 'msg', to: 'payload', tot: 'msg' },
      { t: 'set', p: 'payload', pt: 'msg', to: 'payload.items', tot: 'msg' },
    ],
    wires: [['split']],
  },
  { id: 'split', type: 'split', arraySplt: 1, arraySpltType: 'len', wires: [['each']] },
  change('each', 'payload.last', 'payload.qty', 'msg', 'join'),
  { id: 'join', type: 'join', mode: 'auto', wires: [['six']] },
  change('six', 'order.stage', 'counted', 'str', 'seven'),
  change('seven', 'order.reference', 'order.id', 'msg', 'eight'),
  change('eight', 'order.approved', 'true', 'bool', 'nine'),
  change('nine', 'order.stage', 'approved', 'str', 'ten'),
  change('ten', 'order.last', 'payload[9].last', 'msg', 'end'),
  { id: 'end', type: 'function', func: "global.get('ended')(msg);", outputs: 0, wires: [] },
];

/** On the canvas: what has no place there is taken to be configuration. */
function placed(node: JsonObject): JsonObject {
  return node.type === 'tab' ? node : { ...node, z: 'flow', x: 0, y: 0 };
}

/** node-red without its editor, with the workload: changes, a switch, split and join. */
export async function nodeRed(): Promise<Engine | null> {
  const library = await loadPeer('node-red');
  if (library === null) return null;
  const red = (library as Library).default;
  const userDir = mkdtempSync(join(tmpdir(), 'drydock-bench-'));
  writeFileSync(join(userDir, 'flows.json'), JSON.stringify(flows.map(placed)));
  const waiting = new Map<number, (message: unknown) => void>();
  let runs = 0;
  red.init({
    userDir,
    flowFile: 'flows.json',
    credentialSecret: false,
    httpAdminRoot: false,
    httpNodeRoot: false,
    logging: { console: { level: 'off', metrics: false, audit: false } },
    functionGlobalContext: {
      ended: (message: { readonly run: number }) => {
        waiting.get(message.run)?.(message);
        waiting.delete(message.run);
      },
    },
  });
  const started = once(red.events, 'flows:started');
  await red.start();
  await started;
  const run = () => {
    const number = ++runs;
    return new Promise((resolve) => {
      waiting.set(number, resolve);
      red.nodes.getNode('one').receive({ run: number, payload: structuredClone(order) });
    });
  };
  const output = (await run()) as { readonly order?: { readonly last?: unknown } };
  if (output.order?.last !== 9) throw new Error('node-red does something else');
  const stop = async () => {
    await red.stop();
    rmSync(userDir, { recursive: true, force: true });
  };
  return { name: 'node-red 4.1.15', atOnce: 100, run, stop };
}
