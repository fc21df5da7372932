import { mkdirSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { reasonOf } from '../../src/fault.ts';
import { readAddress } from '../../src/mail/address.ts';
import { openTokens } from '../../src/mail/token.ts';
import type { Instant } from '../../src/model.ts';
import { openWeb } from '../../src/web/web.ts';
import type { SubscriberStore, WebAddress, WebOptions } from '../../src/web/web-options.ts';

const SITE = 'https://news.example.org/weekly';
const SECRET = 'a secret of the tests';
const tokens = openTokens(SECRET, SITE);
const page = '<!doctype html><html lang="en"><title>Site</title><style>p { color: red }</style><p>Été</p>';

/** What the site was asked to do, and who is on its list. */
interface Fake {
  readonly states: Map<string, 'pending' | 'active' | 'unsubscribed' | 'suppressed'>;
  readonly confirmations: WebAddress[];
  readonly approved: string[];
  client: string;
  now: Instant;
  healthy: boolean;
  readonly errors: string[];
}

let fake: Fake;
let folder: string;
let web: ReturnType<typeof openWeb>;

beforeEach(() => {
  fake = {
    states: new Map(),
    confirmations: [],
    approved: [],
    client: '192.0.2.1',
    now: Date.parse('2014-08-20T12:00:00Z'),
    healthy: true,
    errors: [],
  };
  folder = mkdtempSync(join(tmpdir(), 'tidings-web-'));
  mkdirSync(join(folder, 'editions'));
  mkdirSync(join(folder, '.unfinished'));
  writeFileSync(join(folder, 'index.html'), page);
  writeFileSync(join(folder, 'atom.xml'), '<feed/>');
  writeFileSync(join(folder, 'favicon.svg'), '<svg/>');
  writeFileSync(join(folder, 'events.ics'), 'BEGIN:VCALENDAR');
  writeFileSync(join(folder, 'editions', 'index.html'), page);
  writeFileSync(join(folder, '.unfinished', '1'), 'half');
  web = openWeb(options());
});

function options(changes: Partial<WebOptions> = {}): WebOptions {
  return {
    folder,
    prefix: '/weekly',
    subscribers: store(),
    hubs: null,
    openToken: tokens.open,
    approve: async (edition) => edition === '2014-W34' && fake.approved.push(edition) > 0,
    readAddress,
    sendConfirmation: async (address) => void fake.confirmations.push(address),
    renderPage: async ({ template, heading, model }) => `${template}|${heading}|${JSON.stringify(model)}`,
    say: (key) => key,
    checkHealth: async () => {
      if (!fake.healthy) throw new Error('the state is locked');
    },
    measure: async () => [
      { name: 'tidings_x', help: 'X.', type: 'gauge', values: [{ labels: { a: 'q"\\' }, value: 1 }] },
    ],
    clientOf: () => fake.client,
    reportError: (thrown) => void fake.errors.push(reasonOf(thrown)),
    clock: () => fake.now,
    ...changes,
  };
}

function store(): SubscriberStore {
  const sent: { key: string; at: Instant }[] = [];
  return {
    byKey: async (key) => {
      const state = fake.states.get(key);
      return state === undefined ? null : { state };
    },
    request: async ({ key }) => {
      if (!fake.states.has(key)) fake.states.set(key, 'pending');
    },
    confirm: async (key) => fake.states.has(key) && fake.states.set(key, 'active') !== undefined,
    unsubscribe: async (key) => void fake.states.set(key, 'unsubscribed'),
    noteConfirmation: async (key, now, since, limit) => {
      if (sent.filter((one) => one.key === key && one.at > since).length >= limit) return false;
      sent.push({ key, at: now });
      return true;
    },
  };
}

const form = (fields: Record<string, string>) => ({ method: 'POST', body: new URLSearchParams(fields) });
const subscribe = (email: string) => web.request('/subscribe', form({ email, name: 'Ada' }));

describe('the published files', () => {
  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/index.html', 'text/html; charset=utf-8'],
    ['/atom.xml', 'application/atom+xml; charset=utf-8'],
    ['/events.ics', 'text/calendar; charset=utf-8'],
    ['/editions/', 'text/html; charset=utf-8'],
    ['/weekly/', 'text/html; charset=utf-8'],
    ['/weekly/atom.xml', 'application/atom+xml; charset=utf-8'],
    ['/favicon.ico', 'image/svg+xml'],
  ])('are served with their type, with or without the prefix: %s', async (path, type) => {
    const response = await web.request(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
  });

  it.each([
    ['/nothing.html'],
    ['/../package.json'],
    ['/%2e%2e/package.json'],
    ['/..%2fpackage.json'],
    ['/.unfinished/1'],
    ['/editions%5cindex.html'],
    ['/%00'],
    ['/%zz'],
  ])('are nothing else: %s', async (path) => {
    expect((await web.request(path)).status).toBe(404);
  });

  it.each([
    ['/weekly/editions', './editions/'],
    ['/editions', './editions/'],
    ['/weekly', './weekly/'],
  ])('redirects a folder to where its links work, whatever a proxy cuts off: %s', async (path, location) => {
    const response = await web.request(path);
    expect([response.status, response.headers.get('location')]).toEqual([301, location]);
  });

  it.each([
    ['br', 'gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip', 'gzip;q=1, br;q=0.5', 'gzip', gunzipSync],
    ['gzip, br being refused', 'br;q=0, *', 'gzip', gunzipSync],
  ] as const)('are compressed as the client likes best: %s', async (_, accepted, encoding, open) => {
    const response = await web.request('/', { headers: { 'Accept-Encoding': accepted } });
    expect(response.headers.get('content-encoding')).toBe(encoding);
    expect(response.headers.get('vary')).toBe('Accept-Encoding');
    const body = Buffer.from(await response.arrayBuffer());
    expect(response.headers.get('content-length')).toBe(String(body.length));
    expect(open(body).toString()).toBe(page);
  });

  it.each([[undefined], ['identity'], ['br;q=0, gzip;q=0']])(
    'are plain for a client that says %s',
    async (accepted) => {
      const response = await web.request(
        '/',
        accepted === undefined ? {} : { headers: { 'Accept-Encoding': accepted } },
      );
      expect(response.headers.get('content-encoding')).toBeNull();
      expect(await response.text()).toBe(page);
    },
  );

  it('are not sent again to who has them', async () => {
    const headers = { 'Accept-Encoding': 'br' };
    const first = await web.request('/', { headers });
    const tag = first.headers.get('etag') ?? '';
    const again = await web.request('/', { headers: { ...headers, 'If-None-Match': `"other", W/${tag}` } });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag]);
    const plain = await web.request('/', { headers: { 'If-None-Match': tag } });
    expect(plain.status).toBe(200);
    const since = first.headers.get('last-modified') ?? '';
    expect((await web.request('/', { headers: { 'If-Modified-Since': since } })).status).toBe(304);
    expect((await web.request('/', { headers: { 'If-Modified-Since': since, 'If-None-Match': '"x"' } })).status).toBe(
      200,
    );
  });

  it('are sent again once they have changed', async () => {
    const before = await web.request('/');
    writeFileSync(join(folder, 'index.html'), page.replace('Été', 'Eté'));
    utimesSync(join(folder, 'index.html'), new Date(fake.now + 5000), new Date(fake.now + 5000));
    const after = await web.request('/');
    expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'));
    expect(await after.text()).toContain('Eté');
  });

  it('have no body for HEAD', async () => {
    const response = await web.request('/', { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(response.headers.get('etag')).not.toBeNull();
  });

  it('come with a policy that allows their own styles and no scripts from elsewhere', async () => {
    const policy = (await web.request('/')).headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(
      /^default-src 'none'; img-src http: https:; script-src 'self'; connect-src 'self'; style-src 'sha256-[\w+/]{43}='; form-action 'self'/,
    );
    expect(policy).not.toContain('unsafe-inline');
    expect((await web.request('/atom.xml')).headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('may have style attributes where they have any, as editions do, which are mail as well', async () => {
    writeFileSync(join(folder, 'editions', '2014-W34.html'), page.replace('<p>', '<p style="color:red">'));
    const policy = (await web.request('/editions/2014-W34.html')).headers.get('content-security-policy');
    expect(policy).toContain("; style-src-attr 'unsafe-inline'; form-action 'self'");
  });
});

describe('subscribing (delivery 31, 32)', () => {
  it('shows a form', async () => {
    const response = await web.request('/subscribe');
    expect(response.status).toBe(200);
    expect(await response.text()).toMatch(/^subscribe\.html\|web\.subscribe\|/);
  });

  it('sends one confirmation, and makes nobody a subscriber before it is followed', async () => {
    const response = await subscribe('ada@example.org');
    expect(response.status).toBe(200);
    expect(fake.confirmations.map(({ wire }) => wire)).toEqual(['ada@example.org']);
    expect([...fake.states.values()]).toEqual(['pending']);
  });

  it('answers alike whether or not an address is known', async () => {
    fake.states.set('known@example.org', 'active');
    fake.states.set('gone@example.org', 'unsubscribed');
    const answers = await Promise.all(
      ['known@example.org', 'gone@example.org', 'new@example.org'].map(async (email) => {
        const response = await subscribe(email);
        return [response.status, await response.text(), [...response.headers]];
      }),
    );
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect(fake.confirmations.map(({ wire }) => wire)).toEqual(['gone@example.org', 'new@example.org']);
  });

  it.each(['', 'ada', 'ada@', '@example.org', 'a b@example.org', 'ada@example.org\nbcc: all@example.org'])(
    'shows the form again for what is no address: %j',
    async (email) => {
      const response = await subscribe(email);
      expect(response.status).toBe(400);
      const text = await response.text();
      expect(text).toContain('web.bad_address');
      expect(text, 'what was written is not lost').toContain(
        JSON.stringify({ email: email.trim(), name: 'Ada' }).slice(1, -1),
      );
      expect(fake.confirmations).toEqual([]);
    },
  );

  it('sends an address three confirmations a day at most, whatever the case it is written in', async () => {
    for (const email of ['ada@example.org', 'ADA@example.org', 'ada@EXAMPLE.org', 'ada@example.org']) {
      expect((await subscribe(email)).status).toBe(200);
    }
    expect(fake.confirmations).toHaveLength(3);
    fake.now += 25 * 3_600_000;
    await subscribe('ada@example.org');
    expect(fake.confirmations).toHaveLength(4);
  });

  it('lets sixty requests an hour through from one network, and others besides', async () => {
    const statuses = [];
    for (let number = 0; number < 61; number += 1) statuses.push((await subscribe(`a${number}@example.org`)).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(60);
    expect(statuses.at(-1)).toBe(429);
    fake.client = '192.0.2.2';
    expect((await subscribe('b@example.org')).status).toBe(200);
  });

  it('refuses a form that is too large', async () => {
    expect((await web.request('/subscribe', form({ email: 'a'.repeat(20_000) }))).status).toBe(413);
  });
});

describe('a link that approves an edition', () => {
  const path = (edition: string) => `/approve/${tokens.seal('approve', edition)}`;

  it('shows a button on GET, and approves on POST', async () => {
    expect(await (await web.request(path('2014-W34'))).text()).toMatch(
      /^message\.html\|.*"button":"web\.approve\.button"/,
    );
    expect(fake.approved).toEqual([]);
    expect((await web.request(path('2014-W34'), { method: 'POST' })).status).toBe(200);
    expect(fake.approved).toEqual(['2014-W34']);
  });

  it('does not work when another site made it, though its secret is the same', async () => {
    const { seal } = openTokens(SECRET, 'https://other.example.org');
    const theirs = await web.request(`/approve/${seal('approve', '2014-W34')}`, { method: 'POST' });
    expect([theirs.status, fake.approved]).toEqual([404, []]);
  });

  it('does not work when it is made for something else, nor for an edition that is not there', async () => {
    const other = `/approve/${tokens.seal('unsubscribe', '2014-W34')}`;
    expect((await web.request(other, { method: 'POST' })).status).toBe(404);
    const gone = await web.request(path('2014-W01'), { method: 'POST' });
    expect(await gone.text()).toContain('web.bad_link');
    expect(fake.approved).toEqual([]);
  });
});

describe.each([
  ['confirm', 'pending', 'active'],
  ['unsubscribe', 'active', 'unsubscribed'],
  ['preferences', 'active', 'unsubscribed'],
  ['preferences', 'unsubscribed', 'active'],
] as const)('a link to %s, for who is %s', (purpose, before, after) => {
  const key = 'ada@example.org';
  const path = `/${purpose}/${tokens.seal(purpose, key)}`;
  beforeEach(() => fake.states.set(key, before));

  it.each(['GET', 'HEAD'])('changes nothing on %s, and shows a button', async (method) => {
    const response = await web.request(path, { method });
    expect(response.status).toBe(200);
    if (method === 'GET') expect(await response.text()).toMatch(/^message\.html\|.*"button":"web\./);
    expect(fake.states.get(key)).toBe(before);
  });

  it('acts on POST, without cookie or redirect, and says what is so then', async () => {
    const response = await web.request(path, { method: 'POST' });
    expect(response.status).toBe(200);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(fake.states.get(key)).toBe(after);
  });

  it('does not work when another site made it, though its secret is the same', async () => {
    const { seal } = openTokens(SECRET, 'https://other.example.org');
    for (const method of ['GET', 'POST'])
      expect((await web.request(`/${purpose}/${seal(purpose, key)}`, { method })).status).toBe(404);
    expect(fake.states.get(key)).toBe(before);
  });

  it('does not work when it is altered or made for something else', async () => {
    const token = tokens.seal(purpose, key);
    const other = tokens.seal(purpose === 'confirm' ? 'unsubscribe' : 'confirm', key);
    const altered = (token.startsWith('A') ? 'B' : 'A') + token.slice(1);
    for (const wrong of [
      altered,
      other,
      token.slice(0, -1),
      `${token}A`,
      'x',
      openTokens('other', SITE).seal(purpose, key),
    ]) {
      for (const method of ['GET', 'POST'])
        expect((await web.request(`/${purpose}/${wrong}`, { method })).status).toBe(404);
    }
    expect(fake.states.get(key)).toBe(before);
  });
});

describe('unsubscribing by one click (RFC 8058, delivery 29)', () => {
  const path = `/unsubscribe/${tokens.seal('unsubscribe', 'ada@example.org')}`;
  const multipart = new FormData();
  multipart.set('List-Unsubscribe', 'One-Click');

  it.each([
    ['urlencoded', new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })],
    ['multipart', multipart],
  ])('takes a body that is %s, again and again', async (_, body) => {
    for (const path_ of [path, path, `/weekly${path}`]) {
      expect((await web.request(path_, { method: 'POST', body })).status).toBe(200);
    }
    expect(fake.states.get('ada@example.org')).toBe('unsubscribed');
  });
});

it('answers a bug with a plain 500, and tells it', async () => {
  web = openWeb(options({ renderPage: async () => Promise.reject(new Error('a broken template')) }));
  const response = await web.request('/subscribe');
  expect([response.status, await response.text()]).toEqual([500, 'Something went wrong here.\n']);
  expect(fake.errors).toEqual(['a broken template']);
});

describe('what machines ask', () => {
  it.each([
    [true, 200, 'ok\n'],
    [false, 503, 'down\n'],
  ])('is whether it is well: %s', async (healthy, status, body) => {
    fake.healthy = healthy;
    const response = await web.request('/healthz');
    expect([response.status, await response.text()]).toEqual([status, body]);
  });

  it('is measured for Prometheus', async () => {
    await web.request('/');
    await web.request('/nothing');
    const text = await (await web.request('/metrics')).text();
    expect(text).toContain('# TYPE tidings_http_requests_total counter\n');
    expect(text).toContain('tidings_http_requests_total{method="GET",status="404"} 1\n');
    expect(text).toContain('tidings_x{a="q\\"\\\\"} 1\n');
  });
});
