import { Fault } from '../../fault.ts';
import { type Checkup, sendsMail } from './checkup.ts';
import { type Finding, fine, warning, wrong } from './finding.ts';

/** The sender's domain; null where no mail is sent from it. */
function senderDomain(checkup: Checkup): string | null {
  const { mailing } = checkup;
  if (mailing instanceof Fault || !sendsMail(checkup)) return null;
  return mailing.from.address.slice(mailing.from.address.lastIndexOf('@') + 1);
}

/** Whether DNS says which servers may send for the sender's domain (RFC 7208); which they are is not looked at. */
export async function examineSpf(checkup: Checkup): Promise<Finding[]> {
  const domain = senderDomain(checkup);
  const records = domain === null ? null : await checkup.dns.texts(domain);
  if (records === null) return [];
  const [record, ...others] = records.filter((text) => /^v=spf1(\s|$)/i.test(text));
  if (record === undefined) {
    return [warning(`${domain} has no SPF record`, `publish TXT ${domain}: v=spf1 include:YOUR-MAIL-SERVICE -all`)];
  }
  if (others.length > 0) return [wrong(`${domain} has several SPF records, of which none counts`, 'make them one')];
  if (/\s\+?all\b/i.test(record)) return [warning(`${domain}: SPF lets anybody send`, 'end the record with -all')];
  return [fine(`${domain}: ${record}`)];
}

/** Whether DNS says what becomes of mail that fails SPF and DKIM (RFC 7489), at the domain or one above it. */
export async function examineDmarc(checkup: Checkup): Promise<Finding[]> {
  const domain = senderDomain(checkup);
  if (domain === null) return [];
  for (const name of withParents(domain)) {
    const records = await checkup.dns.texts(`_dmarc.${name}`);
    if (records === null) return [];
    const record = records.find((text) => /^v=DMARC1\s*(;|$)/.test(text));
    if (record !== undefined) return [fine(`_dmarc.${name}: ${record}`)];
  }
  const mend = `publish TXT _dmarc.${domain}: v=DMARC1; p=none`;
  return [warning(`${domain} has no DMARC record, which the big mailbox providers want`, mend)];
}

/** A domain and those above it, down to two labels. */
function withParents(domain: string): string[] {
  const labels = domain.split('.');
  return labels.slice(0, Math.max(1, labels.length - 1)).map((_, index) => labels.slice(index).join('.'));
}
