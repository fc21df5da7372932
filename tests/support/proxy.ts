import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Stands between a client and a server, and can cut the wire. */
export interface TcpProxy extends AsyncDisposable {
  readonly port: number;
  /** Whether it is over this wire that the server has a connection from that port. */
  carries(port: number): boolean;
  /** From now on nothing comes through, in either direction, and nobody is told. */
  goSilent(): void;
  /** Breaks the connections that are open; new ones come through. */
  recover(): void;
}

/** Starts a proxy of its own port for a server on this machine. */
export async function startProxy(to: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  const servers = new Set<Socket>();
  let silent = false;
  const join = (from: Socket, onto: Socket) => {
    sockets.add(from);
    from.on('data', (bytes) => {
      if (!silent) onto.write(bytes);
    });
    from.on('error', () => from.destroy());
    from.on('close', () => {
      sockets.delete(from);
      if (!silent) onto.destroy();
    });
  };
  const proxy = createServer((client) => {
    const server = connect(to, '127.0.0.1');
    servers.add(server);
    server.on('close', () => servers.delete(server));
    join(client, server);
    join(server, client);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const address: AddressInfo | string | null = proxy.address();
  const dropAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: address !== null && typeof address === 'object' ? address.port : 0,
    carries: (port) => [...servers].some(({ localPort }) => localPort === port),
    goSilent() {
      silent = true;
    },
    recover() {
      silent = false;
      dropAll();
    },
    async [Symbol.asyncDispose]() {
      dropAll();
      proxy.close();
    },
  };
}
