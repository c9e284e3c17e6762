import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { standardFault } from './standardErrors.ts';

/**
 * What a JSON-RPC 2.0 method gave (reference, "A2A Call" and "MCP Call"): a stub answers the result alone, or a whole
 * response; then an `error` in it is a runtime error.
 */
export function jsonRpcResult(answer: Json, title: string, instance: string): Json {
  if (!isJsonObject(answer) || answer.jsonrpc !== '2.0') return answer;
  if (!isJsonObject(answer.error)) return answer.result ?? null;
  throw standardFault('runtime', { detail: `${title} answered an error${codeOf(answer.error)}.`, instance });
}

/** The message of an error may hold data of the workflow; its code cannot. */
function codeOf({ code }: JsonObject): string {
  return typeof code === 'number' ? `, code ${code}` : '';
}
