import { arrivalPlace } from '../flow/arrivalPlace.ts';
import { type Arrival, type FlowSink, sendingTask } from '../flow/sink.ts';
import { taskMember } from '../modelTask.ts';
import { readAddress } from '../network/readAddress.ts';
import type { Report, Rule } from '../rule.ts';
import type { Surroundings } from '../surroundings.ts';

const ask = (text: string) =>
  `- ask:\n    call: a2a\n    with:\n      method: message/send\n      server: https://agent.example.com/\n      parameters:\n        message: { parts: [ { kind: text, text: ${JSON.stringify(text)} } ] }\n`;
const read =
  '- read:\n    call: http\n    with:\n      method: get\n      endpoint: https://tickets.example.com/next\n';

/** Texts of others that an agent or a tool is given. */
export const toolPromptInjection: Rule = {
  id: 'tool-prompt-injection',
  title: 'Text of others reaches an agent',
  severity: 'warning',
  confidence: 'medium',
  why: 'An agent does not tell the text that it works on from the instructions that it follows. Whoever writes the ticket, the mail or the page that is handed to it can tell it what to do, with the tools and the rights that it was given for this workflow. What the caller of the workflow writes is a note of low confidence: asking the agent is often what the workflow is there for. What others wrote, who were not asked at all, is a warning.',
  remedy:
    'Give the agent fields that were checked (identifiers, numbers, one of a list), and no free text of others; where it has to read one, give it no tools and let nothing depend on its answer without a review.',
  references: [
    {
      title: 'OWASP LLM01: Prompt Injection',
      url: 'https://genai.owasp.org/llmrisk/llm01-prompt-injection/',
    },
    {
      title: 'CWE-1427: Improper Neutralization of Input Used for LLM Prompting',
      url: 'https://cwe.mitre.org/data/definitions/1427.html',
    },
  ],
  limits: 'Language models behind hosts of your own: a request to them looks like any other.',
  fix: null,
  examples: {
    bad: [
      { title: 'the text of a ticket', text: `${read}${ask('${ "Summarise: " + .text }')}` },
      { title: 'the question of the caller, which is a note', text: ask('${ .question }') },
    ],
    good: [
      { title: 'a text of the workflow', text: ask('Summarise the open tickets.') },
      { title: 'a count', text: `${read}${ask('${ "There are \\(.tickets | length) tickets." }')}` },
    ],
  },
  checkArrival,
};

function checkArrival(arrival: Arrival, model: Surroundings, report: Report): void {
  const { label, sink } = arrival;
  if (label.source.kind !== 'untrusted' || (sink.kind !== 'tool' && !isModel(sink))) return;
  const isCaller = label.source.name === 'input';
  report({
    message: isCaller
      ? 'What the caller of the workflow writes reaches an agent or a tool.'
      : 'What others wrote reaches an agent or a tool.',
    help: 'Give it fields that were checked, and no free text of others.',
    ...arrivalPlace(arrival, model),
    ...(isCaller ? { severity: 'note', confidence: 'low' } : {}),
  });
}

/** Hosts at which language models answer over plain HTTP. */
const models =
  /(^|\.)(api\.openai\.com|openai\.azure\.com|services\.ai\.azure\.com|api\.anthropic\.com|generativelanguage\.googleapis\.com|aiplatform\.googleapis\.com|api\.mistral\.ai|api\.cohere\.(ai|com)|api\.deepseek\.com|api\.x\.ai|api\.groq\.com|openrouter\.ai|api\.together\.xyz|api-inference\.huggingface\.co)$|^bedrock-runtime(-fips)?\.[a-z0-9-]+\.amazonaws\.com$/;

/** Whether a request goes to a language model. */
function isModel(sink: FlowSink): boolean {
  const task = sendingTask(sink);
  if (sink.kind !== 'request' || task === null) return false;
  const written = [['endpoint'], ['endpoint', 'uri'], ['url']].map((path) => taskMember(task, 'with', ...path));
  return written.some((address) => {
    const host = typeof address === 'string' ? readAddress(address)?.host : null;
    return host != null && models.test(host);
  });
}
