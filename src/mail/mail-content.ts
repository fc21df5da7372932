import { Readable } from 'node:stream';

/**
 * A message on its way through nodemailer, which pipes it into a stream that looks at each octet in turn and ends the
 * data. To look takes longer than all else about a message; this one is written past that stream, and only ends it.
 */
export class MailContent extends Readable {
  readonly #write: () => Promise<void>;

  /** `write` writes all but the message's end; where it rejects, the end is never written. */
  constructor(write: () => Promise<void>) {
    super({ read: () => undefined });
    this.#write = write;
  }

  override pipe<T extends NodeJS.WritableStream>(destination: T): T {
    this.#write().then(
      () => destination.end(),
      (thrown: unknown) => this.destroy(thrown instanceof Error ? thrown : new Error(String(thrown))),
    );
    return destination;
  }
}
