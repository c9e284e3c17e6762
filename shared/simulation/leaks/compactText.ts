/** A text without case, spaces and separators: the form in which values are compared. */
export function compactText(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
