import { Readable, Transform } from 'node:stream';

/**
 * A message's octets on their way into nodemailer's stream. That one looks at each octet for line breaks to mend and dots
 * to double, which takes longer than all else about a message; here every line ends in CRLF already, so the dots alone
 * are doubled (RFC 5321, 4.5.2), and the octets go past it.
 */
export class MailContent extends Readable {
  readonly #bytes: Buffer;
  readonly #beforeEnd: () => Promise<void>;

  /** `beforeEnd` runs when all but the end is on its way; where it rejects, the end is never written. */
  constructor(bytes: Buffer, beforeEnd: () => Promise<void>) {
    super({ read: () => undefined });
    this.#bytes = bytes;
    this.#beforeEnd = beforeEnd;
  }

  override pipe<T extends NodeJS.WritableStream>(destination: T): T {
    if (!(destination instanceof Transform)) throw new TypeError('a message goes into a stream that ends it');
    // the last line break is part of the end, which the stream writes itself
    destination.push(withDotsDoubled(this.#bytes.subarray(0, -2)));
    this.#beforeEnd().then(
      () => destination.end(),
      (thrown: unknown) => this.destroy(thrown instanceof Error ? thrown : new Error(String(thrown))),
    );
    return destination;
  }
}

function withDotsDoubled(bytes: Buffer): Buffer {
  if (!bytes.includes('\n.')) return bytes;
  return Buffer.from(bytes.toString('latin1').replaceAll('\n.', '\n..'), 'latin1');
}
