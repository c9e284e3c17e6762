/**
 * Makes something of a text, and keeps it while the same text comes again: a task in a loop reads the same document each
 * time.
 */
export function rememberLast<T>(make: (text: string) => T): (text: string) => T {
  let last: { readonly text: string; readonly made: T } | null = null;
  return (text) => {
    if (last?.text !== text) last = { text, made: make(text) };
    return last.made;
  };
}
