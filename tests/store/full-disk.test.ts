import { expect, it } from 'vitest';
import { tidings } from '../support/cli.ts';
import { layOutSite } from '../support/site.ts';

const BLOCKS = 600;

it('a disk that is full ends the command with one line that says so, and is no loss once there is room', async () => {
  using site = layOutSite({
    'tidings.yaml': 'title: A\nurl: https://a.example.org\n',
    'people.csv': `email\n${Array.from({ length: 5000 }, (_, index) => `reader${index}@example.org`).join('\n')}\n`,
  });
  const command = ['subscribers', 'import', site.path('people.csv'), '--site', site.dir, '--json'];
  const full = await tidings(command, { fileLimit: BLOCKS });
  expect(full.status).toBe(1);
  expect(full.stderr).toMatch(/^\S+ ?\S*tidings\.db: .* on its disk.*; \w.*\n$/);
  const roomy = await tidings(command);
  expect(roomy.status, roomy.stderr).toBe(0);
  const { added, known } = JSON.parse(roomy.stdout);
  expect(added + known).toBe(5000);
});
