import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';

/** A reply line, or what is done instead of replying. */
export type Answer = string | 'DROP';

/** What the server says at each step; what is left out goes well. */
export interface Script {
  greeting?: (connection: number) => Answer;
  /** The EHLO keywords; null: the server knows only HELO. */
  extensions?: readonly string[] | null;
  starttls?: () => Answer;
  auth?: (line: string) => Answer;
  mail?: (line: string) => Answer | Promise<Answer>;
  rcpt?: (address: string) => Answer | Promise<Answer>;
  data?: (address: string) => Answer | Promise<Answer>;
  /** Called while the message comes in, before its end. */
  content?: (address: string) => 'DROP' | null;
  end?: (address: string, message: string) => Answer | Promise<Answer>;
  tls?: { key: string; cert: string };
  secure?: boolean;
}

/** A message as the server was given it. */
export interface Received {
  readonly from: string;
  readonly to: readonly string[];
  /** With CRLF, dots unstuffed. */
  readonly message: string;
}

/** An SMTP server that says what it is told to, and keeps what it hears. */
export interface MailServer {
  readonly port: number;
  readonly url: string;
  /** The messages it took. */
  readonly received: Received[];
  /** Every command line, in order. */
  readonly commands: string[];
  connections: number;
  script: Script;
  close(): Promise<void>;
}

const DEFAULT_EXTENSIONS = ['PIPELINING', '8BITMIME', 'SIZE 20000000', 'ENHANCEDSTATUSCODES'];

export async function startMailServer(script: Script = {}): Promise<MailServer> {
  const sockets = new Set<Socket>();
  // without, the second answer to a pipeline of commands would wait for the acknowledgement of the first
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    mailServer.connections += 1;
    new Conversation(socket, mailServer, mailServer.connections);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server);
  const mailServer: MailServer = {
    port,
    url: `${script.secure ? 'smtps' : 'smtp'}://127.0.0.1:${port}`,
    received: [],
    commands: [],
    connections: 0,
    script,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  return mailServer;
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

class Conversation {
  readonly #server: MailServer;
  #socket: Socket;
  #input = '';
  #from = '';
  #to: string[] = [];
  #inData = false;
  #busy = false;

  constructor(socket: Socket, server: MailServer, connection: number) {
    this.#server = server;
    this.#socket = socket;
    if (server.script.secure) this.#startTls();
    else this.#listen();
    this.#reply(server.script.greeting?.(connection) ?? '220 mail.example.net ESMTP');
  }

  #listen(): void {
    this.#socket.setEncoding('latin1');
    this.#socket.on('error', () => this.#socket.destroy());
    this.#socket.on('data', (chunk) => {
      this.#input += chunk;
      void this.#read();
    });
  }

  #startTls(): void {
    const { key = '', cert = '' } = this.#server.script.tls ?? {};
    this.#socket.removeAllListeners('data');
    this.#socket = new TLSSocket(this.#socket, { isServer: true, secureContext: createSecureContext({ key, cert }) });
    this.#input = '';
    this.#listen();
  }

  async #read(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    while (this.#inData ? await this.#readContent() : await this.#readLine());
    this.#busy = false;
  }

  async #readLine(): Promise<boolean> {
    const end = this.#input.indexOf('\r\n');
    if (end < 0) return false;
    const line = Buffer.from(this.#input.slice(0, end), 'latin1').toString('utf8');
    this.#input = this.#input.slice(end + 2);
    this.#server.commands.push(line);
    await this.#obey(line);
    return true;
  }

  async #readContent(): Promise<boolean> {
    const { script, received } = this.#server;
    const address = this.#to[0] ?? '';
    if (this.#input.length > 0 && script.content?.(address) === 'DROP') {
      this.#socket.destroy();
      return false;
    }
    const whole = this.#input.startsWith('.\r\n') ? 0 : this.#input.indexOf('\r\n.\r\n');
    if (whole < 0) return false;
    const message = this.#input.slice(0, whole + 2).replace(/^\./gm, '');
    this.#input = this.#input.slice(whole + 5);
    this.#inData = false;
    const answer = (await script.end?.(address, message)) ?? '250 2.0.0 taken';
    if (answer.startsWith('2') || answer === 'DROP AFTER TAKING') {
      received.push({ from: this.#from, to: this.#to, message });
    }
    this.#reply(answer);
    return true;
  }

  async #obey(line: string): Promise<void> {
    const { script } = this.#server;
    const verb = (line.split(/[ :]/)[0] ?? '').toUpperCase();
    const address = /<([^>]*)>/.exec(line)?.[1] ?? '';
    if (verb === 'EHLO') return this.#greet();
    if (verb === 'HELO') return this.#reply('250 mail.example.net');
    if (verb === 'STARTTLS') {
      const answer = script.starttls?.() ?? '220 go ahead';
      this.#reply(answer);
      if (answer.startsWith('220')) this.#startTls();
      return;
    }
    if (verb === 'AUTH') return this.#reply(script.auth?.(line) ?? '235 2.7.0 welcome');
    if (verb === 'MAIL') {
      const answer = (await script.mail?.(line)) ?? '250 2.1.0 ok';
      this.#from = answer.startsWith('2') ? address : '';
      this.#to = [];
      return this.#reply(answer);
    }
    if (verb === 'RCPT') {
      const answer = (await script.rcpt?.(address)) ?? '250 2.1.5 ok';
      if (answer.startsWith('2')) this.#to.push(address);
      return this.#reply(answer);
    }
    if (verb === 'DATA') {
      const answer = this.#to.length === 0 ? '503 5.5.1 no recipient' : await script.data?.(this.#to[0] ?? '');
      this.#inData = answer === undefined || answer.startsWith('3');
      return this.#reply(answer ?? '354 go on');
    }
    if (verb === 'QUIT') {
      this.#reply('221 2.0.0 bye');
      this.#socket.end();
      return;
    }
    this.#reply('250 2.0.0 ok');
  }

  #greet(): void {
    const { extensions = DEFAULT_EXTENSIONS, tls, secure } = this.#server.script;
    if (extensions === null) {
      this.#reply('502 5.5.1 what?');
      return;
    }
    const offersTls = tls !== undefined && !secure && !(this.#socket instanceof TLSSocket);
    const keywords = offersTls ? [...extensions, 'STARTTLS'] : extensions;
    const lines = ['mail.example.net', ...keywords];
    this.#reply(lines.map((text, index) => `250${index === lines.length - 1 ? ' ' : '-'}${text}`).join('\r\n'));
  }

  #reply(answer: Answer): void {
    if (answer.startsWith('DROP')) this.#socket.destroy();
    else if (!this.#socket.destroyed) this.#socket.write(`${answer}\r\n`);
    if (answer.startsWith('421')) this.#socket.end();
  }
}
