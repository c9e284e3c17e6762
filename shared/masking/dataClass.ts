/**
 * Classes of data that are sensitive wherever they turn up. `other` stands for a class that only the policy knows,
 * `text` for free text that embeds some, `none` for the rest.
 */
export const dataClasses = [
  'name',
  'email',
  'phone',
  'address',
  'birthdate',
  'ssn',
  'card',
  'iban',
  'account',
  'ip',
  'salary',
  'health',
  'password',
  'token',
  'identifier',
  'other',
  'text',
  'none',
] as const;

/** One of {@link dataClasses}. */
export type DataClass = (typeof dataClasses)[number];

/** Whether a name that came from outside is a class. */
export function isDataClass(name: string): name is DataClass {
  return (dataClasses as readonly string[]).includes(name);
}
