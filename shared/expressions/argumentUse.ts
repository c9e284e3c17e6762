/** What a builtin does with its arguments and its input, as far as an analysis wants to know. */
export type ArgumentUse =
  /** Keeps or drops the input. */
  | 'selects'
  /** Gives outputs of its arguments. */
  | 'generates'
  /** Makes an array or object of what the argument gives for each element. */
  | 'maps'
  /** Gives elements of the input in another order or number. */
  | 'arranges'
  /** Reads nothing. */
  | 'nothing'
  /** May do anything. */
  | 'anything';

const uses: ReadonlyMap<string, ArgumentUse> = new Map<string, ArgumentUse>([
  ['select/1', 'selects'],
  ['values/0', 'selects'],
  ['nulls/0', 'selects'],
  ['strings/0', 'selects'],
  ['numbers/0', 'selects'],
  ['booleans/0', 'selects'],
  ['arrays/0', 'selects'],
  ['objects/0', 'selects'],
  ['iterables/0', 'selects'],
  ['scalars/0', 'selects'],
  ['debug/0', 'selects'],
  ['stderr/0', 'selects'],
  ['first/1', 'generates'],
  ['last/1', 'generates'],
  ['limit/2', 'generates'],
  ['skip/2', 'generates'],
  ['nth/2', 'generates'],
  ['error/1', 'generates'],
  ['map/1', 'maps'],
  ['map_values/1', 'maps'],
  ['sort_by/1', 'arranges'],
  ['group_by/1', 'arranges'],
  ['unique_by/1', 'arranges'],
  ['min_by/1', 'arranges'],
  ['max_by/1', 'arranges'],
  ['empty/0', 'nothing'],
  ['now/0', 'nothing'],
  ['infinite/0', 'nothing'],
  ['nan/0', 'nothing'],
  ['env/0', 'nothing'],
  ['input/0', 'nothing'],
  ['inputs/0', 'nothing'],
  ['builtins/0', 'nothing'],
  ['input_filename/0', 'nothing'],
  ['input_line_number/0', 'nothing'],
]);

/** What the builtin `name/arity` does with its arguments. */
export function argumentUse(name: string, arity: number): ArgumentUse {
  return uses.get(`${name}/${arity}`) ?? 'anything';
}
