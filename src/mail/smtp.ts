import { Readable } from 'node:stream';
import type { ConnectionOptions } from 'node:tls';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { Fault, reasonOf } from '../fault.ts';
import type { SmtpServer } from './smtp-url.ts';
import type { Channel, Mail, Outcome, SmtpStep, Transport } from './transport.ts';

/** What nodemailer's errors carry besides their message. */
type SmtpError = SMTPConnection.SMTPError;

/** Servers end long conversations by themselves, some in the middle of a message: better to end them in time. */
const MESSAGES_PER_CONNECTION = 100;
const CONNECT_TIMEOUT = 30_000;
/** RFC 5321, 4.5.3.2: up to ten minutes for the answer to the end of the data, after which nobody would know. */
const SILENCE_TIMEOUT = 10 * 60_000;
/** Up to the end of the data nothing is lost by giving up earlier than RFC 5321's five minutes a step. */
const ENVELOPE_TIMEOUT = 2 * 60_000;

/** A mail server over SMTP. `name` is how this side presents itself: the sender's domain, not the machine's. */
export function smtpTransport(
  server: SmtpServer,
  options: { name: string; connections: number; tls?: ConnectionOptions },
): Transport {
  const name = `${server.host}:${server.port}`;
  return {
    name,
    channels: options.connections,
    async open() {
      const connection = new SMTPConnection({
        host: server.host,
        port: server.port,
        secure: server.secure,
        name: options.name,
        connectionTimeout: CONNECT_TIMEOUT,
        greetingTimeout: CONNECT_TIMEOUT,
        socketTimeout: SILENCE_TIMEOUT,
        ...(options.tls ? { tls: options.tls } : {}),
      });
      try {
        const offered = await connect(connection);
        if (server.login !== null && offered.has('AUTH')) await login(connection, server.login);
        return new SmtpChannel(connection, offered);
      } catch (thrown) {
        connection.close();
        return unusable(name, thrown);
      }
    },
  };
}

/** Connects, and returns the keywords of the extensions that the server offers over this very connection. */
function connect(connection: SMTPConnection): Promise<ReadonlySet<string>> {
  return new Promise((resolve, reject) => {
    connection.on('error', reject);
    connection.connect((error) => (error ? reject(error) : resolve(offeredBy(connection.lastServerResponse))));
  });
}

function login(connection: SMTPConnection, auth: { user: string; pass: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.on('error', reject);
    connection.login(auth, (error) => (error ? reject(error) : resolve()));
  });
}

/** The keywords of an EHLO reply (RFC 5321, 4.1.1.1); the reply to a HELO has one line and so no keyword. */
function offeredBy(reply: string | false): ReadonlySet<string> {
  const lines = (reply || '').split(/\r?\n/).slice(1);
  return new Set(lines.map((line) => /^250[ -]([\w-]+)/.exec(line)?.[1]?.toUpperCase() ?? ''));
}

class SmtpChannel implements Channel {
  readonly #connection: SMTPConnection;
  readonly #offered: ReadonlySet<string>;
  #sent = 0;

  constructor(connection: SMTPConnection, offered: ReadonlySet<string>) {
    this.#connection = connection;
    this.#offered = offered;
  }

  get usable(): boolean {
    return !this.#connection.destroyed && this.#sent < MESSAGES_PER_CONNECTION;
  }

