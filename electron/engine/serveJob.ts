import { hash } from 'node:crypto';
import { z } from 'zod';
import { batchJobSchema } from '../../shared/simulation/batchProtocol.ts';
import { type EngineJob, engineJobSchema } from '../../shared/simulation/engineProtocol.ts';
import { Inspector } from '../../shared/simulation/inspection.ts';
import { defaultLimits } from '../../shared/simulation/limits.ts';
import type { ScriptOutcome, ScriptRequest } from '../../shared/simulation/ports.ts';
import { rehearseTexts } from '../../shared/simulation/rehearseTexts.ts';
import type { ScriptLimits } from '../../shared/simulation/scriptProtocol.ts';
import { askCore } from './askCore.ts';
import type { Channel } from './channel.ts';
import { RecordStream } from './recordStream.ts';
import { runAgainClock } from './runAgain.ts';
import { serveRows } from './serveRows.ts';

const anyJobSchema = z.discriminatedUnion('job', [engineJobSchema, batchJobSchema]);

/** Runs a script within bounds. */
export type RunScript = (request: ScriptRequest) => ScriptOutcome;

/** Does one job and reports on it. False where the message is none: the other side is not ours, so the engine ends. */
export function serveJob(
  message: unknown,
  channel: Channel,
  scriptRunner: (limits: ScriptLimits) => RunScript,
): boolean {
  const read = anyJobSchema.safeParse(message);
  if (!read.success) return false;
  const job = read.data;
  const run = scriptRunner(job.scriptLimits);
  const watched = (flush: () => void) => watchedRun(channel, run, flush);
  if (job.job === 'batch') serveRows(job, channel, watched);
  else rehearseJob(job, channel, watched);
  return true;
}

/** Core holds the deadline of each script, and what was done before has to be told by then. Python is core's to run. */
function watchedRun(channel: Channel, run: RunScript, flush: () => void): RunScript {
  return (request) => {
    flush();
    if (request.language === 'python') return askCore(channel, request);
    channel.send({ report: 'script', state: 'started' });
    const outcome = run(request);
    channel.send({ report: 'script', state: 'ended' });
    return outcome;
  };
}

/** As `digestOf` of shared/base, some ten times as fast. */
const nativeDigest = (text: string): string => `sha256:${hash('sha256', text)}`;

function rehearseJob(job: EngineJob, channel: Channel, watched: (flush: () => void) => RunScript): void {
  const records = new RecordStream(channel);
  const inspector = job.inspect === undefined ? null : new Inspector(job.inspect);
  const result = rehearseTexts(job, {
    limits: defaultLimits,
    digest: nativeDigest,
    onStart: (start) => channel.send({ report: 'started', ...start }),
    onRecord: (news) => records.add(news),
    ...(inspector !== null && {
      observe: (evaluation) => inspector.take(evaluation),
      observeContext: (record, context) => inspector.takeContext(record, context),
    }),
    runScript: watched(() => records.flush()),
    mayRunAgain: runAgainClock(),
  });
  if (!result.ok) {
    channel.send({ report: 'refused', error: result.error });
    return;
  }
  const inspection = inspector?.inspection();
  channel.send({ report: 'ended', ...result.value, ...(inspection !== undefined && { inspection }) });
}
