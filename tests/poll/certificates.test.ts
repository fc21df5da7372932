import { createServer } from 'node:https';
import { describe, expect, it } from 'vitest';
import { hasOpenssl, makeCertificate } from '../support/certificates.ts';
import { tidings } from '../support/cli.ts';
import { pollingSite, post, rss } from '../support/polling-site.ts';

const reason = hasOpenssl ? '' : ' (skipped: openssl is not installed)';

/** What a poll reports of a server with such a certificate, by a program that trusts its authority; and what it asked. */
async function pollOver(options: Parameters<typeof makeCertificate>[0]) {
  using certificate = makeCertificate(options);
  let requests = 0;
  const server = createServer(certificate, (_, response) => {
    requests += 1;
    response.end(rss([post(1)]));
  });
  let connections = 0;
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  using site = pollingSite([`https://127.0.0.1:${port}/`]);
  const environment = { NODE_EXTRA_CA_CERTS: certificate.authority };
  const { stdout } = await tidings(['poll', '--site', site.site.dir, '--json'], { environment });
  await new Promise((closed) => server.close(closed));
  return { report: JSON.parse(stdout), requests, connections };
}

describe(`certificates${reason}`, { timeout: 60_000 }, () => {
  it.skipIf(!hasOpenssl)('3.4 over one that holds the feed is asked for', async () => {
    const { report, requests } = await pollOver({ name: 'IP:127.0.0.1', days: 1, selfSigned: false });
    expect(report.sources).toMatchObject({ updated: 1, failed: 0 });
    expect(requests).toBe(1);
  });

  it.skipIf(!hasOpenssl).each([
    ['is self-signed', { name: 'IP:127.0.0.1', days: 1, selfSigned: true }],
    ['has expired', { name: 'IP:127.0.0.1', days: -1, selfSigned: false }],
    ['is for another name', { name: 'DNS:other.example', days: 1, selfSigned: false }],
  ])('3.4 over one that %s no request goes out, nor over plain http instead', async (_, options) => {
    const { report, requests, connections } = await pollOver(options);
    expect(report.failures[0]?.error).toContain('has a certificate that does not hold');
    expect(requests).toBe(0);
    expect(connections).toBe(1);
  });
});
