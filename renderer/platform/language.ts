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

let reviewing: LanguageClient = new LanguageClient(
  () => startWorker(languageWorkerAddress, 'review') as unknown as WorkerPort,
);

/** The client of a third worker, which checks two texts for one answer: typing waits for neither. */
export function reviewLanguage(): LanguageClient {
  return reviewing;
}

let drawing: LanguageClient = new LanguageClient(
  () => startWorker(languageWorkerAddress, 'graph') as unknown as WorkerPort,
);

/** The client of a worker for graphs, started with the first one: laying a large one out keeps no check or completion waiting. */
export function graphLanguage(): LanguageClient {
  return drawing;
}

/** Uses another client from now on; for all of them where only one is given. */
export function connectLanguage(other: LanguageClient, forExpressions: LanguageClient = other): void {
  client = other;
  evaluating = forExpressions;
  reviewing = other;
  drawing = other;
}
