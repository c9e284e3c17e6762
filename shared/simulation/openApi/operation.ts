import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { resolveReference } from '../documentReference.ts';
import { isList } from '../planContext.ts';

/** A parameter of an operation, in the words of OpenAPI 3. */
export interface OperationParameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly style: string;
  readonly explode: boolean;
  /** Whether characters that have a meaning in a query stay as they are. */
  readonly allowReserved: boolean;
  /** Whether its value is written as one text, by a media type of its own and not by `style`. */
  readonly isWhole: boolean;
}

/** An operation of an OpenAPI document, 2.0 (Swagger) or 3.x. */
export interface Operation {
  readonly method: string;
  readonly path: string;
  /** The address that the path is added to; absolute where the document or its own address is. */
  readonly server: string;
  readonly parameters: readonly OperationParameter[];
  /** Media types of the body, the preferred first; empty where it takes none. */
  readonly mediaTypes: readonly string[];
  readonly requiresBody: boolean;
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** Finds an operation by its id; the error is a sentence. `address` is the document's own. */
export function findOperation(document: Json, operationId: string, address: string): Result<Operation, string> {
  if (!isJsonObject(document) || !isJsonObject(document.paths)) return err('The document is no OpenAPI document.');
  for (const [path, written] of Object.entries(document.paths)) {
    const item = resolveReference(written, document);
    if (!isJsonObject(item)) continue;
    for (const method of methods) {
      const operation = item[method];
      if (!isJsonObject(operation) || operation.operationId !== operationId) continue;
      return ok(describe(document, item, operation, { method, path, address }));
    }
  }
  return err(`The OpenAPI document has no operation '${operationId}'.`);
}

interface Place {
  readonly method: string;
  readonly path: string;
  readonly address: string;
}

function describe(document: JsonObject, item: JsonObject, operation: JsonObject, place: Place): Operation {
  const { method, path, address } = place;
  const isOld = typeof document.swagger === 'string';
  const parameters = [...listOf(item.parameters), ...listOf(operation.parameters)]
    .map((parameter) => resolveReference(parameter, document))
    .filter(isJsonObject)
    .map((parameter) => (isOld ? oldParameter(parameter) : newParameter(parameter)));
  const body = resolveReference(operation.requestBody ?? null, document);
  const content = isJsonObject(body) && isJsonObject(body.content) ? Object.keys(body.content) : [];
  const consumes = listOf(operation.consumes ?? document.consumes).filter((type) => typeof type === 'string');
  const isForm = parameters.some((parameter) => parameter.in === 'formData');
  const takesBody = isForm || parameters.some((parameter) => parameter.in === 'body');
  const fallback = isForm ? 'application/x-www-form-urlencoded' : 'application/json';
  const oldTypes = takesBody ? (consumes.length === 0 ? [fallback] : consumes) : [];
  return {
    method: method.toUpperCase(),
    path,
    server: isOld ? oldServer(document, address) : newServer(document, item, operation, address),
    // What the operation says goes before what its path says.
    parameters: [...new Map(parameters.map((each) => [`${each.in} ${each.name}`, each])).values()],
    requiresBody: isJsonObject(body) && body.required === true,
    mediaTypes: (isOld ? oldTypes : content).toSorted((a, b) => Number(isJsonType(b)) - Number(isJsonType(a))),
  };
}

function newParameter({
  name,
  in: where,
  required,
  style,
  explode,
  allowReserved,
  content,
}: JsonObject): OperationParameter {
  const place = String(where);
  const usual = place === 'query' || place === 'cookie' ? 'form' : 'simple';
  const chosen = typeof style === 'string' ? style : usual;
  return {
    name: String(name),
    in: place,
    required: required === true,
    style: chosen,
    explode: typeof explode === 'boolean' ? explode : chosen === 'form',
    allowReserved: allowReserved === true,
    isWhole: isJsonObject(content),
  };
}

/** Swagger's `collectionFormat` is `style` and `explode` of OpenAPI 3. */
function oldParameter({ name, in: where, required, collectionFormat }: JsonObject): OperationParameter {
  const styles: { readonly [format: string]: string } = { ssv: 'spaceDelimited', pipes: 'pipeDelimited' };
  const usual = where === 'query' ? 'form' : 'simple';
  const style = (typeof collectionFormat === 'string' ? styles[collectionFormat] : undefined) ?? usual;
  const explode = collectionFormat === 'multi';
  const own = { name: String(name), in: String(where), required: required === true, style, explode };
  return { ...own, allowReserved: false, isWhole: false };
}

function oldServer({ schemes, host, basePath }: JsonObject, address: string): string {
  const own = URL.parse(address);
  const offered = listOf(schemes);
  const scheme = offered.includes('https') ? 'https' : (offered[0] ?? own?.protocol.replace(':', '') ?? 'https');
  const authority = typeof host === 'string' ? host : (own?.host ?? '');
  return `${String(scheme)}://${authority}${typeof basePath === 'string' ? basePath : ''}`.replace(/\/$/, '');
}

function newServer(document: JsonObject, item: JsonObject, operation: JsonObject, address: string): string {
  const [server] = listOf(operation.servers ?? item.servers ?? document.servers);
  const { url, variables }: JsonObject = isJsonObject(server) ? server : {};
  const filled = (typeof url === 'string' ? url : '/').replaceAll(/\{([^{}]*)\}/g, (_whole, name: string) => {
    const variable = isJsonObject(variables) && Object.hasOwn(variables, name) ? variables[name] : null;
    return isJsonObject(variable) ? String(variable.default ?? '') : '';
  });
  return (URL.parse(filled, address)?.href ?? filled).replace(/\/$/, '');
}

function isJsonType(type: string): boolean {
  return /[/+]json\b/i.test(type);
}

function listOf(value: Json | undefined): readonly Json[] {
  return isList(value) ? value : [];
}
