import type { Json } from '../../../shared/base/json.ts';

/** A workflow engine with the workload of the benchmark in it: ten steps, one of them a choice, one a loop over ten items. */
export interface Engine {
  readonly name: string;
  /** Runs of the workflow that are under way at the same time, as suits the engine. */
  readonly atOnce: number;
  /** One run of it. */
  run(): unknown;
  stop(): void;
}

/** What every run gets. */
export const order: { readonly [name: string]: Json } = {
  id: 7,
  name: 'Ada Lovelace',
  total: 120.5,
  items: Array.from({ length: 10 }, (_, n) => ({ id: n, qty: n, price: 9.5 })),
};
