import { existsSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/command-line.ts';
import { type FeedServer, serveFeeds } from '../support/feed-server.ts';
import { rss } from '../support/polling-site.ts';
import { layOutSite, type TestSite } from '../support/site.ts';
import { commandsIn, DOCUMENTS, wordsOf } from './blocks.ts';

/** Commands that are not run here, each with what tries it. */
const TRIED_ELSEWHERE: readonly (readonly [RegExp, string])[] = [
  [/^npm ci && npm start$/, 'tests/journeys/demo.test.ts'],
  [/^npm ci && npm test$/, 'this very run'],
  [/^npx tidings demo$/, 'tests/journeys/demo.test.ts and tests/package.test.ts'],
  [/^npx tidings init my-planet( && cd my-planet)?$/, 'tests/package.test.ts'],
  [/^cd my-planet$/, 'nothing to try'],
  [/^openssl genrsa /, 'no program of ours'],
];

/** What the commands of documents are about. */
const FILES: Readonly<Record<string, string>> = {
  'subscriptions.opml':
    '<opml version="2.0"><body><outline xmlUrl="https://other.example.org/feed.xml"/></body></opml>',
  'people.csv': 'email,name\nann@example.org,Ann\n',
  'copies/tidings.db': '',
  'message.eml': 'From: MAILER-DAEMON@example.org\nSubject: hello\n\nNo bounce at all.\n',
  'feed.xml': rss([{ title: 'A post', link: 'https://blog.example.org/post' }]),
  'entries.jsonl': `${JSON.stringify({ id: '1', content_html: '<p>We meet on 21 August 2014.</p>' })}\n`,
};

function isTriedElsewhere(line: string): boolean {
  return TRIED_ELSEWHERE.some(([pattern]) => pattern.test(line));
}

it.each(TRIED_ELSEWHERE)('%s, tried by %s, is shown in a document', (pattern) => {
  expect(DOCUMENTS.flatMap(commandsIn).filter((line) => pattern.test(line))).not.toEqual([]);
});

describe.each(DOCUMENTS.filter((document) => commandsIn(document).some((line) => !isTriedElsewhere(line))))(
  'the commands of %s',
  (document) => {
    let server: FeedServer;
    let site: TestSite;

    beforeAll(async () => {
      const answer = rss([{ title: 'A post', link: '/post', date: 'Mon, 02 Mar 2026 10:00:00 GMT' }]);
      server = await serveFeeds({ '/': answer, '/feed.xml': answer });
      site = layOutSite({
        'tidings.yaml': `title: My planet\nurl: https://127.0.0.1:1/\npoll: { allowPrivateNetwork: true, perHost: { interval: 1ms } }\n`,
        'sources/blogs.yaml': `- url: ${server.url}/feed.xml\n  name: A blog\n`,
        ...Object.fromEntries(Object.entries(FILES).map(([name, text]) => [name, atServer(text)])),
      });
      expect((await tidings(['poll'])).status).toBe(0);
    });

    afterAll(async () => {
      await server[Symbol.asyncDispose]();
      site[Symbol.dispose]();
    });

    /** Documents speak of the internet; the tests have a server on the loopback interface. */
    function atServer(text: string): string {
      return text.replace(/https:\/\/(?!news\.)[\w.-]+/g, server.url);
    }

    /** Runs a command on the site. One that goes on until it is told to end is told so at once. */
    async function tidings(args: readonly string[], input = '', ending = new AbortController()) {
      let [stdout, stderr] = ['', ''];
      const status = await runCommandLine(args.length === 0 ? args : [...args, ...siteOption(args)], {
        environment: { TIDINGS_NOW: '2026-03-03T10:00:00Z' },
        stdin: (async function* () {
          yield Buffer.from(input);
        })(),
        stdout: { write: (text) => (stdout += text) },
        stderr: { write: (text) => (stderr += text) },
        signal: ending.signal,
      });
      return { status, stdout, stderr };
    }

    function siteOption(args: readonly string[]): string[] {
      return ['parse', 'extract'].includes(args[0] ?? '') ? [] : ['--site', site.dir];
    }

    it.each(commandsIn(document).filter((line) => !isTriedElsewhere(line)))('%s', async (line) => {
      expect(line).toMatch(/^(npx )?tidings /);
      const { args, from, to } = wordsOf(atServer(line.replace(/^(npx )?tidings /, '')));
      const inSite = args.map((word) => (existsSync(site.path(word)) ? site.path(word) : word));
      const goesOn = ['serve', 'work'].includes(args[0] ?? '') || args.includes('--watch');
      const ending = new AbortController();
      if (goesOn) ending.abort();
      const { status, stdout, stderr } = await tidings(inSite, from === undefined ? '' : FILES[from], ending);
      expect(status, stderr).toBe(0);
      if (to !== undefined) writeFileSync(site.path(to), stdout);
    });
  },
);
