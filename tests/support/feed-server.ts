import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** A web server on the loopback interface whose answers a test sets and whose requests it reads. */
export interface FeedServer extends AsyncDisposable {
  readonly url: string;
  /** The paths asked for, in order. */
  readonly requests: readonly string[];
  /** Sets what is answered at a path. */
  answer(path: string, answer: Answer): void;
}

export type Answer = string | ((request: IncomingMessage, response: ServerResponse) => void);

export async function serveFeeds(answers: Readonly<Record<string, Answer>> = {}): Promise<FeedServer> {
  const known = new Map(Object.entries(answers));
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    requests.push(path);
    const answer = known.get(path);
    if (answer === undefined) response.writeHead(404).end('not found');
    else if (typeof answer === 'string') response.writeHead(200, { 'content-type': 'application/xml' }).end(answer);
    else answer(request, response);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    answer: (path, answer) => void known.set(path, answer),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
