import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { openApp } from '../../src/app.ts';
import { serve } from '../../src/commands/serve.ts';
import { openTokens } from '../../src/mail/token.ts';
import { layOutSite } from './site.ts';

const SECRET = 'a secret of the tests';

/** A site that is served on the loopback interface below a path, with files of a test's own below `sample/`. */
export interface ServedSite extends AsyncDisposable {
  /** Ends with a slash. */
  readonly url: string;
  /** The link in the one message that was sent. */
  confirmLink(): Promise<string>;
  /** A link as messages have it. */
  link(purpose: 'preferences' | 'unsubscribe', key: string): string;
  stateOf(key: string): Promise<string | undefined>;
}

export async function serveSite(files: ReadonlyMap<string, string>): Promise<ServedSite> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/weekly`;
  const site = layOutSite({
    'tidings.yaml': `title: Weekly\nurl: ${url}\nweb: { listen: "127.0.0.1:${port}" }\nsmtp: { url: "file:out/" }\n`,
    'sources/list.yaml': '[]\n',
    ...Object.fromEntries([...files].map(([path, body]) => [`public/sample/${path}`, body])),
  });
  const ending = new AbortController();
  const quiet = { write: () => true };
  const environment = { TIDINGS_SECRET: SECRET };
  const app = await openApp({ site: site.dir }, { environment, stdout: quiet, stderr: quiet, signal: ending.signal });
  const ended = serve(app);
  const tokens = openTokens(SECRET, url);
  await until(async () => (await fetch(`${url}/healthz`).catch(() => null))?.ok === true);
  return {
    url: `${url}/`,
    async confirmLink() {
      const out = site.path('out');
      await until(async () => existsSync(out) && readdirSync(out).some((name) => name.endsWith('.eml')));
      const [name = ''] = readdirSync(out).filter((file) => file.endsWith('.eml'));
      const message = readFileSync(site.path('out', name), 'latin1').replace(/=\r\n/g, '');
      const [link] = /http:[\w/.:-]+\/confirm\/[\w-]+/.exec(message) ?? [];
      if (link === undefined) throw new Error('the message has no link');
      return link;
    },
    link: (purpose, key) => `${url}/${purpose}/${tokens.seal(purpose, key)}`,
    stateOf: async (key) => (await app.store.subscribers.byKey(key))?.state,
    async [Symbol.asyncDispose]() {
      ending.abort();
      await ended;
      await app.close();
      site[Symbol.dispose]();
    },
  };
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await wait(20);
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
}
