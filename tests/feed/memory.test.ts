import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PROGRAM } from '../support/cli.ts';

const REPORT = 'data:text/javascript,process.on("exit",()=>console.error(process.resourceUsage().maxRSS))';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tidings-memory-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The most memory that `tidings parse` takes for a document, in megabytes. */
function megabytesFor(document: string): Promise<number> {
  const path = join(folder, 'document');
  writeFileSync(path, document);
  const child = spawn(process.execPath, ['--import', REPORT, PROGRAM, 'parse', path], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.resume();
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  return new Promise((resolve) => child.on('close', () => resolve(Number(said) / 1024)));
}

const ENTRY =
  '<item><title>Entry #</title><link>https://a.example/#</link><guid>https://a.example/#</guid>' +
  '<description>&lt;p&gt;Entry # with &lt;a href="/#"&gt;a link&lt;/a&gt;.&lt;/p&gt;</description></item>';
const EVENT =
  'BEGIN:VEVENT\nUID:#\nSUMMARY:Meeting #\nDTSTART;TZID=Europe/Paris:20150101T183000\nRRULE:FREQ=DAILY\nEND:VEVENT\n';

function numbered(count: number, pattern: string): string {
  return Array.from({ length: count }, (_, index) => pattern.replaceAll('#', String(index))).join('');
}

// A third, and a tenth, of 100,000, which are to be read in 512 MB; some 100 MB are the program's own.
it.each([
  ['33,000 entries', `<rss version="2.0"><channel>${numbered(33_000, ENTRY)}</channel></rss>`, 250],
  ['10,000 recurring events', `BEGIN:VCALENDAR\n${numbered(10_000, EVENT)}END:VCALENDAR`, 300],
])('%s are read in little memory', { timeout: 120_000 }, async (_, document, most) => {
  const megabytes = await megabytesFor(document);
  expect(megabytes).toBeGreaterThan(10);
  expect(megabytes).toBeLessThan(most);
});
