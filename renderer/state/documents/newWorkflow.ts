/** The text that a new workflow starts from: valid, and short enough to be written over. */
export function newWorkflow(path: string): string {
  const file = path.split('/').at(-1) ?? path;
  const name =
    file
      .replace(/\.[^.]+$/, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'workflow';
  if (/\.json$/i.test(path)) {
    const document = { dsl: '1.0.0', namespace: 'default', name, version: '0.1.0' };
    return `${JSON.stringify({ document, do: [{ start: { set: { greeting: 'hello' } } }] }, null, 2)}\n`;
  }
  return `document:
  dsl: 1.0.0
  namespace: default
  name: ${name}
  version: 0.1.0
do:
  - start:
      set:
        greeting: hello
`;
}
