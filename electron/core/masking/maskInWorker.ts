import { Worker } from 'node:worker_threads';
import { appError } from '../../../shared/base/appError.ts';
import { err, type Result } from '../../../shared/base/result.ts';
import { type MaskedRows, type Masker, type MaskJob, runMaskJob } from './maskJob.ts';

/** Files up to this size, in bytes, are masked at once: starting a thread would take longer. */
const smallFile = 64 * 1024;
/** Heap of the thread, in mebibytes: a file of the largest size with all its rows. */
const heapMebibytes = 2_048;

/**
 * Masks large files in a thread of their own, so that core goes on journalling what is typed meanwhile. `entry` is the
 * program that answers a {@link MaskJob} given as worker data.
 */
export function maskInWorker(entry: URL): Masker {
  return async (job, signal) => (job.bytes.length <= smallFile ? runMaskJob(job) : runThread(entry, job, signal));
}

function runThread(entry: URL, job: MaskJob, signal: AbortSignal): Promise<Result<MaskedRows>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(entry, {
      workerData: job,
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: heapMebibytes },
    });
    const end = (answer: Result<MaskedRows>): void => {
      signal.removeEventListener('abort', cancel);
      resolve(answer);
      void worker.terminate();
    };
    const cancel = (): void => end(err(appError('cancelled', 'The import was cancelled.')));
    signal.addEventListener('abort', cancel);
    worker.once('message', end);
    worker.once('error', (thrown) => {
      if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_WORKER_OUT_OF_MEMORY') {
        end(err(appError('limit', 'The data set takes more memory than there is for one: import a part of it.')));
      } else reject(thrown);
    });
  });
}
