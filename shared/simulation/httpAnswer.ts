import { bytesToBase64 } from '../base/base64.ts';
import type { Json } from '../base/json.ts';
import type { Fault } from './fault.ts';
import { standardFault } from './standardErrors.ts';
import type { StubAnswer } from './stubBook.ts';

/** Reason phrases of RFC 9110, section 15, as titles of errors. */
const reasons: Readonly<Record<number, string>> = {
  300: 'Multiple Choices',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/**
 * The error that a status outside 200-299 (with `redirect`, outside 200-399) is, or null: a communication error with the
 * answer's own status, as the DSL asks for the one that describes the error best.
 */
export function statusFault(status: number, redirect: boolean, title: string, instance: string): Fault | null {
  if (status >= 200 && status < (redirect ? 400 : 300)) return null;
  const reason = reasons[status];
  const detail = `${title} answered ${status}${reason === undefined ? '' : ` ${reason}`}.`;
  return standardFault('communication', {
    detail,
    instance,
    status,
    ...(reason === undefined ? {} : { title: reason }),
  });
}

/**
 * The body as data: JSON where its content type says so, or where there is none and it reads as an object or list; in
 * base64 where it is no text (reference, "HTTP Response", `content`).
 */
export function contentOf({ headers, text, binary, json }: StubAnswer): Json {
  if (json !== undefined) return json;
  if (binary !== null) return binary;
  if (text === null || text === '') return null;
  const type = contentType(headers);
  const isJson = type === null ? /^\s*[{[]/.test(text) : /[/+]json\b/i.test(type);
  if (!isJson) return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** The body in base64; null where there is none. */
export function rawContentOf({ text, binary }: StubAnswer): Json {
  if (binary !== null) return binary;
  return text === null ? null : bytesToBase64(new TextEncoder().encode(text));
}

function contentType(headers: StubAnswer['headers']): string | null {
  const name = Object.keys(headers).find((header) => header.toLowerCase() === 'content-type');
  return name === undefined ? null : (headers[name] ?? null);
}
