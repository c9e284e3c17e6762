import type { Range } from '../../workflow/document.ts';
import type { ModelText } from '../modelText.ts';

/** What makes data worth following: its class, that it opens doors, or that others wrote it. */
export type SourceKind = 'sensitive' | 'secret' | 'authorization' | 'untrusted' | 'error';

/** A stretch of a text's value. */
export interface TextPlace {
  readonly text: ModelText;
  readonly range: Range;
  /** What the data went through there without being followed (`the script`). */
  readonly opaque?: string;
}

/** Where followed data comes from. Two sources with the same id are the same. */
export interface FlowSource {
  readonly id: string;
  readonly kind: SourceKind;
  /** Class of the policy (`ssn`, `email` …); null where the data is followed for another reason. */
  readonly class: string | null;
  /** As a person names it: `customer.ssn`, the name of the secret, the reference of the task that answered. */
  readonly name: string;
  /** JSON Pointer of the place that declares it; null where it is known by its name alone, when it is first read. */
  readonly declaredAt: string | null;
}

/** The texts that a value passed on its way, the newest first. */
export interface Passage {
  readonly place: TextPlace;
  readonly before: Passage | null;
}

/** Says of a value that something of a source is in it. */
export interface Label {
  readonly source: FlowSource;
  /** Where an expression or template read it last; null while none has. */
  readonly read: TextPlace | null;
  readonly passage: Passage | null;
  /** Formats that it was written in since (`@base64`, `tojson` …): it can be read back. */
  readonly encodings: readonly string[];
  /** False once it went through something that cannot be followed: a script, a call, an unknown function. */
  readonly isFollowed: boolean;
}

/** Most labels of one value: what comes from more sources than that is found by the first of them. */
const maxLabels = 48;
/** Longest way that is kept; the oldest steps and the source stay. */
const maxEncodings = 4;

/** A label of data that no expression has read yet. */
export function labelOf(source: FlowSource, read: TextPlace | null = null): Label {
  return { source, read, passage: null, encodings: [], isFollowed: true };
}

/** The labels of both, each source once; `labels` itself where `more` brings nothing new. */
export function joinLabels(labels: readonly Label[], more: readonly Label[]): readonly Label[] {
  if (labels === more || more.length === 0) return labels;
  if (labels.length === 0) return more;
  const fresh = more.filter((label) => !labels.some((known) => covers(known, label)));
  if (fresh.length === 0 || labels.length >= maxLabels) return labels;
  return [...labels, ...fresh].slice(0, maxLabels);
}

/** What was followed says more than what was not, and what a text has read more than what none has. */
function covers(known: Label, label: Label): boolean {
  if (known.source.id !== label.source.id) return false;
  return (known.isFollowed || !label.isFollowed) && (known.read !== null || label.read === null);
}

/** The label after a text has read the value: what read it before becomes a step of the way. */
export function readAt(label: Label, place: TextPlace): Label {
  const { read, passage } = label;
  if (read?.text === place.text) return { ...label, read: place };
  return { ...label, read: place, passage: read === null ? passage : { place: read, before: passage } };
}

/** The label of the value written in another format. */
export function encoded(label: Label, encoding: string): Label {
  if (label.encodings.includes(encoding) || label.encodings.length >= maxEncodings) return label;
  return { ...label, encodings: [...label.encodings, encoding] };
}

/** The label of what may or may not hold the value still; `place` says what it went through without being followed. */
export function unfollowed(label: Label, place: TextPlace | null = null): Label {
  if (place === null) return label.isFollowed ? { ...label, isFollowed: false } : label;
  return { ...readAt(label, place), read: place, isFollowed: false };
}
