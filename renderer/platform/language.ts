import { LanguageClient, type WorkerPort } from '../workers/languageClient.ts';
import languageWorkerAddress from '../workers/languageWorker.ts?worker&url';
import { startWorker } from './trustedTypes.ts';

let client: LanguageClient = new LanguageClient(
  () => startWorker(languageWorkerAddress, 'language') as unknown as WorkerPort,
);

/** The client of the language worker. */
export function language(): LanguageClient {
  return client;
}

let evaluating: LanguageClient = new LanguageClient(
  () => startWorker(languageWorkerAddress, 'expressions') as unknown as WorkerPort,
);

/** The client of a second worker, for expressions that are tried: one that takes long keeps no check waiting. */
export function expressionLanguage(): LanguageClient {
  return evaluating;
}

/** Uses other clients from now on. */
export function connectLanguage(other: LanguageClient, forExpressions: LanguageClient = other): void {
  client = other;
  evaluating = forExpressions;
}
