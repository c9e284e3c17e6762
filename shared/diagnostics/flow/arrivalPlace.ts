import type { RelatedLocation } from '../finding.ts';
import type { ModelText } from '../modelText.ts';
import type { Place, Surroundings } from '../surroundings.ts';
import type { Passage, TextPlace } from './label.ts';
import { type Arrival, argumentOf, sendingTask } from './sink.ts';

/** Most steps of a way that are shown: its beginning and its end. */
const maxSteps = 16;

/** Where something leaves, as the place of a problem, with its way: where it comes from, and the texts that it passed. */
export function arrivalPlace(
  arrival: Arrival,
  model: Surroundings,
): Place & { readonly related: readonly RelatedLocation[] } {
  const way = wayOf(arrival, model);
  // What leaves where it is read has a way of one place, which says nothing more unless it leaves in another workflow.
  const isTelling = way.length > 1 || arrival.sink.beyond !== undefined;
  return { ...model.placeIn(arrival.text, arrival.range), related: isTelling ? way : [] };
}

function wayOf(arrival: Arrival, model: Surroundings): readonly RelatedLocation[] {
  const { sink, label, text, range } = arrival;
  const { source, read, passage } = label;
  const passed = placesOf(passage);
  // The read at the sink itself is the sink.
  if (read !== null && (read.text !== text || read.opaque !== undefined)) passed.push(read);
  const places = passed.length > maxSteps ? [...passed.slice(0, 2), ...passed.slice(2 - maxSteps)] : passed;
  const steps = places.map((place, index): RelatedLocation => {
    const isSource = index === 0 && source.declaredAt === null && place.opaque === undefined;
    const message = isSource ? sourceMessage(label) : stepMessage(place);
    return { role: isSource ? 'source' : 'step', message, ...model.placeIn(place.text, place.range) };
  });
  if (source.declaredAt !== null && model.has(source.declaredAt)) {
    const message = `\`${shortened(source.name)}\` is declared here (class \`${source.class}\`).`;
    steps.unshift({ role: 'source', message, ...model.placeOf(source.declaredAt, 'key') });
  }
  const argument = argumentOf(arrival).slice(1);
  const task = sendingTask(sink);
  const where =
    task === null
      ? 'the result of the workflow'
      : `\`${shortened(argument.join('.'))}\` of \`${shortened(task.name)}\`${sink.beyond === undefined ? '' : ' in the workflow that is run'}`;
  return [...steps, { role: 'sink', message: `It leaves in ${where} here.`, ...model.placeIn(text, range) }];
}

function stepMessage({ text, opaque }: TextPlace): string {
  if (opaque === undefined) return `It passes ${passedBy(text)} here.`;
  return `It is not followed through ${opaque} here: what comes out may hold it.`;
}

function placesOf(passage: Passage | null): TextPlace[] {
  const places: TextPlace[] = [];
  for (let step = passage; step !== null; step = step.before) places.unshift(step.place);
  return places;
}

function sourceMessage({ source }: Arrival['label']): string {
  const name = shortened(source.name);
  switch (source.kind) {
    case 'sensitive':
      return `\`${name}\` is of the class \`${source.class}\` by its name.`;
    case 'secret':
      return source.name === '*' ? 'All secrets are read here.' : `The secret \`${name}\` is read here.`;
    case 'authorization':
      return 'The authorization of the task is read here.';
    case 'error':
      return 'What is known of the error is read here.';
    case 'untrusted':
      return 'Others decide what this holds.';
  }
}

/** The key that a text gives its value to; what is run, where the text is that or names it. */
function passedBy({ path, pointer, value, task }: ModelText): string {
  const member = pointer.slice(task?.reference.length ?? 0);
  if (member === '/run/workflow/name') return `the workflow \`${shortened(value)}\``;
  return member === '/run/script/code' ? 'the script' : `\`${shortened(path.slice(-2).join('.'))}\``;
}

function shortened(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60)}…` : name;
}
