import { z } from 'zod';
import { errorCodes } from '../base/appError.ts';
import { isJson } from '../base/isJson.ts';
import type { Json } from '../base/json.ts';

/** Largest document that is opened or kept, in UTF-16 units of its text. */
export const maxDocumentLength = 8 * 1024 * 1024;

/** Largest data set file that is imported, in bytes. */
export const maxDatasetBytes = 64 * 1024 * 1024;

/** An {@link import('../base/appError.ts').AppError} as it crosses a boundary. */
export const appErrorSchema = z.strictObject({
  code: z.enum(errorCodes),
  message: z.string().max(4_000),
  hint: z.string().max(4_000).optional(),
});

/** `sha256:<64 hex digits>`. */
export const digestSchema = z.string().regex(/^sha256:[0-9a-f]{64}$/);

/** An id that core made: 26 characters of Crockford base 32 (ULID). */
export const idSchema = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/);

/** An instant, ISO 8601 in UTC. */
export const instantSchema = z.iso.datetime();

/** A virtual path in the workspace: `/`-separated names, no `.` or `..`, no control characters, at most 400 characters. */
export const virtualPathSchema = z
  .string()
  .min(1)
  .max(400)
  .refine(
    (path) =>
      path.split('/').every((name) => name !== '' && name !== '.' && name !== '..' && !/[\\\p{Cc}]/u.test(name)),
    { error: 'must be a relative path of plain names' },
  );

/** The text of a document. */
export const documentTextSchema = z.string().max(maxDocumentLength);

/** Bytes as base64, up to {@link maxDatasetBytes} decoded. */
export const base64Schema = z
  .string()
  .max(Math.ceil(maxDatasetBytes / 3) * 4)
  .regex(/^[A-Za-z0-9+/]*={0,2}$/);

/** Nothing: for methods without arguments or without an answer. */
export const nothingSchema = z.strictObject({});

/** Deepest nesting of a JSON value that crosses a boundary; a rehearsal itself stops earlier. */
export const maxJsonDepth = 2_000;

/** Any JSON value. Zod's own recurses and is slow on traces; see {@link isJson}. */
export const jsonSchema: z.ZodType<Json, Json> = z.custom<Json>((value) => isJson(value, maxJsonDepth), {
  error: 'must be a JSON value',
});
