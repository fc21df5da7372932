import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A message as it arrived. */
export interface Arrived {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: Buffer;
}

/** A real SMTP server on the loopback interface that keeps what it is sent. */
export interface MailServer extends AsyncDisposable {
  /** For `smtp.url`. */
  readonly url: string;
  readonly arrived: readonly Arrived[];
  /** The messages as a mail reader shows them. */
  read(): Promise<ParsedMail[]>;
}

export async function serveMail(): Promise<MailServer> {
  const arrived: Arrived[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom === false ? '' : mailFrom.address;
        arrived.push({ from, to: rcptTo.map((one) => one.address), raw: Buffer.concat(chunks) });
        done();
      });
    },
  });
  const port = await new Promise<number>((ready) => {
    const listener = server.listen(0, '127.0.0.1', () => {
      const address = listener.address();
      ready(address !== null && typeof address === 'object' ? address.port : 0);
    });
  });
  return {
    url: `smtp://127.0.0.1:${port}`,
    arrived,
    read: () => Promise.all(arrived.map(({ raw }) => simpleParser(raw))),
    [Symbol.asyncDispose]: () => new Promise((closed) => void server.close(() => closed())),
  };
}
