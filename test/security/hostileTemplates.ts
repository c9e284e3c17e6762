import type { Json } from '../../shared/base/json.ts';
import type { HostileEnd } from './hostileExpressions.ts';

/** A template and how an e-mail with that body ends; its output is the body. */
export type HostileTemplate = readonly [name: string, template: string, end: HostileEnd];

const nested = (blocks: number) => `${'{{#each @root.list}}'.repeat(blocks)}x${'{{/each}}'.repeat(blocks)}`;

/** The input of the e-mails. */
export const templateInput: Json = {
  name: 'Ada <b>&"\'`=',
  list: Array.from({ length: 100 }, (_, index) => index),
  long: 'x'.repeat(100_000),
  proto: '__proto__',
  code: '{{name}} ${ .name } {{{constructor}}}',
  own: JSON.parse('{"__proto__":{"polluted":"own"},"constructor":"own","toString":"own"}') as Json,
  number: 1e308,
  ssn: '536-90-4399',
  empty: {},
  zero: 0,
};

/** Hostile templates, and how each ends. */
export const hostileTemplates: readonly HostileTemplate[] = [
  ['loops in loops', nested(4), 'limit'],
  ['many loops in loops', nested(60), 'limit'],
  ['a long text again and again', '{{#each list}}{{../long}}{{/each}}', 'limit'],
  ['a long text in two loops', '{{#each list}}{{#each ../list}}{{@root.long}}{{/each}}{{/each}}', 'limit'],
  [
    'a long text that is hidden again and again',
    '{{#each list}}{{#each ../list}}{{mask (upper @root.long)}}{{/each}}{{/each}}',
    'limit',
  ],
  [
    'the whole input that is hidden again and again',
    '{{#each list}}{{#each ../list}}{{mask @root}}{{/each}}{{/each}}',
    'limit',
  ],
  ['the whole input again and again', '{{#each list}}{{upper @root}}{{/each}}', 'limit'],
  ['helpers over a long text in loops', nested(2).replace('x', '{{title (upper (lower @root.long))}}'), 'limit'],
  [
    'more blocks than there may be',
    nested(65),
    { fault: 'The template is not valid: The template is nested more than 64 levels deep.' },
  ],
  [
    'more calls than there may be',
    `{{${'upper ('.repeat(70)}name${')'.repeat(70)}}}`,
    { fault: 'The template is not valid: The template is nested more than 64 levels deep.' },
  ],
  [
    'more pipes than there may be',
    `{{name${' | upper'.repeat(100)}}}`,
    { fault: 'The template is not valid: The template chains more than 64 helpers.' },
  ],
  [
    'a text beyond all bounds',
    `{{name}}${'x'.repeat(300_000)}`,
    { fault: 'The template is not valid: The template is longer than 262144 characters.' },
  ],
  [
    'a block that is never closed',
    '{{#if name}}',
    { fault: 'The template is not valid: The template ends inside a tag or a block.' },
  ],
  [
    'a block closed by another name',
    '{{#if name}}{{/each}}',
    { fault: 'The template is not valid: The block is closed under another name than it was opened.' },
  ],
  [
    'ten thousand opened tags',
    '{{'.repeat(10_000),
    { fault: 'The template is not valid: The template is nested more than 64 levels deep.' },
  ],
  [
    'ten thousand braces',
    `${'{'.repeat(10_000)}name${'}'.repeat(10_000)}`,
    { fault: 'The template is not valid: The template is nested more than 64 levels deep.' },
  ],
  ['the prototype', '{{__proto__.polluted}}', { output: '' }],
  ['the prototype of a member', '{{own.__proto__.polluted}}{{own.constructor}}', { output: '' }],
  [
    'the constructor',
    '{{constructor.constructor "return process"}}',
    { fault: 'The template uses a helper that it may not use.' },
  ],
  ['the constructor of a text', '{{name.constructor.name}}{{name.length}}{{name.toString}}', { output: '' }],
  ['a prototype by brackets', '{{own.[__proto__].[polluted]}}{{[constructor]}}', { output: '' }],
  ['a prototype behind a path', '{{../__proto__}}{{@root.__proto__}}{{this.__proto__}}', { output: '' }],
  [
    'the prototype in a block',
    '{{#with own}}{{__proto__.polluted}}{{/with}}{{#each own}}{{@key}};{{/each}}',
    { output: '__proto__;constructor;toString;' },
  ],
  ['lookup', '{{lookup own proto}}', { fault: 'The template uses a helper that it may not use.' }],
  ['a helper that was not allowed', '{{log name}}', { fault: 'The template uses a helper that it may not use.' }],
  [
    'a helper missing',
    '{{helperMissing name}}{{blockHelperMissing name}}',
    { fault: 'The template uses a helper that it may not use.' },
  ],
  ['a helper of all objects', '{{toString name}}', { fault: 'The template uses a helper that it may not use.' }],
  ['a helper by brackets', '{{[__proto__] name}}', { fault: 'The template uses a helper that it may not use.' }],
  [
    'a block of all objects',
    '{{#hasOwnProperty name}}{{/hasOwnProperty}}',
    { fault: 'The template uses a block helper that it may not use.' },
  ],
  ['a block that is none', '{{#name}}x{{/name}}', { fault: 'The block `name` has no value to work on.' }],
  ['a partial', '{{> secret}}', { fault: 'The template has a partial, which templates may not have.' }],
  [
    'a partial from data',
    '{{> (lookup . "name")}}',
    { fault: 'The template has a partial, which templates may not have.' },
  ],
  [
    'an inline partial',
    '{{#*inline "a"}}x{{/inline}}{{> a}}',
    { fault: 'The template has a decorator, which templates may not have.' },
  ],
  [
    'a partial block',
    '{{#> layout}}x{{/layout}}',
    { fault: 'The template has a partial, which templates may not have.' },
  ],
  ['a decorator', '{{* decorate name}}', { fault: 'The template has a decorator, which templates may not have.' }],
  ['a template in its data', '{{code}}', { output: '{{name}} ${ .name } {{{constructor}}}' }],
  ['a raw template in its data', '{{{code}}}', { output: '{{name}} ${ .name } {{{constructor}}}' }],
  [
    'an expression between its pieces',
    'a ${ .name } {{name}}',
    { output: 'a ${ .name } Ada &lt;b&gt;&amp;&quot;&#x27;&#x60;&#x3D;' },
  ],
  ['markup in its data', '{{name}}', { output: 'Ada &lt;b&gt;&amp;&quot;&#x27;&#x60;&#x3D;' }],
  [
    'markup behind helpers',
    '{{upper name}}{{default missing name}}',
    { output: 'ADA &lt;B&gt;&amp;&quot;&#x27;&#x60;&#x3D;Ada &lt;b&gt;&amp;&quot;&#x27;&#x60;&#x3D;' },
  ],
  ['an attribute of a tag', '<a href={{name}}>', { output: '<a href=Ada &lt;b&gt;&amp;&quot;&#x27;&#x60;&#x3D;>' }],
  ['climbing out of the input', '{{../../../../name}}|{{@root.name.length}}', { output: '|' }],
  ['data of the block that is none', '{{@index}}{{@first}}{{@__proto__}}{{@constructor}}{{@level}}', { output: '' }],
  ['names that hide others', '{{#each list as |name name|}}{{#if @last}}{{name}}{{/if}}{{/each}}', { output: '99' }],
  [
    'a prototype as the name of an item',
    '{{#each list as |__proto__ constructor|}}{{#if @first}}{{__proto__}}{{constructor}}{{/if}}{{/each}}',
    { output: '00' },
  ],
  [
    'a date from nonsense',
    '{{date name "yyyy"}}|{{date number}}|{{date ""}}|{{date empty}}',
    { output: 'Ada &lt;b&gt;&amp;&quot;&#x27;&#x60;&#x3D;|1e+308||{}' },
  ],
  ['a date with a format without end', `{{date "2026-11-22" "${"'".repeat(9_999)}"}}`, { output: '&#x27;' }],
  [
    'a number with decimals beyond all bounds',
    '{{number 1.5 1e9}}|{{number number 400}}|{{number 1 -5}}',
    { output: '1.5|1e+308|1' },
  ],
  [
    'a currency that is none',
    '{{currency 1 "__proto__"}}|{{currency 1 "<b>"}}',
    { output: '__proto__ 1.00|&lt;b&gt; 1.00' },
  ],
  [
    'a truncation beyond all bounds',
    '{{truncate name 1e9}}|{{truncate name -1}}|{{truncate name "x"}}',
    { output: 'Ada &lt;b&gt;&amp;&quot;&#x27;&#x60;&#x3D;|…|Ada &lt;b&gt;&amp;&quot;&#x27;&#x60;&#x3D;' },
  ],
  [
    'masks of what is none',
    '{{mask_ssn name}}|{{mask_card ""}}|{{mask_email name}}|{{mask own}}|{{mask_ssn ssn}}',
    { output: '***-**-****||****|****|***-**-4399' },
  ],
  ['zero that counts', '{{#if zero includeZero=true}}x{{/if}}{{#if zero}}y{{/if}}', { output: 'x' }],
  [
    'an argument by name',
    '{{upper name __proto__=name}}',
    { fault: 'The template gives a helper an argument by a name that it does not take.' },
  ],
  [
    'a block with an argument by name',
    '{{#each list constructor=true}}{{/each}}',
    { fault: 'The template gives a helper an argument by a name that it does not take.' },
  ],
  ['a condition on an object', '{{#if empty}}yes{{/if}}{{#unless own}}no{{/unless}}', { output: 'yes' }],
  ['comments that hide', '{{!-- }} {{name}} --}}{{! {{name}}', { output: '' }],
  [
    'an escape of the template',
    '\\{{name}} \\\\{{name}}',
    { output: '{{name}} \\Ada &lt;b&gt;&amp;&quot;&#x27;&#x60;&#x3D;' },
  ],
  ['a raw block', '{{{{raw}}}}{{name}}{{{{/raw}}}}', { fault: 'The block `raw` has no value to work on.' }],
  ['white space that it eats', 'a {{~ ssn | mask_ssn ~}} b', { output: 'a***-**-4399b' }],
  [
    'a pipe into what is no helper',
    '{{name | constructor}}',
    { fault: 'The template uses a helper that it may not use.' },
  ],
  ['a pipe into nothing', '{{name | }}', { fault: 'The template is not valid: The template is malformed here.' }],
  ['a pipe in a text', '{{default missing "a | upper"}}', { output: 'a | upper' }],
  ['half a character', '{{truncate "\ud83d\ude00\ud83d\ude00" 1}}', { output: '😀…' }],
];
