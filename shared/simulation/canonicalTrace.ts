import type { CanonicalWriter } from '../base/canonicalJson.ts';
import type { Json } from '../base/json.ts';
import type { TaskRecord, Trace } from './trace.ts';

/**
 * The RFC 8785 form of a trace without its digest. What a trace consists of is laid out here in that form's order, so that
 * only what people wrote is sorted. `events` are the trace's, each in that form.
 */
export function canonicalTrace(
  content: Omit<Trace, 'digest' | 'events'>,
  events: readonly string[] | undefined,
  writer: CanonicalWriter,
): string {
  const { context, coverage, effects, endedAt, error, input, leaks, output, seed, startedAt, status, tasks, trace } =
    content;
  const json = (value: unknown): string => writer.textOf(value as Json);
  let text = `{"context":${json(context)}`;
  if (coverage !== undefined) text += `,"coverage":${json(coverage)}`;
  text += `,"effects":${json(effects)},"endedAt":"${endedAt}","error":${json(error)}`;
  if (events !== undefined) text += `,"events":${listed(events)}`;
  text += `,"input":${json(input)}`;
  if (leaks !== undefined) text += `,"leaks":${json(leaks)}`;
  text += `,"output":${json(output)},"seed":${seed},"startedAt":"${startedAt}","status":"${status}"`;
  return `${text},"tasks":${listed(tasks.map((record) => taskText(record, writer)))},"trace":${trace}}`;
}

function taskText(record: TaskRecord, writer: CanonicalWriter): string {
  const { attempt, endedAt, error, input, iteration, name, output, reference, startedAt, status, type } = record;
  const fault = error === null ? 'null' : writer.textOf({ ...error });
  return `{"attempt":${attempt},"endedAt":"${endedAt}","error":${fault},"input":${writer.textOf(input)},"iteration":[${iteration.join(',')}],"name":${writer.nameOf(name)},"output":${writer.textOf(output)},"reference":${writer.nameOf(reference)},"startedAt":"${startedAt}","status":"${status}","type":"${type}"}`;
}

function listed(items: readonly string[]): string {
  let text = '';
  for (const item of items) text += (text === '' ? '[' : ',') + item;
  return text === '' ? '[]' : `${text}]`;
}
