/** What reaches the output of a builtin of jq, as far as the flow of data is concerned. */
export type BuiltinFlow =
  /** Says something about its input or argument and does not show it. */
  | 'reveals-nothing'
  /** Gives its input, or not; arguments only decide. */
  | 'keeps'
  /** Gives one of the elements of its input. */
  | 'picks-element'
  /** Gives what its (last) argument gives. */
  | 'generates'
  /** Gives a text or number that everything it is given goes into. */
  | 'derives'
  /** Reads a text as data: what it gives has members again. */
  | 'reads';

const flows = new Map<string, BuiltinFlow>();

function are(flow: BuiltinFlow, names: string): void {
  for (const name of names.split(' ')) flows.set(name, flow);
}

are(
  'reveals-nothing',
  'length utf8bytelength type not has in contains inside startswith endswith test any all isempty index rindex indices paths path leaf_paths isvalid isnormal isinfinite isnan empty error now input inputs input_line_number input_filename env builtins halt halt_error infinite nan null bsearch have_decnum have_literal_numbers IN INSIDE ascii_only get_search_list debug_location',
);
are(
  'keeps',
  'select values nulls strings numbers booleans arrays objects iterables scalars debug stderr sort sort_by reverse unique unique_by recurse_down toarray',
);
are('picks-element', 'first/0 last/0 nth/1 min max min_by max_by add/0');
are('generates', 'first/1 last/1 limit skip nth/2 add/1 until while repeat');
are(
  'derives',
  'tostring tojson ascii_downcase ascii_upcase ltrimstr rtrimstr trimstr trim ltrim rtrim split splits join sub gsub capture scan explode implode ascii floor ceil round sqrt fabs abs tonumber todate fromdate todateiso8601 fromdateiso8601 dateadd datesub date strftime strptime strflocaltime mktime gmtime localtime pow log exp log2 log10 exp2 exp10 ltrimstr significand tojson tostream @text',
);
are('reads', 'fromjson fromstream');

/** What is known of the builtin `name` with so many arguments; null for one that may do anything. */
export function builtinFlow(name: string, arity: number): BuiltinFlow | null {
  return flows.get(`${name}/${arity}`) ?? flows.get(name) ?? null;
}

/** Formats and functions whose text can be read back: how a value hides on its way. */
export const encodings = new Set([
  '@base64',
  '@base32',
  '@uri',
  '@json',
  '@text',
  '@html',
  '@csv',
  '@tsv',
  '@sh',
  'tojson',
  'tostring',
  'explode',
]);
