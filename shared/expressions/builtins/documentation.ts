/** One line on every builtin, as `name(arguments): what it gives`. */
const lines = `
abs: the number without its sign
acos: arc cosine, in radians
acosh: inverse hyperbolic cosine
add: the sum of all elements; strings, arrays and objects are joined
add(generator): the sum of all outputs
all: whether all elements are true
all(condition): whether the condition holds for all elements
all(generator; condition): whether the condition holds for all outputs
any: whether any element is true
any(condition): whether the condition holds for any element
any(generator; condition): whether the condition holds for any output
arrays: the input if it is an array
ascii: the character of an ASCII code
ascii_downcase: the string with A to Z in lower case
ascii_upcase: the string with a to z in upper case
asin: arc sine, in radians
asinh: inverse hyperbolic sine
atan: arc tangent, in radians
atan2(y; x): angle of a point, in radians
atanh: inverse hyperbolic tangent
booleans: the input if it is true or false
bsearch(value): position of a value in a sorted array, negative where it would go
builtins: the names of all functions, as name/arity
capture(pattern): the named groups of a match, as an object
capture(pattern; flags): the named groups of a match, as an object
cbrt: cube root
ceil: the least integer that is not less
combinations: every choice of one element of each array
combinations(n): every choice of n elements, with repetition
contains(value): whether the input contains the value, at any depth
copysign(x; y): x with the sign of y
cos: cosine of an angle in radians
cosh: hyperbolic cosine
date: seconds since 1970 as ISO 8601
dateadd(unit; amount): seconds since 1970, later by an amount
datesub(unit; amount): seconds since 1970, earlier by an amount
debug: the input unchanged
debug(message): the input unchanged
del(paths): the input without what stands at the paths
delpaths(paths): the input without what stands at an array of paths
drem(x; y): the IEEE remainder of x by y
empty: no output at all
endswith(text): whether the string ends with a text
env: an empty object; workflows see no environment
erf: the error function
erfc: the complementary error function
error: an error with the input as its value
error(value): an error with a value, for try and catch
exp: e to the power of the input
exp10: ten to the power of the input
exp2: two to the power of the input
expm1: e to the power of the input, less one
explode: the code points of a string
fabs: the number without its sign
fdim(x; y): how much x is more than y, or 0
finites: the input if it is a finite number
first: the first element
first(generator): the first output
flatten: an array without inner arrays
flatten(depth): an array with inner arrays dissolved to a depth
floor: the greatest integer that is not greater
fma(x; y; z): x times y plus z
fmax(x; y): the greater of two numbers
fmin(x; y): the lesser of two numbers
fmod(x; y): the remainder of x by y
format(name): the input in a format such as "base64" or "csv"
frexp: mantissa and exponent of the number
from_entries: an object from an array of key and value pairs
fromdate: ISO 8601 as seconds since 1970
fromdateiso8601: ISO 8601 as seconds since 1970
fromjson: the value that a JSON text stands for
fromstream(events): values from streamed path and leaf pairs
gamma: logarithm of the gamma function
get_jq_origin: null; there is no program file
get_prog_origin: null; there is no program file
get_search_list: an empty array; there are no modules
getpath(path): what stands at a path, or null
gmtime: seconds since 1970 as an array of date and time in UTC
group_by(key): arrays of the elements that have the same key
gsub(pattern; replacement): the string with every match replaced
gsub(pattern; replacement; flags): the string with every match replaced
halt: ends with the outputs so far
halt_error: ends with the input as an error
halt_error(status): ends with the input as an error
has(key): whether an object has a key, or an array a position
have_decnum: true: number literals keep their digits
have_literal_numbers: true: number literals keep their digits
hypot(x; y): distance of a point from the origin
implode: the string of an array of code points
IN(values): whether the input is among the outputs
IN(source; values): whether any output of the source is among the values
in(container): whether the input is a key of the container
INDEX(key): an object of the elements by their keys
INDEX(rows; key): an object of the rows by their keys
index(value): position of the first occurrence, or null
indices(value): positions of all occurrences
infinite: positive infinity
input: an error; a workflow has one input
input_filename: null; the input is no file
input_line_number: 0; the input is no file
inputs: nothing; a workflow has one input
inside(container): whether the container contains the input
isempty(generator): whether there is no output
isfinite: whether the number is finite
isinfinite: whether the number is infinite
isnan: whether the input is not a number
isnormal: whether the number is neither zero, subnormal, infinite nor NaN
iterables: the input if it is an array or object
JOIN(index; key): pairs of an element and what the index has for its key
JOIN(index; rows; key): pairs of a row and what the index has for its key
JOIN(index; rows; key; join): what join makes of a row and what the index has for its key
j0: the Bessel function of the first kind of order 0
j1: the Bessel function of the first kind of order 1
jn(order; x): the Bessel function of the first kind of an integer order
join(separator): the elements as one string
keys: the sorted keys of an object, or the positions of an array
keys_unsorted: the keys of an object in their order
last: the last element
last(generator): the last output
ldexp(x; exponent): x times two to a power
length: elements, keys or characters; 0 for null; a number without its sign
lgamma: logarithm of the gamma function
lgamma_r: logarithm of the gamma function
limit(count; generator): at most so many outputs
localtime: seconds since 1970 as an array of date and time; local time is UTC here
log: natural logarithm
log10: logarithm to base ten
log1p: natural logarithm of one plus the input
log2: logarithm to base two
logb: exponent of the number, to base two
ltrim: the string without white space at its start
map(change): the array with every element changed
map_values(change): the object or array with every value changed
match(pattern): the match of a regular expression: offset, length, string, captures
match(pattern; flags): the matches of a regular expression
max: the greatest element
max_by(key): the element with the greatest key
min: the least element
min_by(key): the element with the least key
mktime: seconds since 1970 of an array of date and time
modf: fraction and whole part of the number
modulemeta: an error; there are no modules
nan: not a number
nearbyint: the nearest integer, ties to even
nextafter(x; y): the next number after x towards y
nexttoward(x; y): the next number after x towards y
normals: the input if it is a normal number
not: true for false and null, false for everything else
now: the time of the rehearsal, in seconds since 1970
nth(position): the element at a position
nth(position; generator): the output at a position
nulls: the input if it is null
numbers: the input if it is a number
objects: the input if it is an object
path(paths): the paths of the outputs, as arrays of keys
paths: the paths of everything in the input
paths(condition): the paths of everything for which a condition holds
pick(paths): the input with nothing but what stands at the paths
pow(x; y): x to the power of y
pow10: ten to the power of the input
range(end): the numbers from 0 to before the end
range(start; end): the numbers from start to before the end
range(start; end; step): the numbers from start to before the end, by steps
recurse: the input and everything in it
recurse(step): the input, and what a step gives, again and again
recurse(step; condition): the same as long as a condition holds
remainder(x; y): the IEEE remainder of x by y
repeat(generator): the outputs of a generator again and again
reverse: the array or string in reverse
rindex(value): position of the last occurrence, or null
rint: the nearest integer, ties to even
round: the nearest integer, ties away from zero
rtrim: the string without white space at its end
rtrimstr(text): the string without a text at its end
scalars: the input if it is no array or object
scalb(x; exponent): x times two to a power
scalbln(x; exponent): x times two to a power
scan(pattern): every match as a string, or an array of its groups
scan(pattern; flags): every match as a string, or an array of its groups
select(condition): the input if a condition holds
setpath(path; value): the input with a value at a path
significand: the mantissa of the number
sin: sine of an angle in radians
sinh: hyperbolic sine
skip(count; generator): all but the first outputs
sort: the elements in order
sort_by(key): the elements in the order of their keys
split(separator): the parts of a string between separators
split(pattern; flags): the parts of a string between matches
splits(pattern): the parts of a string between matches, one by one
splits(pattern; flags): the parts of a string between matches, one by one
sqrt: square root
startswith(text): whether the string starts with a text
stderr: the input unchanged
strflocaltime(format): a date and time as text; local time is UTC here
strftime(format): a date and time as text, in UTC
strings: the input if it is a string
strptime(format): an array of date and time from text
sub(pattern; replacement): the string with the first match replaced
sub(pattern; replacement; flags): the string with matches replaced
tan: tangent of an angle in radians
tanh: hyperbolic tangent
test(pattern): whether a regular expression matches
test(pattern; flags): whether a regular expression matches
tgamma: the gamma function
to_entries: an array of key and value pairs
toarray: the input if it is an array, otherwise an array of it
toboolean: true or false from text
todate: seconds since 1970 as ISO 8601
todateiso8601: seconds since 1970 as ISO 8601
tojson: the JSON text of the input
tonumber: the number that a text stands for
tostream: path and leaf pairs of the input
tostring: the string itself, or the JSON text of anything else
transpose: rows for columns
trim: the string without white space at its ends
trimstr(text): the string without a text at its ends
truncate_stream(events): streamed events without the first keys of their paths
trunc: the number without its fraction
ltrimstr(text): the string without a text at its start
type: null, boolean, number, string, array or object
unique: the different elements, sorted
unique_by(key): one element for each key
until(condition; update): updates the input until a condition holds
utf8bytelength: bytes of the string in UTF-8
values: the input if it is not null
walk(change): everything in the input changed, innermost first
while(condition; update): the input and its updates as long as a condition holds
with_entries(change): the object with its key and value pairs changed
y0: the Bessel function of the second kind of order 0
y1: the Bessel function of the second kind of order 1
yn(order; x): the Bessel function of the second kind of an integer order
`;

/** What is said about a builtin: how it is called, and what it gives. */
export interface BuiltinDocumentation {
  /** As in `select(condition)`. */
  readonly usage: string;
  readonly text: string;
}

let documentation: ReadonlyMap<string, BuiltinDocumentation> | null = null;

function read(): ReadonlyMap<string, BuiltinDocumentation> {
  const found = new Map<string, BuiltinDocumentation>();
  for (const line of lines.trim().split('\n')) {
    const colon = line.indexOf(': ');
    const usage = line.slice(0, colon);
    const open = usage.indexOf('(');
    const name = open < 0 ? usage : usage.slice(0, open);
    const arity = open < 0 ? 0 : usage.split(';').length;
    found.set(`${name}/${arity}`, { usage, text: line.slice(colon + 2) });
  }
  return found;
}

/** The documentation of `name/arity`, or null. */
export function documentationOf(signature: string): BuiltinDocumentation | null {
  documentation ??= read();
  return documentation.get(signature) ?? null;
}
