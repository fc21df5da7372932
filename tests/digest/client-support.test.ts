import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fullWeek, ordinaryWeek } from './editions.ts';
import { featuresOf } from './features.ts';
import { print } from './printing.ts';

const Data = z.object({ clients: z.array(z.string()), features: z.record(z.string(), z.string()) });
const { clients, features } = Data.parse(
  JSON.parse(readFileSync(new URL('../fixtures/digest/caniemail.json', import.meta.url), 'utf8')),
);

describe('what a digest is made of (27)', () => {
  let used: ReadonlySet<string>;
  beforeAll(async () => {
    const parts = await Promise.all([ordinaryWeek, fullWeek].map((edition) => print(edition)));
    used = featuresOf(parts.map(({ html }) => html).join('\n'), new Set(Object.keys(features)));
  });

  /** Which part of the features in use a client supports, in full or in part, as caniemail counts. */
  const shareOf = (client: string): number => {
    const told = [...used]
      .map((feature) => features[feature]?.[clients.indexOf(client)])
      .filter((letter) => letter !== 'u');
    return told.filter((letter) => letter === 'y' || letter === 'a').length / told.length;
  };

  it('is looked at feature by feature', () => {
    const some = ['html-table', 'html-h1-h6', 'css-padding', 'css-unit-px', 'css-at-media-prefers-color-scheme'];
    expect([...used]).toEqual(expect.arrayContaining([...some, 'image-jpg', 'css-selector-child', 'css-display-none']));
    expect(used.size).toBeGreaterThan(50);
  });

  it.each(clients)('is supported to three quarters at least by %s', (client) => {
    expect(shareOf(client)).toBeGreaterThan(0.75);
  });

  it('is supported to nine tenths over all clients', () => {
    expect(clients.reduce((sum, client) => sum + shareOf(client), 0) / clients.length).toBeGreaterThan(0.9);
  });

  it('needs nothing that whole clients lack', () => {
    const lacking =
      /^css-(?:display-flex|display-grid|position|float|variables|unit-calc|gap|at-import|at-font-face|transform)/;
    expect([...used].filter((feature) => lacking.test(feature))).toEqual([]);
  });
});
