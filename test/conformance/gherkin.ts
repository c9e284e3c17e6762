/** A step of a scenario: its text behind Given, When, Then or And, and the block of text below it. */
export interface GherkinStep {
  readonly text: string;
  readonly block: string | null;
}

/** A scenario of a feature file. */
export interface GherkinScenario {
  readonly feature: string;
  readonly name: string;
  readonly steps: readonly GherkinStep[];
}

/** Reads as much of Gherkin as the conformance features use: scenarios, steps, and blocks between triple quotes. */
export function readFeature(text: string): GherkinScenario[] {
  const scenarios: { feature: string; name: string; steps: { text: string; block: string | null }[] }[] = [];
  let feature = '';
  let block: string[] | null = null;
  for (const line of text.split(/\r?\n/)) {
    const trimmed = line.trim();
    const scenario = scenarios.at(-1);
    if (trimmed.startsWith('"""')) {
      const step = scenario?.steps.at(-1);
      if (block !== null && step !== undefined) step.block = dedent(block);
      block = block === null ? [] : null;
    } else if (block !== null) block.push(line);
    else if (trimmed.startsWith('Feature:')) feature = trimmed.slice(8).trim();
    else if (trimmed.startsWith('Scenario:')) scenarios.push({ feature, name: trimmed.slice(9).trim(), steps: [] });
    else {
      const step = /^(?:Given|When|Then|And|But)\s+(.*)$/.exec(trimmed)?.[1];
      if (step !== undefined) scenario?.steps.push({ text: step.replace(/^given /, ''), block: null });
    }
  }
  return scenarios;
}

/** Blocks are indented as far as their first line. */
function dedent(lines: readonly string[]): string {
  const first = lines.find((line) => line.trim() !== '') ?? '';
  const indent = first.length - first.trimStart().length;
  return lines.map((line) => (line.slice(0, indent).trim() === '' ? line.slice(indent) : line.trimStart())).join('\n');
}
