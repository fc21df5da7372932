import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { programLaidOut } from '../support/program.ts';
import { commandsNamedIn, DOCUMENTS, ROOT, scriptsNamedIn, textOf, wordsOf } from './blocks.ts';

const program = programLaidOut();

const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** What npm has besides the scripts of a package. */
const OF_NPM = ['ci', 'pack', 'audit', 'run', 'i', 'install', 'test', 'start'];

/** What is wrong with a command line: a command or an option that there is none of; null: nothing. */
function mistakeIn(line: string): string | null {
  const [, ...words] = wordsOf(line).args;
  let command: Command = program;
  for (const word of words) {
    const next = command.commands.find((one) => one.name() === word);
    if (next === undefined) break;
    command = next;
  }
  if (command === program) return `no command: ${line}`;
  const options = command.options.flatMap(({ long, short }) => [long, short]);
  const unknown = words.find((word) => /^-/.test(word) && !options.includes(word));
  return unknown === undefined ? null : `no option ${unknown}: ${line}`;
}

describe.each(DOCUMENTS)('%s', (document) => {
  it('names only commands and options that there are', () => {
    expect(commandsNamedIn(document).map(mistakeIn).filter(Boolean)).toEqual([]);
  });

  it('names only scripts that there are', () => {
    const known = [...OF_NPM, ...Object.keys(scripts)];
    expect(scriptsNamedIn(document).filter((script) => !known.includes(script))).toEqual([]);
  });

  it('shows commands to be typed in sh blocks, where they are run', () => {
    const blocks = [...textOf(document).matchAll(/^```(\w*)\n(.*?)^```$/gms)].filter(([, kind]) => kind !== 'sh');
    const typed = blocks.flatMap(([, , block = '']) =>
      block.split('\n').filter((line) => /^(\$ )?(npx )?tidings /.test(line)),
    );
    expect(typed).toEqual([]);
  });
});

it.each([
  ['tidings frobnicate', 'no command'],
  ['tidings run --frobnicate', 'no option --frobnicate'],
  ['tidings subscribers add a@b.example --all', 'no option --all'],
])('would see what is wrong with: %s', (line, mistake) => {
  expect(mistakeIn(line)).toContain(mistake);
});

it('README.md names every command', () => {
  const [, table = ''] = /^## Commands$(.*?)^## /ms.exec(textOf('README.md')) ?? [];
  const missing = program.commands
    .map((command) => command.name())
    .filter((name) => !RegExp(`\`(tidings )?${name}\\b`).test(table));
  expect(missing.filter((name) => name !== 'help')).toEqual([]);
});
