/**
 * How deep a template nests blocks and calls, read without its grammar and never less than it is: the parser and what
 * walks its tree are recursive, so depth is bounded before they run. `{{else if}}` nests one level each.
 */
export function templateDepth(template: string): number {
  const marks = /\{\{\{\{|\{\{~?\s*([#^]|else\b|\/)|[()]|\}\}/g;
  const opened: number[] = [];
  let blocks = 0;
  let calls = 0;
  let deepest = 0;
  for (const match of template.matchAll(marks)) {
    const mark = match[1] ?? match[0];
    if (mark === '(') calls += 1;
    else if (mark === ')') calls = Math.max(0, calls - 1);
    else if (mark === '}}') calls = 0;
    else if (mark === '/') blocks -= opened.pop() ?? 0;
    else {
      blocks += 1;
      if (mark === 'else' && opened.length > 0) opened.push((opened.pop() ?? 0) + 1);
      else opened.push(1);
    }
    deepest = Math.max(deepest, blocks + calls);
  }
  return deepest;
}
