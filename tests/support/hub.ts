import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/** A WebSub hub on the loopback interface. It asks whether what it was asked for is meant when the test says so. */
export interface Hub extends AsyncDisposable {
  readonly url: string;
  /** The forms it was sent. */
  readonly asked: readonly URLSearchParams[];
  /** What it answers to the next forms: 202 where nothing else is said; redirects lead to itself. */
  readonly statuses: number[];
  /** Asks the callback whether the last form is meant; `changes` are made to the query. */
  verify(changes?: Readonly<Record<string, string>>): Promise<Response>;
  deny(): Promise<Response>;
  /** Sends a document to the callback of the last form, signed by its secret or another. */
  push(body: string, secret?: string): Promise<Response>;
}

/** A status that a hub answers with which closes the connection. */
export const NO_ANSWER = 0;

const LEASE_SECONDS = '864000';

export async function openHub(): Promise<Hub> {
  const asked: URLSearchParams[] = [];
  const statuses: number[] = [];
  const server = createServer(async (request, response) => {
    asked.push(new URLSearchParams(await text(request)));
    const status = statuses.shift() ?? 202;
    if (status === NO_ANSWER) response.destroy();
    else response.writeHead(status, { location: '/moved' }).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : null;
  const last = (name: string) => asked.at(-1)?.get(`hub.${name}`) ?? '';
  const call = (query: Readonly<Record<string, string>>) => {
    const url = new URL(last('callback'));
    for (const [name, value] of Object.entries(query)) url.searchParams.set(`hub.${name}`, value);
    return fetch(url);
  };
  return {
    url: `http://127.0.0.1:${port}/`,
    asked,
    statuses,
    verify: (changes = {}) =>
      call({ mode: last('mode'), topic: last('topic'), challenge: 'a<b>', lease_seconds: LEASE_SECONDS, ...changes }),
    deny: () => call({ mode: 'denied', topic: last('topic'), reason: 'no' }),
    push(body, secret = last('secret')) {
      const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
      const headers = { 'content-type': 'application/rss+xml', 'x-hub-signature': signature };
      return fetch(last('callback'), { method: 'POST', body, headers });
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
