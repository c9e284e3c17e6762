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

/** Uses another client from now on. */
export function connectLanguage(other: LanguageClient): void {
  client = other;
}
