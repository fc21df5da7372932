import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { hasOpenssl, makeCertificate } from '../support/certificates.ts';
import { tidings } from '../support/cli.ts';
import { pollingSite, post, rss } from '../support/polling-site.ts';
import { layOutSite } from '../support/site.ts';

const reason = hasOpenssl ? '' : ' (skipped: openssl is not installed)';

type CertificateOptions = Parameters<typeof makeCertificate>[0];

/** A server that has a feed, and what was seen of those that came for it. */
interface Server extends AsyncDisposable {
  readonly url: string;
  /** The certificate of the authority that vouches for it. */
  readonly authority: string;
  requests: number;
  connections: number;
}

async function serveOver(options: CertificateOptions): Promise<Server> {
  using certificate = makeCertificate(options);
  const server = createServer(certificate, (_, response) => {
    served.requests += 1;
    response.end(rss([post(1)]));
  });
  server.on('connection', () => {
    served.connections += 1;
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const served: Server = {
    url: `https://127.0.0.1:${port}/`,
    authority: readFileSync(certificate.authority, 'utf8'),
    requests: 0,
    connections: 0,
    [Symbol.asyncDispose]: () => new Promise((closed) => void server.close(() => closed())),
  };
  return served;
}

const Report = z.object({
  sources: z.object({ updated: z.number(), failed: z.number() }),
  failures: z.array(z.object({ url: z.string(), error: z.string() })),
});

/** What one poll reports of all these servers, by a program that trusts the authorities of them all. */
async function pollAll(servers: readonly Server[]): Promise<z.output<typeof Report>> {
  using authorities = layOutSite({ crt: servers.map(({ authority }) => authority).join('') });
  using site = pollingSite(servers.map(({ url }) => url));
  const environment = { NODE_EXTRA_CA_CERTS: authorities.path('crt') };
  const { stdout } = await tidings(['poll', '--site', site.site.dir, '--json'], { environment });
  return Report.parse(JSON.parse(stdout));
}

const HOLDS: CertificateOptions = { name: 'IP:127.0.0.1', days: 1, selfSigned: false };
const BAD = {
  'is self-signed': { ...HOLDS, selfSigned: true },
  'has expired': { ...HOLDS, days: -1 },
  'is for another name': { ...HOLDS, name: 'DNS:other.example' },
};

describe.skipIf(!hasOpenssl)(`certificates${reason}`, { timeout: 60_000 }, () => {
  const servers = new Map<string, Server>();
  let report: z.output<typeof Report>;

  beforeAll(async () => {
    await using stack = new AsyncDisposableStack();
    for (const [name, options] of Object.entries({ holds: HOLDS, ...BAD })) {
      servers.set(name, stack.use(await serveOver(options)));
    }
    report = await pollAll([...servers.values()]);
  });

  it('3.4 over one that holds the feed is asked for', () => {
    expect(report.sources).toMatchObject({ updated: 1, failed: Object.keys(BAD).length });
    expect(servers.get('holds')?.requests).toBe(1);
  });

  it.each(Object.keys(BAD))('3.4 over one that %s no request goes out, nor over plain http instead', (bad) => {
    const server = servers.get(bad);
    const failure = report.failures.find(({ url }) => url === server?.url);
    expect(failure?.error).toContain('has a certificate that does not hold');
    expect(failure?.error).not.toContain('Node.js');
    expect(server).toMatchObject({ requests: 0, connections: 1 });
  });
});
