import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** What a link is for. A token of one purpose serves no other. */
export type Purpose = 'unsubscribe' | 'confirm' | 'preferences' | 'approve';

/** Makes and reads the tokens in a site's links. */
export interface Tokens {
  /** The same subject and purpose always give the same token. */
  seal(purpose: Purpose, subject: string): string;
  /** The subject of a token that this site made for this purpose, or null for anything else. */
  open(purpose: Purpose, token: string): string | null;
}

const TAG_OCTETS = 16;

/**
 * Tokens of the list at `siteUrl` about one subject (an address's key, an edition's name). The subject is sealed, so that
 * no address stands in a link, a log or a Referer: a synthetic IV (RFC 5297's idea) is at once the proof of origin and the
 * start of the cipher, which makes equal tokens of equal subjects, and none without the secret.
 */
export function openTokens(secret: string, siteUrl: string): Tokens {
  const derive = (use: string) => Buffer.from(hkdfSync('sha256', secret, siteUrl, `tidings ${use}`, 32));
  const tagKey = derive('token tag');
  const cipherKey = derive('token cipher');
  const tagOf = (purpose: Purpose, subject: string) =>
    createHmac('sha256', tagKey).update(`${purpose}\n${subject}`).digest().subarray(0, TAG_OCTETS);
  return {
    seal(purpose, subject) {
      const tag = tagOf(purpose, subject);
      const cipher = createCipheriv('aes-256-ctr', cipherKey, tag);
      return Buffer.concat([tag, cipher.update(subject, 'utf8'), cipher.final()]).toString('base64url');
    },
    open(purpose, token) {
      const bytes = Buffer.from(token, 'base64url');
      const canonical = bytes.toString('base64url') === token;
      if (!canonical || bytes.length <= TAG_OCTETS) return null;
      const tag = bytes.subarray(0, TAG_OCTETS);
      const decipher = createDecipheriv('aes-256-ctr', cipherKey, tag);
      const subject = Buffer.concat([decipher.update(bytes.subarray(TAG_OCTETS)), decipher.final()]).toString('utf8');
      return timingSafeEqual(tag, tagOf(purpose, subject)) ? subject : null;
    },
  };
}

/**
 * Makes the Message-IDs of deliveries: the same for the same edition and recipient, at the sender's domain, and none can
 * be guessed from another without the secret.
 */
export function messageIds(secret: string, siteUrl: string, domain: string): (edition: string, key: string) => string {
  const idKey = Buffer.from(hkdfSync('sha256', secret, siteUrl, 'tidings message-id', 32));
  return (edition, key) => {
    const local = createHmac('sha256', idKey).update(`${edition}\n${key}`).digest('hex').slice(0, 40);
    return `<${local}@${domain}>`;
  };
}
