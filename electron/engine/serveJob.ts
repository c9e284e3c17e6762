import { type EngineJob, engineJobSchema } from '../../shared/simulation/engineProtocol.ts';
import { Inspector } from '../../shared/simulation/inspection.ts';
import { defaultLimits } from '../../shared/simulation/limits.ts';
import type { ScriptOutcome, ScriptRequest } from '../../shared/simulation/ports.ts';
import { rehearseTexts } from '../../shared/simulation/rehearseTexts.ts';
import type { ScriptLimits } from '../../shared/simulation/scriptProtocol.ts';
import type { Channel } from './channel.ts';
import { RecordStream } from './recordStream.ts';

/** Runs a script within bounds. */
export type RunScript = (request: ScriptRequest) => ScriptOutcome;

/** Does one job and reports on it. False where the message is none: the other side is not ours, so the engine ends. */
export function serveJob(
  message: unknown,
  channel: Channel,
  scriptRunner: (limits: ScriptLimits) => RunScript,
): boolean {
  const job = engineJobSchema.safeParse(message);
  if (!job.success) return false;
  rehearseJob(job.data, channel, scriptRunner(job.data.scriptLimits));
  return true;
}

function rehearseJob(job: EngineJob, channel: Channel, run: RunScript): void {
  const records = new RecordStream(channel);
  const inspector = job.inspect === undefined ? null : new Inspector(job.inspect);
  const result = rehearseTexts(job, {
    limits: defaultLimits,
    onStart: (start) => channel.send({ report: 'started', ...start }),
    onRecord: (news) => records.add(news),
    ...(inspector !== null && {
      observe: (evaluation) => inspector.take(evaluation),
      observeContext: (record, context) => inspector.takeContext(record, context),
    }),
    runScript(request) {
      records.flush();
      channel.send({ report: 'script', state: 'started' });
      const outcome = run(request);
      channel.send({ report: 'script', state: 'ended' });
      return outcome;
    },
  });
  if (!result.ok) {
    channel.send({ report: 'refused', error: result.error });
    return;
  }
  const inspection = inspector?.inspection();
  channel.send({ report: 'ended', ...result.value, ...(inspection !== undefined && { inspection }) });
}
