import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { type MaskJob, runMaskJob } from './masking/maskJob.ts';
import { serve } from './serve.ts';

// The same file is the program of the masking thread: core is one file when it is built.
if (isMainThread) serve(new URL(import.meta.url));
else parentPort?.postMessage(runMaskJob(workerData as MaskJob));
