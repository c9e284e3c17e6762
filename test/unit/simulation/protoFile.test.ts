import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../shared/base/json.ts';
import { grpcProblem } from '../../../shared/simulation/protoFile.ts';

const proto = `
syntax = "proto3";
service Shop { rpc Order (OrderRequest) returns (OrderReply); }
message OrderRequest {
  string customer_id = 1;          // who
  repeated Item items = 2;
  map<string, string> labels = 3;
  oneof pay { bool cash = 4; Card card = 5; }
  double limit = 6;
  Kind kind = 7;
  google.protobuf.Timestamp at = 8;
  message Card { int64 number = 1; string cash = 2; }
  enum Kind { NORMAL = 0; EXPRESS = 1; }
}
message Item { int32 count = 1; Item spare = 2; }
`;
const problem = (message: JsonObject) => grpcProblem(proto, 'shop.Shop', 'Order', message);

describe('a gRPC message', () => {
  it.each<[JsonObject]>([
    [{}],
    [{ customerId: 'a', customer_id: 'a' }],
    [{ items: [{ count: 1 }, { count: '2', spare: { count: 3 } }] }],
    [{ labels: { a: 'b' }, cash: true, limit: 1.5, kind: 'EXPRESS', at: '2000-01-01T00:00:00Z' }],
    [{ card: { number: '12345678901234567890', cash: 'x' }, limit: 'NaN', customer_id: null }],
  ])('fits its proto file: %j', (message) => {
    expect(problem(message)).toBeNull();
  });

  it.each<[JsonObject, string]>([
    [{ other: 1 }, "The message 'OrderRequest' of 'shop.Shop/Order' has no field 'other'."],
    [{ NORMAL: 1 }, "The message 'OrderRequest' of 'shop.Shop/Order' has no field 'NORMAL'."],
    [{ number: 1 }, "The message 'OrderRequest' of 'shop.Shop/Order' has no field 'number'."],
    [{ customerId: 7 }, "has the field 'customerId', which is of the type 'string'."],
    [{ items: {} }, "has the field 'items', which is a list."],
    [{ items: [{ count: 1.5 }] }, "The message 'Item' has the field 'count', which is of the type 'int32'."],
    [{ items: [{ spare: { total: 1 } }] }, "The message 'Item' has no field 'total'."],
    [{ items: [1] }, "has the field 'items', which is a message 'Item'."],
    [{ labels: [] }, "has the field 'labels', which is a map."],
    [{ cash: 'yes' }, "has the field 'cash', which is of the type 'bool'."],
  ])('does not fit it: %j', (message, expected) => {
    expect(problem(message)).toContain(expected);
  });
});
