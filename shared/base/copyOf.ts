/**
 * A copy of an object, its members the same. Where objects with ever other members come by, `Object.assign` is three times
 * as fast as `{...object}`; but it would take a member called `__proto__` for the prototype.
 */
export function copyOf<T extends object>(object: T): T {
  return Object.hasOwn(object, '__proto__') ? { ...object } : Object.assign({}, object);
}
