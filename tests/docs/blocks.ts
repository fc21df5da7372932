import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');

/** The documents, relative to the repository. */
export const DOCUMENTS: readonly string[] = ['README.md', ...globSync('docs/*.md', { cwd: ROOT }).sort()];

export function textOf(document: string): string {
  return readFileSync(join(ROOT, document), 'utf8');
}

/** The lines of a document's `sh` blocks: each is a command. */
export function commandsIn(document: string): string[] {
  return [...textOf(document).matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, block = '']) =>
    block.split('\n').filter((line) => line !== '' && !line.startsWith('#')),
  );
}

/**
 * The command lines of ours that a document names without showing them in an `sh` block: in its text, and in what it
 * shows of cron. Each choice of `add|remove` is one.
 */
export function commandsNamedIn(document: string): string[] {
  const text = textOf(document).replaceAll('\\|', '|');
  const shown = [...text.matchAll(/^```(?!sh$)\w*\n(.*?)^```$/gms)].flatMap(([, block = '']) => block.split('\n'));
  const inText = [...text.replace(/^```.*?^```$/gms, '').matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
  const indented = text.split('\n').filter((line) => line.startsWith('    '));
  return [...shown, ...inText, ...indented].flatMap((line) => {
    const [, command] = /(?:^|&& |^ +)(?:npx )?(tidings [a-z].*)/s.exec(line) ?? [];
    const choices = command === undefined ? [] : (/\b\w+(?:\|\w+)+/.exec(command)?.[0].split('|') ?? ['']);
    return choices.map((choice) => (command ?? '').replace(/\b\w+(?:\|\w+)+/, choice));
  });
}

/** The npm scripts that a document names. */
export function scriptsNamedIn(document: string): string[] {
  return [...textOf(document).matchAll(/(?:^ *|`|&& )npm (?:run )?([a-z:]+)/gm)].map(([, script = '']) => script);
}

/** A command line as a shell takes it apart: words, where quotes hold blanks together, and what goes to a file. */
export function wordsOf(line: string): { readonly args: string[]; readonly from?: string; readonly to?: string } {
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
  const after = (sign: string) => (words.includes(sign) ? words[words.indexOf(sign) + 1] : undefined);
  const end = words.findIndex((word) => word === '<' || word === '>');
  const [from, to] = [after('<'), after('>')];
  return {
    args: end === -1 ? words : words.slice(0, end),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}
