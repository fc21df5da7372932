import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, extname, join, resolve } from 'node:path';
import { type GlobalOptions, openApp, type Surroundings } from '../app.ts';
import { Fault, unwritable } from '../fault.ts';
import { makeFolder } from '../folder.ts';
import { packageRoot } from '../version.ts';
import { writeDigest } from './digest.ts';
import { run } from './run.ts';

/** When the sample site's clock stands: a Monday morning, with a conference in Chicago ahead. */
const DEMO_NOW = '2014-08-18T07:00:00+02:00';

const SAMPLES = join(packageRoot, 'sources', 'demo');

const TYPES: Readonly<Record<string, string>> = {
  '.xml': 'application/xml',
  '.ics': 'text/calendar',
  '.png': 'image/png',
};

interface DemoOptions extends GlobalOptions {
  readonly out?: string;
}

/**
 * Does the whole job on the bundled sample feeds: a web server on the loopback interface serves them, the clock stands
 * still, and everything else is the real program with a fresh state. Prints where the results are.
 */
export async function demo(options: DemoOptions, surroundings: Surroundings): Promise<number> {
  const site = layOutFolder(options.out);
  const server = await serveSamples();
  try {
    writeSite(site, `http://127.0.0.1:${portOf(server)}`);
    return await runSite(site, options, surroundings);
  } finally {
    server.close();
  }
}

async function runSite(site: string, options: DemoOptions, surroundings: Surroundings): Promise<number> {
  const environment = { ...surroundings.environment };
  for (const name of ['TIDINGS_STATE', 'TIDINGS_SMTP_URL']) delete environment[name];
  const app = await openApp(
    { ...options, config: join(site, 'tidings.yaml'), now: options.now ?? DEMO_NOW },
    { ...surroundings, environment },
  );
  try {
    const status = await run(app, options);
    const [edition] = await app.store.editions.latest(1);
    if (status !== 0 || edition === undefined) return status || 1;
    await writeDigest(app, join(site, 'out'), edition.name);
    showResults(app.console.print, site, edition.name);
    return 0;
  } finally {
    await app.close();
  }
}

function showResults(print: (line: string) => void, site: string, edition: string): void {
  const out = join(site, 'out');
  print('');
  print(readFileSync(join(out, 'digest.txt'), 'utf8').trimEnd());
  print('');
  print(`That was edition ${edition}, as text. Where to look:`);
  for (const [what, path] of [
    ['the digest', join(out, 'digest.html')],
    ['as text', join(out, 'digest.txt')],
    ['as a message', join(out, 'digest.eml')],
    ['the merged feed', join(site, 'public', 'atom.xml')],
    ['the calendar', join(site, 'public', 'events.ics')],
    ['the page', join(site, 'public', 'index.html')],
    ['the site', site],
  ]) {
    print(`  ${`${what}:`.padEnd(17)} ${path}`);
  }
}

/** A new folder, or the named one if it is empty: a demo never writes over anything. */
function layOutFolder(out: string | undefined): string {
  if (out === undefined) return mkdtempSync(join(tmpdir(), 'tidings-demo-'));
  const folder = resolve(out);
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    const mend = 'name an empty folder or a new one by --out';
    throw new Fault({ stage: 'usage', subject: folder, problem: 'is not empty', mend });
  }
  return folder;
}

function writeSite(site: string, server: string): void {
  const list = readFileSync(join(SAMPLES, 'sources.yaml'), 'utf8');
  try {
    makeFolder(join(site, 'sources'));
    writeFileSync(join(site, 'tidings.yaml'), readFileSync(join(SAMPLES, 'tidings.yaml')));
    writeFileSync(join(site, 'sources', 'demo.yaml'), list.replaceAll('{{server}}', server));
  } catch (thrown) {
    const mend = 'name a folder that can be written by --out';
    throw new Fault({ stage: 'usage', subject: site, ...unwritable(thrown, mend) });
  }
}

function serveSamples(): Promise<Server> {
  const files = new Map(readdirSync(SAMPLES).map((name) => [name, join(SAMPLES, name)]));
  const server = createServer((request, response) => {
    const file = files.get(basename(request.url ?? ''));
    const type = file === undefined ? undefined : TYPES[extname(file)];
    if (file === undefined || type === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': type }).end(readFileSync(file));
  });
  return new Promise((ready) => server.listen(0, '127.0.0.1', () => ready(server)));
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the demo server has no port');
  return address.port;
}
