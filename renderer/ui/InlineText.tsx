/** A sentence in which names between backticks are shown as code. */
export function InlineText({ text }: { readonly text: string }) {
  return text.split('`').map((part, index) => {
    const key = `${index}:${part}`;
    return index % 2 === 1 ? <code key={key}>{part}</code> : <span key={key}>{part}</span>;
  });
}
