import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { runGiven } from './run-here.ts';

/** A program that has this process do what it is asked, for those that start the program again and again. */
export interface StandIn extends AsyncDisposable {
  /** The program and its first arguments. */
  readonly command: readonly string[];
}

/** Stands ready for programs that take Node's time to start, and none to load the rooms, as they are loaded here. */
export async function openStandIn(): Promise<StandIn> {
  const server = createServer({ allowHalfOpen: true }, async (socket) => {
    const { args, input } = JSON.parse(await text(socket));
    socket.end(JSON.stringify(await runGiven({ input }, ...args)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    command: [process.execPath, join(import.meta.dirname, 'stand-in.js'), String(port)],
    [Symbol.asyncDispose]: () => new Promise((closed) => void server.close(() => closed())),
  };
}
