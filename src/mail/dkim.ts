import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import sign from 'nodemailer/lib/dkim/sign';
import { Fault, reasonOf } from '../fault.ts';

/** Signs messages (RFC 6376, rsa-sha256, relaxed/relaxed). */
export interface DkimSigner {
  /** The DKIM-Signature header line over these header lines and the base64 SHA-256 of the canonical body. */
  sign(headerLines: readonly string[], bodyHash: string): string;
}

/** What is signed; RFC 8058 asks for both List-Unsubscribe headers, which nodemailer's own list leaves out. */
const SIGNED_FIELDS = [
  'From',
  'Reply-To',
  'To',
  'Subject',
  'Date',
  'Message-ID',
  'MIME-Version',
  'Content-Type',
  'List-Id',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
  'List-Archive',
  'Auto-Submitted',
].join(':');

const MIN_MODULUS_BITS = 1024;

/**
 * Reads the key and tries it, so that no message goes out unsigned.
 * @throws Fault where the file is missing, is no private key, or is no RSA key of at least 1024 bits.
 */
export function openDkim(options: { domain: string; selector: string; keyFile: string }): DkimSigner {
  const { domain, selector, keyFile } = options;
  const privateKey = readKey(keyFile);
  return {
    sign(headerLines, bodyHash) {
      const headers = headerLines.map((line) => ({ key: line.slice(0, line.indexOf(':')).toLowerCase(), line }));
      const keys = { domainName: domain, keySelector: selector, privateKey, headerFieldNames: SIGNED_FIELDS };
      const signature = sign(headers, 'sha256', bodyHash, keys);
      if (signature === false) throw unusable(keyFile, 'cannot sign');
      return signature;
    },
  };
}

/** The public half of the key, which DNS is to show. @throws Fault as {@link openDkim} does */
export function publicKeyOf(keyFile: string): KeyObject {
  readKey(keyFile);
  return createPublicKey(readFileSync(keyFile));
}

function readKey(keyFile: string): KeyObject {
  const key = parseKey(keyFile);
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (key.asymmetricKeyType !== 'rsa') throw unusable(keyFile, 'is no RSA key');
  if (bits < MIN_MODULUS_BITS) throw unusable(keyFile, `has only ${bits} bits`);
  return key;
}

function parseKey(keyFile: string): KeyObject {
  try {
    return createPrivateKey(readFileSync(keyFile));
  } catch (thrown) {
    throw unusable(keyFile, `cannot be read as a private key: ${reasonOf(thrown)}`);
  }
}

function unusable(keyFile: string, problem: string): Fault {
  const mend = 'make one by: openssl genrsa -out dkim.pem 2048, and name it in smtp.dkim.keyFile';
  return new Fault({ stage: 'settings', subject: keyFile, problem, mend, permanent: true });
}