  async send(mail: Mail, mayEnd: () => Promise<boolean>): Promise<Outcome> {
    if (this.#connection.destroyed) return { kind: 'stale' };
    const needed = unofferedNeed(mail, this.#offered);
    if (needed !== null) return needed;
    const outcome = await this.#converse(mail, mayEnd);
    this.#sent += 1;
    if (outcome.kind === 'refused') await this.#reset();
    if (outcome.kind === 'lost' || outcome.kind === 'withheld') this.#connection.close();
    return outcome;
  }

  close(): void {
    if (this.#connection.destroyed) return;
    this.#connection.quit();
  }

  /** Sends the message and watches how far the conversation came, which nodemailer's own errors do not say. */
  async #converse(mail: Mail, mayEnd: () => Promise<boolean>): Promise<Outcome> {
    const connection = this.#connection;
    const reused = this.#sent > 0;
    const replyBefore = connection.lastServerResponse;
    const seen: { phase: 'before the end' | 'withheld' | 'ended'; thrown: unknown } = {
      phase: 'before the end',
      thrown: null,
    };

    async function* content(): AsyncGenerator<Buffer> {
      yield mail.bytes;
      await flushed(connection);
      clearTimeout(deadline);
      const allowed = await mayEnd().catch((thrown) => {
        seen.thrown = thrown;
        return false;
      });
      await nextTurn();
      if (connection.destroyed) return;
      seen.phase = allowed ? 'ended' : 'withheld';
      if (!allowed) throw new Error('withheld');
    }

    const deadline = setTimeout(() => connection.close(), ENVELOPE_TIMEOUT);
    const ended = await new Promise<SmtpError | string>((resolve) => {
      const lost = () => setImmediate(() => resolve(new Error('the connection was lost')));
      connection.once('end', lost);
      const envelope = { from: mail.from, to: mail.to, size: mail.bytes.length };
      connection.send(envelope, Readable.from(content(), { objectMode: false }), (error, info) => {
        connection.off('end', lost);
        resolve(error ?? info?.response ?? '');
      });
    });
    clearTimeout(deadline);

    if (seen.thrown !== null) {
      connection.close();
      throw seen.thrown;
    }
    if (typeof ended === 'string') return { kind: 'accepted', text: ended };
    if (seen.phase === 'withheld') return { kind: 'withheld' };
    const unasked = reused && (connection.lastServerResponse === replyBefore || closedChannel(ended));
    return asOutcome(ended, { ended: seen.phase === 'ended', unasked });
  }

  /** Clears the server's mind of a refused message; where that fails, the connection is given up. */
  #reset(): Promise<void> {
    const connection = this.#connection;
    return new Promise((resolve) => {
      if (connection.destroyed) return resolve();
      connection.once('end', resolve);
      connection.reset((error) => {
        connection.off('end', resolve);
        if (error) connection.close();
        resolve();
      });
    });
  }
}

/** What the message needs and the server does not offer: an address is never altered to fit. */
function unofferedNeed(mail: Mail, offered: ReadonlySet<string>): Outcome | null {
  const international = /[^\u0000-\u007f]/.test(mail.to + mail.from);
  if (!international || offered.has('SMTPUTF8')) return null;
  return {
    kind: 'unfit',
    why: 'address',
    text: 'the mail server does not take such addresses (it offers no SMTPUTF8)',
  };
}

function asOutcome(error: SmtpError, seen: { ended: boolean; unasked: boolean }): Outcome {
  if (seen.unasked && !seen.ended && isConnectionLoss(error)) return { kind: 'stale' };
  const code = error.responseCode;
  const text = (error.response ?? error.message).replace(/\s+/g, ' ');
  if (code !== undefined && code >= 400 && code < 600) {
    return { kind: 'refused', step: stepOf(error), code, enhanced: enhancedCode(error.response ?? ''), text };
  }
  if (error.code === 'EMESSAGE' && error.command === 'MAIL FROM') return { kind: 'unfit', why: 'too large', text };
  if (error.code === 'EENVELOPE' && error.command === 'API') return { kind: 'unfit', why: 'address', text };
  return { kind: 'lost', ended: seen.ended, text };
}

/** A server that ends conversations after some messages says so in place of the answer to the next MAIL. */
function closedChannel({ command, response = '' }: SmtpError): boolean {
  return command === 'MAIL FROM' && /^421(?![ -]4\.7\.)/.test(response);
}

function isConnectionLoss(error: SmtpError): boolean {
  return error.responseCode === undefined ? error.command !== 'API' && error.code !== 'EMESSAGE' : closedChannel(error);
}

function stepOf({ code, command }: SmtpError): SmtpStep {
  if (code === 'EMESSAGE') return 'end of data';
  if (command === 'MAIL FROM') return 'MAIL';
  return command === 'RCPT TO' ? 'RCPT' : 'DATA';
}

/** Resolves once all that was written has left this process, or the connection is gone. */
async function flushed(connection: SMTPConnection): Promise<void> {
  await nextTurn();
  const socket = connection._socket;
  if (socket) await new Promise<void>((resolve) => socket.write('', () => resolve()));
}

/** Lets what has arrived meanwhile be heard. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

function enhancedCode(reply: string): string | null {
  return /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(reply)?.[1] ?? null;
}

/** The one line for a person: the server, the fault and the mend. */
function unusable(name: string, thrown: unknown): Fault {
  const error: Partial<SmtpError> = thrown instanceof Error ? thrown : {};
  const reason = reasonOf(thrown);
  const [problem, mend] = diagnose(error, reason);
  return new Fault({ stage: 'mail', subject: `mail server ${name}`, problem, mend, cause: thrown });
}

function diagnose(error: Partial<SmtpError>, reason: string): [problem: string, mend: string] {
  if (error.code === 'EAUTH') {
    return [`does not accept the login (${reason})`, 'correct user and password in smtp.url or TIDINGS_SMTP_URL'];
  }
  if (isTlsFailure(error, reason)) {
    const mend = 'name the server as its certificate does, or name its authority in NODE_EXTRA_CA_CERTS';
    return [`cannot be reached over TLS that can be trusted (${reason})`, mend];
  }
  if (error.responseCode !== undefined) return [`refuses to talk (${reason})`, 'ask those who run it'];
  return [`cannot be reached (${reason})`, 'see whether it runs and whether smtp.url names it rightly'];
}

function isTlsFailure({ code }: Partial<SmtpError>, reason: string): boolean {
  return code === 'ETLS' || /certificate|altname|\bTLS\b|\bSSL\b|wrong version number/i.test(reason);
}
