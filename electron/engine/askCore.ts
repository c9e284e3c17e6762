import type { ScriptOutcome, ScriptRequest } from '../../shared/simulation/ports.ts';
import { scriptAnswerSchema } from '../../shared/simulation/scriptProtocol.ts';
import type { Channel } from './channel.ts';

/** Has core run a script in a child of its own, and waits for how it ended. */
export function askCore(channel: Channel, request: ScriptRequest): ScriptOutcome {
  channel.send({ report: 'guest', request });
  const answer = scriptAnswerSchema.safeParse(channel.receive());
  if (!answer.success) throw new Error('core did not answer how a script ended');
  return answer.data.outcome;
}
