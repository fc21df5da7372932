import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { layOutSite } from './site.ts';

/** Whether certificates can be made here. */
export const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

/** A certificate with its key, and an authority. */
export interface Certificate extends Disposable {
  readonly key: Buffer;
  readonly cert: Buffer;
  /** A file with the certificate of the authority that signed it, unless it has signed itself. */
  readonly authority: string;
}

interface CertificateOptions {
  /** As in `IP:127.0.0.1` or `DNS:a.example`. */
  readonly name: string;
  /** How long it is valid from now on; it has expired where that is less than none. */
  readonly days: number;
  readonly selfSigned: boolean;
}

/** Makes a certificate by openssl, in a folder of its own. */
export function makeCertificate({ name, days, selfSigned }: CertificateOptions): Certificate {
  const folder = layOutSite({});
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder.dir, stdio: 'ignore' });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl('req', '-x509', ...newKey, '-keyout', 'ca.key', '-out', 'ca.crt', '-subj', '/CN=Test authority');
  openssl('req', ...newKey, '-keyout', 'key', '-out', 'csr', '-subj', '/CN=test', '-addext', `subjectAltName=${name}`);
  const signer = selfSigned ? ['-signkey', 'key'] : ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial'];
  openssl('x509', '-req', '-in', 'csr', ...signer, '-days', String(days), '-copy_extensions', 'copy', '-out', 'crt');
  return {
    key: readFileSync(folder.path('key')),
    cert: readFileSync(folder.path('crt')),
    authority: folder.path('ca.crt'),
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  };
}
