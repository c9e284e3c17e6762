import type { DataClass } from './dataClass.ts';

/** What can be done to a value. */
export const operators = ['fake', 'format-preserving', 'generalise', 'hash', 'redact', 'scrub', 'keep'] as const;

/** One of {@link operators}. */
export type Operator = (typeof operators)[number];

/** Whether a name that came from outside is an operator. */
export function isOperator(name: string): name is Operator {
  return (operators as readonly string[]).includes(name);
}

/** What is done to a class unless somebody chooses otherwise. */
export const defaultOperators: { readonly [C in DataClass]: Operator } = {
  name: 'fake',
  email: 'fake',
  phone: 'fake',
  address: 'fake',
  birthdate: 'generalise',
  ssn: 'fake',
  card: 'format-preserving',
  iban: 'format-preserving',
  account: 'format-preserving',
  ip: 'fake',
  salary: 'generalise',
  health: 'redact',
  password: 'redact',
  token: 'redact',
  identifier: 'format-preserving',
  other: 'redact',
  text: 'scrub',
  none: 'keep',
};
