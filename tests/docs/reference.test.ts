import { join } from 'node:path';
import { expect, it } from 'vitest';
import { programLaidOut } from '../support/program.ts';
import { commandsReference, settingsReference } from './reference.ts';

const DOCS = join(import.meta.dirname, '..', '..', 'docs');

it('docs/settings.md tells of every setting (npm run docs)', async () => {
  await expect(settingsReference()).toMatchFileSnapshot(join(DOCS, 'settings.md'));
});

it('docs/commands.md tells of every command (npm run docs)', async () => {
  await expect(commandsReference(programLaidOut())).toMatchFileSnapshot(join(DOCS, 'commands.md'));
});

it('every setting but a group of settings says what it means', () => {
  const rows = settingsReference()
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  expect(rows.filter((row) => / \|\s+\|$/.test(row))).toEqual([]);
});
