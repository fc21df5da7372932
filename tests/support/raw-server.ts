import { createServer, type Socket } from 'node:net';

/** A server that answers with whatever bytes a test wants, HTTP or not. */
export interface RawServer extends AsyncDisposable {
  readonly url: string;
  /** The heads of the requests, as received. */
  readonly heads: readonly string[];
}

/** Calls `answer` with each request's head and its connection. */
export async function serveRaw(answer: (socket: Socket, head: string) => void): Promise<RawServer> {
  const heads: string[] = [];
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket)).on('error', () => undefined);
    let text = '';
    socket.on('data', (bytes) => {
      text += bytes.toString('latin1');
      const end = text.indexOf('\r\n\r\n');
      if (end < 0) return;
      const head = text.slice(0, end);
      text = text.slice(end + 4);
      heads.push(head);
      answer(socket, head);
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    heads,
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** A complete HTTP/1.1 answer. */
export function httpAnswer(head: string, body: Uint8Array | string = ''): Buffer {
  const bytes = Buffer.from(body);
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${head}\r\nContent-Length: ${bytes.length}\r\n\r\n`, 'latin1'), bytes]);
}
