import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, tidings } from '../support/cli.ts';
import { runHere } from '../support/run-here.ts';
import { layOutSite } from '../support/site.ts';

describe('the demo', () => {
  const folder = layOutSite({});
  let demo: Ended;

  beforeAll(async () => {
    demo = await tidings(['demo', '--out', folder.path('demo')]);
  });

  afterAll(() => folder[Symbol.dispose]());

  it('does the whole job on the bundled feeds and prints where its results are', () => {
    const { status, stdout, stderr } = demo;
    expect(status, stderr).toBe(0);
    expect(stdout).toContain('polled 5 of 5 sources');
    const paths = [...stdout.matchAll(/^ {2}.+: +(\/.*)$/gm)].map(([, path = '']) => path);
    expect(paths).toHaveLength(7);
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });

  it('announces what the posts announce, soonest first, and no event where no day is given', () => {
    const digest = JSON.parse(readFileSync(folder.path('demo/out/digest.json'), 'utf8'));
    const days = digest.events.map((event: { startDate: string }) => event.startDate.slice(0, 10));
    expect(days).toEqual([...days].sort());
    const workshop = digest.events.find((event: { name: string }) => /workshop/i.test(event.name));
    expect(workshop).toMatchObject({ startDate: '2014-08-21', location: expect.stringContaining('Chicago') });
    const fromProposals = digest.events.filter(({ url }: { url?: string }) => url?.includes('summit-proposals'));
    expect(fromProposals).toEqual([]);
  });

  it('leaves a meetup that is over out of the planet page', () => {
    expect(readFileSync(folder.path('demo/public/index.html'), 'utf8')).not.toContain('Fourth OpenStack meetup');
  });

  it('never writes into a folder that has something in it', async () => {
    using taken = layOutSite({ 'demo/mine.txt': 'mine' });
    const { status, stderr } = await runHere('demo', '--out', taken.path('demo'));
    expect(status).toBe(2);
    expect(stderr).toMatch(/demo: is not empty; name an empty folder or a new one by --out\n$/);
  });
});
