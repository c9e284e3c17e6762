import type { RecordNews } from '../../shared/simulation/recorder.ts';
import type { Channel } from './channel.ts';

/** Longest time that final records are held back, in milliseconds. */
const maxDelay = 50;
/** Most records that are held back. */
const maxHeld = 4096;

/** Sends records in batches: often enough that a killed run shows where it was, seldom enough to cost nothing. */
export class RecordStream {
  readonly #channel: Channel;
  #held: RecordNews[] = [];
  #sentAt = performance.now();

  constructor(channel: Channel) {
    this.#channel = channel;
  }

  add(news: RecordNews): void {
    this.#held.push(news);
    if (this.#held.length >= maxHeld || performance.now() - this.#sentAt > maxDelay) this.flush();
  }

  flush(): void {
    this.#sentAt = performance.now();
    if (this.#held.length === 0) return;
    const held = this.#held;
    this.#held = [];
    this.#channel.send({
      report: 'records',
      tasks: held.flatMap((news) => (news.kind === 'task' ? [{ index: news.index, record: news.record }] : [])),
      effects: held.flatMap((news) => (news.kind === 'effect' ? [{ index: news.index, record: news.record }] : [])),
    });
  }
}
