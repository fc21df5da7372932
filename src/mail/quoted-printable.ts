import { encode, wrap } from 'nodemailer/lib/qp';

/** Of the 76 that a line may have: leaves room for the soft break that ends a block, or for a dot at its beginning. */
const LINE_LENGTH = 74;

/** Octets of a body with, beside them, what DKIM hashes of them: relaxed canonical form (RFC 6376, 3.4.4). */
export interface Block {
  readonly bytes: Buffer;
  readonly canonical: Buffer;
}

/**
 * A stretch of text in quoted-printable (RFC 2045, 6.7), ended so that blocks put one after another decode to the
 * stretches put one after another: it begins at the start of a line and ends with a line break, a soft one where the
 * stretch ends within a line. So what is the same for all recipients is encoded once. No line begins with a dot, which
 * SMTP would have doubled on the way (RFC 5321, 4.5.2).
 */
export function quotedPrintable(text: string): Block {
  const encoded = wrap(encode(text.replace(/\r\n?|\n/g, '\r\n')), LINE_LENGTH).replace(/^\./gm, '=2E');
  return asBlock(encoded === '' || encoded.endsWith('\r\n') ? encoded : `${encoded}=\r\n`);
}

/** Lines that are ASCII already, as a block. */
export function asBlock(lines: string): Block {
  const canonical = lines.replace(/[ \t]+/g, ' ').replace(/ \r\n/g, '\r\n');
  const bytes = Buffer.from(lines, 'latin1');
  return { bytes, canonical: canonical === lines ? bytes : Buffer.from(canonical, 'latin1') };
}
