import { type CanonicalWriter, inOnePiece } from '../base/canonicalJson.ts';
import type { JsonObject } from '../base/json.ts';
import type { EventKind, TaskEventKind } from './eventKinds.ts';
import type { EventForm, Place } from './lifecycle.ts';

const source = 'https://drydock.invalid/rehearsal';

/** Lifecycle events as CloudEvents. Their ids count up, so that they are the same in every run. */
export const eventObjects: EventForm<JsonObject> = {
  ofTask: (place, kind, at, workflow, task) => eventOf(place, kind, at, kind.data(workflow, task, at)),
  ofAny: eventOf,
};

function eventOf(place: Place, { type }: EventKind, at: string, data: JsonObject): JsonObject {
  return {
    specversion: '1.0',
    id: `lifecycle-${place + 1}`,
    source,
    type,
    time: at,
    datacontenttype: 'application/json',
    data,
  };
}

/** What stands between data and number in their RFC 8785 form, and between number and time. */
const toId = ',"datacontenttype":"application/json","id":"lifecycle-';
const toTime = inOnePiece(`","source":"${source}","specversion":"1.0","time":"`);

/** The RFC 8785 form of the same events, laid out by hand: there are about three for each task. */
export class EventTexts implements EventForm<string> {
  readonly #writer: CanonicalWriter;
  /** The task that was last, and what stands between time and id of its events: they mostly follow each other. */
  #workflow = '';
  #task = '';
  #subject = '';

  constructor(writer: CanonicalWriter) {
    this.#writer = writer;
  }

  ofTask(place: Place, { opening, closing }: TaskEventKind, at: string, workflow: string, task: string): string {
    if (task !== this.#task || workflow !== this.#workflow) {
      this.#workflow = workflow;
      this.#task = task;
      this.#subject = `","task":${this.#writer.nameOf(task)},"workflow":${this.#writer.nameOf(workflow)}}${toId}`;
    }
    return `${opening}${at}${this.#subject}${place + 1}${toTime}${at}${closing}`;
  }

  ofAny(place: Place, { closing }: EventKind, at: string, data: JsonObject): string {
    return `{"data":${this.#writer.textOf(data)}${toId}${place + 1}${toTime}${at}${closing}`;
  }
}
