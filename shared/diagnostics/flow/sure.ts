import type { Shape } from './shape.ts';

/** A value without parts. */
export type Scalar = string | number | boolean | null;

/** Type of a value of JSON. */
export type ValueType = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';

/**
 * What is so of a value in every run, whatever arrives. Without `values` it is neither null nor false. It says nothing of
 * where data comes from: it tells which names are read, and which way a condition goes.
 */
export interface Sure {
  readonly type: ValueType | null;
  /** All that it may be, where that is a few texts, numbers and the like; null otherwise. */
  readonly values: readonly Scalar[] | null;
  /** The elements of a list: there are no others; null where they are not known one by one. */
  readonly elements: readonly Shape[] | null;
  /** Whether these stand in the list once each and in this order; otherwise any of them any number of times. */
  readonly isExact: boolean;
  /** Whether each of them stands in it at least once wherever there is data that it stands for; those that are exact do. */
  readonly isWhole: boolean;
}

/** Most values, and most elements, that are told apart. */
const maxValues = 64;

/** Of a value that is not null or false, and nothing more. */
export const present: Sure = { type: null, values: null, elements: null, isExact: false, isWhole: false };
/** Of an object. */
export const presentObject: Sure = { ...present, type: 'object' };
/** Of a text. */
export const presentText: Sure = { ...present, type: 'string' };
/** Of a number. */
export const presentNumber: Sure = { ...present, type: 'number' };
/** Of an answer to a question. */
export const eitherWay: Sure = { ...present, type: 'boolean', values: [true, false] };

/** Of one of some values. */
export function sureOf(values: readonly Scalar[]): Sure | null {
  const different = [...new Set(values)];
  if (different.length === 0) return null;
  const types = new Set(different.map(typeOf));
  const [type = null] = types;
  if (different.length > maxValues) return different.every(isTruthy) ? present : null;
  return { ...present, type: types.size === 1 ? type : null, values: different };
}

/** Of a list of these elements. */
export function sureList(elements: readonly Shape[], isExact: boolean, isWhole = isExact): Sure {
  const isKnown = elements.length <= maxValues;
  return {
    type: 'array',
    values: null,
    elements: isKnown ? elements : null,
    isExact: isExact && isKnown,
    isWhole: isWhole && isKnown,
  };
}

/** What is so of two values. */
export function joinSure(one: Sure | null, other: Sure | null, join: (one: Shape, other: Shape) => Shape): Sure | null {
  if (one === other) return one;
  if (one === null || other === null) return null;
  if (one.values !== null && other.values !== null) {
    const known = one.values;
    return other.values.every((value) => known.includes(value)) ? one : sureOf([...known, ...other.values]);
  }
  if (!isSurelyTrue(one) || !isSurelyTrue(other)) return null;
  const type = one.type === other.type ? one.type : null;
  if (one.elements === null || other.elements === null) return type === null ? present : { ...present, type };
  if (one.isExact && other.isExact && one.elements.length === other.elements.length) {
    const others = other.elements;
    const elements = one.elements.map((element, index) => join(element, others[index] ?? element));
    const isSame = elements.every((element, index) => element === one.elements?.[index]);
    return isSame ? one : sureList(elements, true);
  }
  const known = new Set(one.elements);
  const fresh = other.elements.filter((element) => !known.has(element));
  if (fresh.length === 0 && !one.isWhole) return one;
  return sureList([...one.elements, ...fresh], false);
}

/** Whether a condition holds for it in every run. */
export function isSurelyTrue(sure: Sure | null): boolean {
  return sure !== null && (sure.values === null || sure.values.every(isTruthy));
}

/** Whether a condition holds for it in no run. */
export function isSurelyFalse(sure: Sure | null): boolean {
  return sure?.values?.every((value) => !isTruthy(value)) === true;
}

/** What an operation makes of each two of the values; null where they are not known, or too many. */
export function combined(
  one: Sure | null,
  other: Sure | null,
  make: (one: Scalar, other: Scalar) => Scalar | undefined,
) {
  const made: Scalar[] = [];
  for (const left of one?.values ?? []) {
    for (const right of other?.values ?? []) {
      const value = make(left, right);
      if (value === undefined || made.length > maxValues) return null;
      made.push(value);
    }
  }
  return sureOf(made);
}

/** The type of a value without parts. */
export function typeOf(value: Scalar): ValueType {
  if (value === null) return 'null';
  const type = typeof value;
  return type === 'string' || type === 'number' ? type : 'boolean';
}

function isTruthy(value: Scalar): boolean {
  return value !== null && value !== false;
}

/** What a comparison answers; nobody knows where the values are not known. */
export function compared(operator: string, one: Sure | null, other: Sure | null): Sure {
  if (operator !== '==' && operator !== '!=') return eitherWay;
  const areOfTwoTypes =
    one !== null && other !== null && one.type !== null && other.type !== null && one.type !== other.type;
  const isEqual = areOfTwoTypes ? sureOf([false]) : combined(one, other, (left, right) => left === right);
  if (isEqual === null) return eitherWay;
  return operator === '==' ? isEqual : (sureOf((isEqual.values ?? []).map((value) => value === false)) ?? eitherWay);
}

/** The types that a value may be of, as texts. */
export function typesOf({ type, values }: Sure): Sure | null {
  if (values !== null) return sureOf(values.map(typeOf));
  return type === null ? presentText : sureOf([type]);
}
