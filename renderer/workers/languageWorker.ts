// Has to be first: schemas look at it while they are made.
import './zodWithoutEval.ts';
import { answer } from './languageService.ts';
import type { WorkerReply, WorkerRequest } from './protocol.ts';

interface WorkerScope {
  onmessage: ((event: MessageEvent<WorkerRequest>) => void) | null;
  postMessage(reply: WorkerReply): void;
}

const scope = self as unknown as WorkerScope;

function replyTo({ id, ...question }: WorkerRequest): WorkerReply {
  try {
    return { id, answer: answer(question) };
  } catch (error) {
    return { id, failure: error instanceof Error ? error.message : 'unknown failure' };
  }
}

scope.onmessage = ({ data }) => scope.postMessage(replyTo(data));
