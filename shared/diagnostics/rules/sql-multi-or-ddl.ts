import type { Range } from '../../workflow/document.ts';
import type { PartModel } from '../model.ts';
import { taskMember } from '../modelTask.ts';
import type { ModelText } from '../modelText.ts';
import type { Report, Rule } from '../rule.ts';
import { type SqlStatement, type SqlToken, sqlStatements } from '../sqlStatements.ts';
import { writtenTexts } from '../writtenText.ts';

const database = '- tidy:\n    call: database:1.0.0@default\n    with:\n      connection: orders\n';

/** SQL that does more than one thing, changes the database itself, or changes every row. */
export const sqlMultiOrDdl: Rule = {
  id: 'sql-multi-or-ddl',
  title: 'SQL with more than one effect',
  severity: 'warning',
  confidence: 'high',
  why: 'A call should run one statement on some rows. With several in one text a fault in between leaves half of them done, and an injected one goes unnoticed. Statements that change tables, rights or the whole of a table belong into migrations, which are reviewed and can be undone.',
  remedy: 'Use one call for each statement, name the rows in `where`, and leave tables and rights to migrations.',
  references: [
    { title: 'CWE-89: SQL Injection', url: 'https://cwe.mitre.org/data/definitions/89.html' },
    { title: 'CWE-250: Execution with Unnecessary Privileges', url: 'https://cwe.mitre.org/data/definitions/250.html' },
  ],
  limits: 'Conditions that every row meets in other ways than `true` and `1 = 1`, and what `merge` reaches.',
  fix: null,
  examples: {
    bad: [
      {
        title: 'two statements',
        text: `${database}      sql: "delete from a where id = 1; delete from b where id = 1"\n`,
      },
      { title: 'a change of the database', text: `${database}      sql: drop table old_orders\n` },
      { title: 'a change of every row', text: `${database}      sql: delete from orders\n` },
    ],
    good: [
      {
        title: 'one statement on some rows',
        text: `${database}      sql: "delete from orders where id = :id;"\n      parameters: { id: "\${ .id }" }\n`,
      },
    ],
  },
  checkText,
};

const changesDatabase =
  /^(create|drop|alter|truncate|rename|grant|revoke|vacuum|attach|detach|copy|call|exec|execute|do|load|lock|set|pragma|backup|restore|shutdown|kill|import|install|security|reindex|refresh|cluster|comment)$/;
/** Functions that reach files, programs or other machines. */
const reaching =
  /^(pg_read_file|pg_read_binary_file|pg_ls_dir|pg_sleep|lo_import|lo_export|load_file|load_extension|xp_cmdshell|xp_dirtree|sp_oacreate|sys_exec|sys_eval|dblink|dblink_exec|openrowset|opendatasource|utl_http|utl_file|utl_smtp|dbms_scheduler|dbms_xmlgen)$/;
/** A condition that every row meets. */
const always = /^(true|1=1|\(true\)|\(1=1\)|1)$/;

function checkText(text: ModelText, model: PartModel, report: Report): void {
  const { task, path, value, expression } = text;
  if (path.at(-1) !== 'sql' || path.at(-2) !== 'with' || task === null || task.action !== 'database') return;
  if (taskMember(task, 'with', 'sql') !== value) return;
  if (expression === null) {
    checkSql({ value, isWhole: true }, (message, help, part) =>
      report({ message, help, ...model.placeIn(text, part) }),
    );
    return;
  }
  for (const written of writtenTexts(expression)) {
    checkSql(written, (message, help) => report({ message, help, ...model.placeIn(text, written.range) }));
  }
}

type Say = (message: string, help: string, part: Range) => void;

function checkSql({ value, isWhole }: { readonly value: string; readonly isWhole: boolean }, say: Say): void {
  const statements = sqlStatements(value);
  const second = statements[1];
  if (second !== undefined) say('This is more than one statement.', 'Use one call for each statement.', second.range);
  const hidden = value.indexOf('/*!');
  if (hidden >= 0) {
    const end = value.indexOf('*/', hidden);
    const part = { start: hidden, end: end < 0 ? value.length : end + 2 };
    say('Some databases run what stands in this comment.', 'Take it out.', part);
  }
  for (const [index, statement] of statements.entries()) {
    // Of the last one an expression may append a condition to, nothing is known that is not there.
    checkStatement(statement, isWhole || index < statements.length - 1, say);
  }
}

function checkStatement({ words, tokens, range }: SqlStatement, isWhole: boolean, say: Say): void {
  const verb = verbOf(tokens);
  if (verb === null) return;
  const part = { start: range.start, end: range.start + (words[0] ?? '').length };
  if (changesDatabase.test(verb)) {
    say(`\`${verb}\` changes the database, and not rows of it.`, 'Leave it to a migration.', part);
    return;
  }
  const named = words.find((word) => reaching.test(word));
  if (named !== undefined) {
    say(`\`${named}\` reaches out of the database.`, 'Do without it; use a task that calls.', range);
  }
  if (verb === 'select' && tokens.some(({ text, kind, depth }) => kind === 'word' && text === 'into' && depth === 0)) {
    say('This `select` writes a table or a file.', 'Leave it to a migration.', range);
  }
  const open = changesOf(tokens).find((change) => reachesAll(change) && (isWhole || hasCondition(change)));
  if (open !== undefined) say(`This \`${open[0]?.text}\` reaches every row.`, 'Name the rows in `where`.', range);
}

/** What a statement does: behind `explain`, and behind what `with` names. */
function verbOf(tokens: readonly SqlToken[]): string | null {
  const verbs = /^(select|insert|update|delete|merge|replace|values|table)$/;
  const [first] = tokens;
  if (first?.kind !== 'word') return null;
  if (first.text !== 'explain' && first.text !== 'with') return first.text;
  return tokens.find(({ text, kind, depth }) => kind === 'word' && depth === 0 && verbs.test(text))?.text ?? first.text;
}

/** Most tokens of a statement among which changes are looked for. */
const maxTokens = 5_000;

/** The deletions and updates of a statement, also those in parentheses, each with what belongs to it. */
function changesOf(all: readonly SqlToken[]): readonly (readonly SqlToken[])[] {
  const tokens = all.slice(0, maxTokens);
  return tokens.flatMap(({ text, kind, depth }, at) => {
    const isDeletion = text === 'delete' && tokens[at + 1]?.text === 'from';
    const before = tokens[at - 1]?.text;
    const isUpdate = text === 'update' && before !== 'for' && before !== 'do' && before !== 'on' && before !== 'key';
    if (kind !== 'word' || (!isDeletion && !isUpdate)) return [];
    const end = tokens.findIndex((token, index) => index > at && token.depth < depth);
    return [tokens.slice(at, end < 0 ? tokens.length : end).filter((token) => token.depth >= depth)];
  });
}

function hasCondition([first, ...others]: readonly SqlToken[]): boolean {
  return others.some(({ text, kind, depth }) => kind === 'word' && text === 'where' && depth === first?.depth);
}

function reachesAll(change: readonly SqlToken[]): boolean {
  const depth = change[0]?.depth;
  const at = change.findIndex((token) => token.text === 'where' && token.kind === 'word' && token.depth === depth);
  if (at < 0) return true;
  const behind = change.slice(at + 1).map(({ text }) => text);
  const end = behind.findIndex((text) => /^(returning|limit|order)$/.test(text));
  return always.test(behind.slice(0, end < 0 ? behind.length : end).join(''));
}
