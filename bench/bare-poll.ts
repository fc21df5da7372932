import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Parser as HtmlParser } from 'htmlparser2';
import PQueue from 'p-queue';
import Parser from 'rss-parser';
import { Agent, request } from 'undici';

// What tidings is measured against, in a process of its own:
//   node bench/bare-poll.ts parse|ask FILE
//   node bench/bare-poll.ts keep FILE DATABASE
// FILE holds addresses, one a line. `parse` fetches and parses each by rss-parser, `keep` besides takes the beginning of
// each entry's text by htmlparser2 and stores it in SQLite, which is as little as a script that keeps anything can do,
// `ask` asks for the addresses with an If-None-Match that holds.

const [mode, file = '', path = ''] = process.argv.slice(2);
const urls = readFileSync(file, 'utf8').trim().split('\n');
const dispatcher = new Agent({ connections: 1 });
const queue = new PQueue({ concurrency: 32 });
const parser = new Parser();
const keep = mode === 'keep' ? openDatabase(path) : null;

async function visit(url: string): Promise<void> {
  const headers = mode === 'ask' ? { 'if-none-match': `"${new URL(url).pathname.slice(1)}"` } : {};
  const { body } = await request(url, { dispatcher, headers });
  const text = await body.text();
  if (mode === 'ask') return;
  const { items } = await parser.parseString(text);
  keep?.(url, items);
}

/** Opens a table of entries, each commit of which is on the disk as tidings' are; returns what adds a feed's items. */
function openDatabase(path: string): (source: string, items: readonly Parser.Item[]) => void {
  const database = new DatabaseSync(path);
  database.exec('pragma journal_mode = wal; pragma synchronous = full');
  database.exec(
    'create table entries (source text, guid text, url text, title text, date text, html text, summary text, unique (source, guid))',
  );
  const insert = database.prepare('insert into entries values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing');
  return (source, items) => {
    database.exec('begin');
    for (const { guid, link = '', title = '', isoDate = '', content = '' } of items) {
      const summary = textOf(content).replace(/\s+/g, ' ').trim().slice(0, 320);
      insert.run(source, guid ?? link, link, title, isoDate, content, summary);
    }
    database.exec('commit');
  };
}

function textOf(html: string): string {
  let text = '';
  new HtmlParser({ ontext: (part) => (text += part) }).end(html);
  return text;
}

await queue.addAll(urls.map((url) => () => visit(url)));
await dispatcher.close();
