/** What the YAML parser says, by a part of its message, in a sentence that tells the author what to do. */
const sentences: readonly (readonly [RegExp, string])[] = [
  [/^Missing closing "quote/, 'The closing `"` of this text is missing.'],
  [/^Missing closing 'quote/, "The closing `'` of this text is missing."],
  [/^Implicit map keys need to be followed/, 'A `:` and a value are missing after this key.'],
  [/must be sufficiently indented and end with a (.)/, 'The closing `$1` is missing, or stands too far to the left.'],
  [/^Flow (?:map|sequence).*(?:end with|expected to end)/, 'The closing bracket is missing.'],
  [/^Missing , (?:or : )?between/, 'A comma is missing here.'],
  [/^Missing space after :/, 'A blank is missing after the `:`.'],
  [/^Comments must be separated/, 'A blank is missing before the `#`.'],
  [/^Sequence item without - indicator/, 'This must be an item of the list, with `- ` before it.'],
  [
    /^Nested mappings are not allowed in compact/,
    'This reads as a key inside a value; put the value in quotes, or start the map on a line of its own.',
  ],
  [/^Implicit keys need to be on a single line/, 'A `: ` is missing here, or the lines below are indented too far.'],
  [/^All (?:mapping|sequence) items must start/, 'This must start in the same column as the parts before it.'],
  [/indentation|indented/i, 'The indentation is wrong here.'],
  [/^Tabs are not allowed/, 'YAML is indented with blanks; a tab stands here.'],
  [/^Plain value cannot start with .*(.)$/, 'A text that starts with `$1` must stand in quotes.'],
  [
    /^Block scalar header includes extra/,
    'The text starts on the line below `|` or `>`; nothing else may stand beside it.',
  ],
  [/^Invalid escape sequence/, 'This escape does not exist; write `\\\\` for a backslash, or use single quotes.'],
  [/^Unresolved tag|TAG/, 'Tags (`!…`) are not part of the language; only plain values are.'],
  [/^Alias cannot be an empty/, 'A text that starts with `*` must stand in quotes.'],
  [/^Unexpected block-seq-ind on same line/, 'A list starts on the line below its key.'],
  [/^Unexpected (?:\S+) at node end/, 'The value has ended before this; check the quotes and the indentation.'],
  [/^Unexpected/, 'This does not belong here; check the indentation, quotes and brackets before it.'],
];

/** The sentence for a problem of the YAML parser. */
export function yamlProblemText(message: string): string {
  for (const [pattern, sentence] of sentences) {
    const found = pattern.exec(message);
    if (found !== null) return sentence.replace('$1', found[1] ?? '');
  }
  return `${message.replace(/\.$/, '')}.`;
}
