import { readFileSync } from 'node:fs';
import PQueue from 'p-queue';
import Parser from 'rss-parser';
import { Agent, request } from 'undici';

// What tidings is measured against, in a process of its own:
//   node bench/bare-poll.ts parse|fetch|ask FILE
// FILE holds addresses, one a line. `parse` fetches and parses each by rss-parser, `fetch` only reads the bodies, `ask`
// asks for them with an If-None-Match that holds.

const [mode, file = ''] = process.argv.slice(2);
const urls = readFileSync(file, 'utf8').trim().split('\n');
const dispatcher = new Agent({ connections: 1 });
const queue = new PQueue({ concurrency: 32 });
const parser = new Parser();

async function visit(url: string): Promise<void> {
  const headers = mode === 'ask' ? { 'if-none-match': `"${new URL(url).pathname.slice(1)}"` } : {};
  const { body } = await request(url, { dispatcher, headers });
  const text = await body.text();
  if (mode === 'parse') await parser.parseString(text);
}

await queue.addAll(urls.map((url) => () => visit(url)));
await dispatcher.close();
