/** Classes of data that are sensitive wherever they turn up; `text` is free text that embeds some, `none` the rest. */
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
  'secret',
  'identifier',
  'text',
  'none',
] as const;

/** One of {@link dataClasses}. */
export type DataClass = (typeof dataClasses)[number];

/** Whether a name that came from outside is a class. */
export function isDataClass(name: string): name is DataClass {
  return (dataClasses as readonly string[]).includes(name);
}
