import { type Alias, isNode, isSeq, LineCounter, parseDocument, visit, type YAMLError } from 'yaml';
import { z } from 'zod';
import { Fault } from '../fault.ts';

/** Where in a YAML document something stands. */
type Path = readonly PropertyKey[];

/**
 * Reads YAML and checks it against a schema.
 * @throws Fault naming `file:line`, the key and what is wrong with it, for the first thing that is wrong.
 */
export function readYaml<T>(text: string, file: string, schema: z.ZodType<T>): T {
  return check(open(text, file), {}, schema);
}

/**
 * Reads a YAML list and checks each item against a schema; each comes with the line it begins on.
 * @throws Fault as {@link readYaml} does.
 */
export function readYamlList<T>(text: string, file: string, schema: z.ZodType<T>): { value: T; line: number }[] {
  const opened = open(text, file);
  const values = check(opened, [], z.array(schema));
  const { contents } = opened.document;
  const items = isSeq(contents) ? contents.items : [];
  return values.map((value, index) => {
    const item = items[index];
    return { value, line: opened.lineAt(isNode(item) ? item.range?.[0] : undefined) };
  });
}

type Document = ReturnType<typeof parseDocument>;

interface Opened {
  readonly file: string;
  readonly document: Document;
  readonly lineAt: (offset: number | undefined) => number;
}

function open(text: string, file: string): Opened {
  const lines = new LineCounter();
  const document = parseDocument(withoutMark(text), { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number | undefined) => (offset === undefined ? 1 : lines.linePos(offset).line);
  const [broken] = document.errors;
  if (broken !== undefined) throw wrong(file, lineAt(broken.pos[0]), brokenBy(broken));
  const alias = aliasOfNothing(document);
  if (alias !== null) {
    const said = `"*${alias.source}" is an alias in YAML, and nothing before it is marked "&${alias.source}"; put it in quotes`;
    throw wrong(file, lineAt(alias.range?.[0]), said);
  }
  return { file, document, lineAt };
}

/** A text without the byte order mark that some editors begin files with; before a list's first dash YAML allows none. */
export function withoutMark(text: string): string {
  return text.replace(/^\ufeff/, '');
}

function brokenBy({ code, message }: YAMLError): string {
  return code === 'MULTIPLE_DOCS' ? 'begins a second document; take the line "---" out' : `is no YAML: ${message}`;
}

/** What begins with an asterisk, as patterns do, is an alias to YAML. */
function aliasOfNothing(document: Document): Alias | null {
  const anchors = new Set<string>();
  let found: Alias | null = null;
  visit(document, {
    Value: (_, { anchor }) => {
      if (anchor !== undefined) anchors.add(anchor);
    },
    Alias: (_, alias) => {
      if (anchors.has(alias.source)) return undefined;
      found = alias;
      return visit.BREAK;
    },
  });
  return found;
}

/** Of uses of one anchor: who writes the file need not be kept from filling the memory by it. */
const ANY_NUMBER = -1;

function check<T>({ file, document, lineAt }: Opened, empty: unknown, schema: z.ZodType<T>): T {
  const written: unknown = document.toJS({ maxAliasCount: ANY_NUMBER });
  const checked = schema.safeParse(written ?? empty, { error: wording });
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  if (issue === undefined) throw checked.error;
  const at = faultyPath(issue);
  throw wrong(file, lineAt(offsetOf(document, at)), describe(issue, at));
}

/** What a schema says of a value is, after a semicolon, how it is mended. */
function wrong(file: string, line: number, said: string): Fault {
  const [problem = said, mend] = said.split(/; (.*)/s);
  return new Fault({
    stage: 'settings',
    subject: `${file}:${line}`,
    problem,
    ...(mend === undefined ? {} : { mend }),
    permanent: true,
  });
}

function faultyPath(issue: z.core.$ZodIssue): Path {
  return issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;
}

/** What a value should have been, by the names of zod. */
const WANTED: Readonly<Record<string, string>> = {
  object: 'holds no keys with values; write one to a line, as in  key: value',
  array: 'is no list; begin each item with a dash',
  string: 'is no text; put it in quotes',
  number: 'is no number',
  int: 'is no whole number',
  boolean: 'is neither true nor false',
};

/** What is said of a value of which its schema says nothing of its own. */
function wording(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_value') return `is none of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'too_small') {
    if (issue.origin === 'string') return 'is empty; write something, or take it out';
    return `is too small; the least is ${issue.inclusive ? '' : 'above '}${issue.minimum}`;
  }
  if (issue.code === 'too_big') return `is too large; the most is ${issue.inclusive ? '' : 'below '}${issue.maximum}`;
  if (issue.code !== 'invalid_type') return undefined;
  return issue.input === undefined ? 'is missing; write it' : WANTED[issue.expected];
}

function describe(issue: z.core.$ZodIssue, path: Path): string {
  // An item of a list is named by its line.
  const key = path
    .filter((name) => typeof name !== 'number')
    .map(String)
    .join('.');
  if (issue.code === 'unrecognized_keys') return `"${key}" is no setting; mend its spelling or take it out`;
  return key === '' ? issue.message : `"${key}": ${issue.message}`;
}

/** The offset of the key (or list item) that a path leads to, or of the nearest thing around it. */
function offsetOf(document: Document, path: Path): number | undefined {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const parent = document.getIn(path.slice(0, depth - 1), true) ?? document.contents;
    const name = path[depth - 1];
    const key = keyNode(parent, name);
    if (key !== undefined) return key;
    const value = document.getIn(path.slice(0, depth), true);
    if (isNode(value) && value.range) return value.range[0];
  }
  return document.contents?.range?.[0];
}

function keyNode(parent: unknown, name: PropertyKey | undefined): number | undefined {
  if (typeof parent !== 'object' || parent === null || !('items' in parent) || !Array.isArray(parent.items)) return;
  for (const pair of parent.items) {
    const key: unknown = pair?.key;
    if (isNode(key) && 'value' in key && key.value === name && key.range) return key.range[0];
  }
  return undefined;
}
