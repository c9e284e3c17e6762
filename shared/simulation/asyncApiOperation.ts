import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';
import { resolveReference } from './documentReference.ts';
import { isList } from './planContext.ts';

/** What a call says of the operation that it means. */
export interface AsyncApiCall {
  readonly operation?: Json;
  readonly channel?: Json;
  readonly server?: Json;
  readonly protocol?: Json;
}

/** Where the messages of an operation go or come from, as its document says it. */
export interface AsyncApiPlace {
  readonly uri: string | null;
  readonly protocol: string | null;
  /** Address of the channel: a topic, a queue, a path. */
  readonly address: string | null;
}

/**
 * Finds where an operation of an AsyncAPI document takes place: `operation` of version 3, `channel` of version 2. The server
 * is the one that is named, else the first of the channel, or of the document, that has the protocol. The error is a sentence.
 */
export function findAsyncApiPlace(document: Json, call: AsyncApiCall): Result<AsyncApiPlace, string> {
  if (!isJsonObject(document) || typeof document.asyncapi !== 'string')
    return err('The document is no AsyncAPI document.');
  const channel = document.asyncapi.startsWith('2.') ? oldChannel(document, call) : newChannel(document, call);
  if (!channel.ok) return channel;
  const server = serverOf(document, channel.value.servers, call);
  if (!server.ok) return server;
  return ok({ ...server.value, address: channel.value.address });
}

interface Channel {
  readonly address: string | null;
  /** Its servers; empty where any of the document will do. */
  readonly servers: readonly Json[];
}

function newChannel(document: JsonObject, { operation }: AsyncApiCall): Result<Channel, string> {
  if (operation === undefined) return err('A document of AsyncAPI 3 has operations; the call names a channel instead.');
  const found = member(document.operations, operation, document);
  if (found === null) return err(`The AsyncAPI document has no operation '${String(operation)}'.`);
  const channel = resolveReference(found.channel, document);
  if (!isJsonObject(channel)) return err(`The operation '${String(operation)}' has no channel.`);
  const { address, servers } = channel;
  return ok({ address: typeof address === 'string' ? address : null, servers: isList(servers) ? servers : [] });
}

function oldChannel(document: JsonObject, { channel }: AsyncApiCall): Result<Channel, string> {
  if (channel === undefined) return err('A document of AsyncAPI 2 has channels; the call names an operation instead.');
  const found = member(document.channels, channel, document);
  if (found === null) return err(`The AsyncAPI document has no channel '${String(channel)}'.`);
  const named = isList(found.servers) ? found.servers : [];
  const { servers } = document;
  return ok({
    address: String(channel),
    servers: named.flatMap((name) => member(servers, name, document) ?? []),
  });
}

function serverOf(
  document: JsonObject,
  own: readonly Json[],
  { server, protocol }: AsyncApiCall,
): Result<Pick<AsyncApiPlace, 'uri' | 'protocol'>, string> {
  const { servers } = document;
  if (isJsonObject(server)) {
    const named = member(servers, server.name, document);
    if (named === null) return err(`The AsyncAPI document has no server '${String(server.name)}'.`);
    return ok(describe(named, isJsonObject(server.variables) ? server.variables : {}));
  }
  const all = own.length > 0 ? own : isJsonObject(servers) ? Object.values(servers) : [];
  const offered = all.map((each) => resolveReference(each, document)).filter(isJsonObject);
  const chosen = offered.find((each) => protocol === undefined || each.protocol === protocol);
  if (chosen !== undefined) return ok(describe(chosen, {}));
  if (protocol === undefined) return ok({ uri: null, protocol: null });
  return err(`The AsyncAPI document has no server with the protocol '${String(protocol)}'.`);
}

/** Version 2 has a URL, version 3 host and path; both with variables in braces, which may have defaults. */
function describe(server: JsonObject, given: JsonObject): Pick<AsyncApiPlace, 'uri' | 'protocol'> {
  const { url, host, pathname, protocol, variables } = server;
  const scheme = typeof protocol === 'string' ? protocol : null;
  const address =
    typeof url === 'string' ? url : `${String(host ?? '')}${typeof pathname === 'string' ? pathname : ''}`;
  const filled = address.replaceAll(/\{([^{}]*)\}/g, (whole, name: string) => {
    const definition = isJsonObject(variables) && Object.hasOwn(variables, name) ? variables[name] : undefined;
    const value = Object.hasOwn(given, name) ? given[name] : isJsonObject(definition) ? definition.default : undefined;
    return value === undefined ? whole : String(value);
  });
  return { uri: filled.includes('://') || scheme === null ? filled : `${scheme}://${filled}`, protocol: scheme };
}

function member(map: Json | undefined, name: Json | undefined, document: JsonObject): JsonObject | null {
  if (!isJsonObject(map) || typeof name !== 'string' || !Object.hasOwn(map, name)) return null;
  const value = resolveReference(map[name], document);
  return isJsonObject(value) ? value : null;
}
