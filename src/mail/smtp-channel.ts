import { setImmediate as nextTurn } from 'node:timers/promises';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { MailContent } from './mail-content.ts';
import type { Channel, Mail, Outcome, SmtpStep } from './transport.ts';

/** What nodemailer's errors carry besides their message. */
type SmtpError = SMTPConnection.SMTPError;

/** Servers end long conversations by themselves, some in the middle of a message: better to end them in time. */
const MESSAGES_PER_CONNECTION = 100;
/** Up to the end of the data nothing is lost by giving up earlier than RFC 5321's five minutes a step. */
const ENVELOPE_TIMEOUT = 2 * 60_000;
const DOT = 0x2e;

/** One conversation with a mail server, connected and logged in. */
export class SmtpChannel implements Channel {
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

  async #converse(mail: Mail, mayEnd: () => Promise<boolean>): Promise<Outcome> {
    const connection = this.#connection;
    const replyBefore = connection.lastServerResponse;
    const progress: Progress = { phase: 'before the end', failure: null };
    const deadline = setTimeout(() => connection.close(), ENVELOPE_TIMEOUT);
    const ended = await handOver(connection, mail, async () => {
      clearTimeout(deadline);
      await askToEnd(connection, progress, mayEnd);
    });
    clearTimeout(deadline);
    if (progress.failure !== null) {
      connection.close();
      throw progress.failure.cause;
    }
    if (typeof ended === 'string') return { kind: 'accepted', text: ended };
    if (progress.phase === 'withheld') return { kind: 'withheld' };
    const unasked = this.#sent > 0 && (connection.lastServerResponse === replyBefore || closedChannel(ended));
    return asOutcome(ended, { ended: progress.phase === 'ended', unasked });
  }

  /** Clears the server's mind of a refused message; where that fails, the connection is given up. */
  #reset(): Promise<void> {
    const connection = this.#connection;
    return new Promise((resolve) => {
      if (connection.destroyed) return resolve();
      const deadline = setTimeout(() => connection.close(), ENVELOPE_TIMEOUT);
      const done = () => {
        clearTimeout(deadline);
        connection.off('end', done);
        resolve();
      };
      connection.once('end', done);
      connection.reset((error) => {
        if (error) connection.close();
        done();
      });
    });
  }
}

/** How far the conversation about a message came, which nodemailer's own errors do not say. */
interface Progress {
  phase: 'before the end' | 'withheld' | 'ended';
  /** What `mayEnd` was rejected with. */
  failure: { readonly cause: unknown } | null;
}

/** Sends a message; `beforeEnd` runs when all of it but its end has left. The server's last reply, or the error. */
function handOver(connection: SMTPConnection, mail: Mail, beforeEnd: () => Promise<void>): Promise<SmtpError | string> {
  const size = mail.blocks.reduce((sum, { length }) => sum + length, 0);
  const content = new MailContent(async () => {
    await written(connection, contentOf(mail));
    await beforeEnd();
  });
  return new Promise((resolve) => {
    const lost = () => setImmediate(() => resolve(new Error('the connection was lost')));
    connection.once('end', lost);
    const envelope = { from: mail.from, to: mail.to, size };
    connection.send(envelope, content, (error, info) => {
      connection.off('end', lost);
      resolve(error ?? info?.response ?? '');
    });
  });
}

/** Asks whether the message may end; where it may not, throws, so that its end is never written. */
async function askToEnd(connection: SMTPConnection, progress: Progress, mayEnd: () => Promise<boolean>): Promise<void> {
  const allowed = await mayEnd().catch((cause: unknown) => {
    progress.failure = { cause };
    return false;
  });
  // a connection lost meanwhile is known to be lost before the end
  await nextTurn();
  if (connection.destroyed) return;
  progress.phase = allowed ? 'ended' : 'withheld';
  if (!allowed) throw new Error('withheld');
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

/** The octets of a message up to the line break that belongs to its end, its dots doubled (RFC 5321, 4.5.2). */
function contentOf({ blocks }: Mail): Buffer[] {
  const last = blocks.length - 1;
  return blocks.map((block, index) => withDotsDoubled(index === last ? block.subarray(0, -2) : block));
}

function withDotsDoubled(lines: Buffer): Buffer {
  if (lines[0] !== DOT && !lines.includes('\n.')) return lines;
  return Buffer.from(lines.toString('latin1').replace(/^\./gm, '..'), 'latin1');
}

/** Resolves once these octets have left this process, or the connection is gone. */
async function written(connection: SMTPConnection, octets: readonly Buffer[]): Promise<void> {
  const socket = connection._socket;
  if (!socket) return;
  await new Promise<void>((resolve) => {
    socket.cork();
    for (const some of octets) socket.write(some);
    socket.write('', () => resolve());
    socket.uncork();
  });
}

function enhancedCode(reply: string): string | null {
  return /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(reply)?.[1] ?? null;
}
