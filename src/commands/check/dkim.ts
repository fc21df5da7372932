import { createPublicKey, type KeyObject } from 'node:crypto';
import { resolve } from 'node:path';
import { Fault } from '../../fault.ts';
import { publicKeyOf } from '../../mail/dkim.ts';
import { type Checkup, sendsMail } from './checkup.ts';
import { type Finding, fine, warning, wrong } from './finding.ts';

/** Whether the key that signs is the one that DNS shows (RFC 6376 §3.6), for the domain that mail is from. */
export async function examineDkim(checkup: Checkup): Promise<Finding[]> {
  const { app, dns, mailing } = checkup;
  if (mailing instanceof Fault || !sendsMail(checkup)) return [];
  const { dkim } = app.settings.smtp;
  if (dkim === null) {
    return [warning('messages are not signed', 'set smtp.dkim, as docs/delivery.md shows, unless your server signs')];
  }
  const name = `${dkim.selector}._domainkey.${dkim.domain}`;
  const records = await dns.texts(name);
  if (records === null) return [];
  const key = publicKeyOf(resolve(app.settings.site, dkim.keyFile));
  const mend = `publish TXT ${name}: ${recordOf(key)}`;
  const [record, ...others] = records.filter((text) => /(^|;)\s*p\s*=/.test(text));
  if (record === undefined) return [wrong(`${name} has no key in DNS`, mend)];
  if (others.length > 0) return [wrong(`${name} has several keys in DNS, of which none counts`, mend)];
  if (!isKey(record, key)) return [wrong(`${name} shows another key than ${dkim.keyFile}`, mend)];
  return [aligned(dkim.domain, mailing.from.address) ?? fine(`${name} shows the key of ${dkim.keyFile}`)];
}

function recordOf(key: KeyObject): string {
  return `v=DKIM1; k=rsa; p=${key.export({ type: 'spki', format: 'der' }).toString('base64')}`;
}

function isKey(record: string, key: KeyObject): boolean {
  const published = /(?:^|;)\s*p\s*=([^;]*)/.exec(record)?.[1]?.replace(/\s+/g, '') ?? '';
  const der = Buffer.from(published, 'base64');
  return readPublicKey(der, 'spki')?.equals(key) ?? readPublicKey(der, 'pkcs1')?.equals(key) ?? false;
}

/** RFC 6376 has the bare RSA key; nearly everybody publishes the wrapped one. */
function readPublicKey(key: Buffer, type: 'spki' | 'pkcs1'): KeyObject | null {
  try {
    return createPublicKey({ key, format: 'der', type });
  } catch {
    return null;
  }
}

/** DMARC counts only a signature of the sender's own domain, one above it or one below (RFC 7489 §3.1.1). */
function aligned(domain: string, sender: string): Finding | null {
  const from = sender.slice(sender.lastIndexOf('@') + 1).toLowerCase();
  const signing = domain.toLowerCase();
  if (`.${from}`.endsWith(`.${signing}`) || `.${signing}`.endsWith(`.${from}`)) return null;
  return warning(`messages from ${from} are signed by ${signing}`, `set smtp.dkim.domain to ${from}`);
}
