import { Socket } from 'node:net';

/** The connections of one process to the database, which can be cut all at once. */
export interface Wires {
  /** Makes the socket of one more connection, for pg's `stream`. */
  readonly open: () => Socket;
  /** Breaks every connection: whoever waits for an answer over one hears at once that none will come. */
  cut(): void;
}

export function openWires(): Wires {
  const sockets = new Set<Socket>();
  return {
    open() {
      const socket = new Socket();
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      return socket;
    },
    cut() {
      for (const socket of sockets) socket.destroy();
    },
  };
}
