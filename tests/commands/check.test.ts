import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { openApp } from '../../src/app.ts';
import type { Instruments } from '../../src/commands/check/checkup.ts';
import type { Finding } from '../../src/commands/check/finding.ts';
import { check } from '../../src/commands/check.ts';
import { serveFeeds } from '../support/feed-server.ts';
import { serveMail } from '../support/mail-server.ts';
import { post, rss } from '../support/polling-site.ts';
import { runHere } from '../support/run-here.ts';
import { layOutSite, type TestSite } from '../support/site.ts';

type Records = Readonly<Record<string, readonly string[]>>;

const OLD_STATE = join(import.meta.dirname, '..', 'fixtures', 'upgrade', '2026-11-initial.sql');

interface Circumstances {
  readonly settings?: string;
  readonly list?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly records?: Records;
  readonly online?: boolean;
  readonly free?: number;
  readonly now?: string;
  readonly prepare?: (site: TestSite) => void;
}

interface Checked {
  readonly status: number;
  of(about: string): Finding[];
}

async function checked(circumstances: Circumstances = {}): Promise<Checked> {
  const { settings = '', list = '', files = {}, records = {}, online = true, free = 1e12, now } = circumstances;
  using site = layOutSite({
    'tidings.yaml': `title: A site\nurl: https://127.0.0.1:1\npoll: { allowPrivateNetwork: true, perHost: { interval: 1ms } }\n${settings}`,
    'sources/blogs.yaml': list,
    ...files,
  });
  circumstances.prepare?.(site);
  let stdout = '';
  const options = { site: site.dir, json: true, ...(now === undefined ? {} : { now }) };
  const app = await openApp(options, {
    environment: {},
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: () => undefined },
    signal: new AbortController().signal,
  });
  const instruments: Instruments = {
    dns: { answers: async () => online, texts: async (name) => (online ? (records[name] ?? []) : null) },
    freeSpace: async () => free,
  };
  try {
    const status = await check(app, options, instruments);
    const { findings }: { findings: (Finding & { about: string })[] } = JSON.parse(stdout);
    return { status, of: (about) => findings.filter((finding) => finding.about === about) };
  } finally {
    await app.close();
  }
}

const FEED = rss([post(1)]);
const FILE_SOURCE = { list: '- url: file:feed.xml\n', files: { 'sources/feed.xml': FEED } };

function keyPair(): { pem: string; record: string } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { pem, record: `v=DKIM1; k=rsa; p=${derOf(publicKey)}` };
}

function derOf(key: KeyObject): string {
  return key.export({ type: 'spki', format: 'der' }).toString('base64');
}

describe('check', () => {
  it('finds nothing wrong with a sound site, and says that its mail is not sent yet', async () => {
    const { status, of } = await checked(FILE_SOURCE);
    expect(status).toBe(0);
    expect(of('sources')).toMatchObject([{ level: 'ok', found: expect.stringContaining('1 of 1') }]);
    expect(of('templates')).toMatchObject([{ level: 'ok' }]);
    expect(of('state')).toMatchObject([{ level: 'ok' }]);
    expect(of('mail')).toMatchObject([{ level: 'warning', mend: expect.stringContaining('smtp.url') }]);
  });

  it('fails where no source is listed, and says how to add one', async () => {
    const { status, of } = await checked();
    expect(status).toBe(1);
    expect(of('sources')).toMatchObject([{ level: 'wrong', mend: expect.stringContaining('tidings add') }]);
  });

  it('asks each source once and says of each what is wrong with it', async () => {
    await using server = await serveFeeds({
      '/sound.xml': FEED,
      '/page.html': '<!doctype html><html><body>no feed</body></html>',
      '/gone.xml': (_, response) => response.writeHead(410).end(),
      '/old.xml': (_, response) => response.writeHead(301, { location: '/sound.xml' }).end(),
    });
    const paths = ['/sound.xml', '/page.html', '/gone.xml', '/old.xml', '/missing.xml'];
    const { status, of } = await checked({ list: paths.map((path) => `- url: ${server.url}${path}\n`).join('') });
    expect(status).toBe(1);
    expect(of('sources').map(({ level, found, mend }) => [level, found.replaceAll(server.url, ''), mend])).toEqual([
      ['wrong', expect.stringContaining('/page.html: '), expect.stringContaining('tidings add')],
      ['wrong', '/gone.xml: is gone for good (410)', 'take it out at sources/blogs.yaml:3'],
      ['warning', '/old.xml: has moved to /sound.xml', 'write that address at sources/blogs.yaml:4'],
      ['wrong', expect.stringContaining('404'), expect.stringContaining('blogs.yaml:5')],
      ['ok', expect.stringContaining('1 of 5'), null],
    ]);
    expect([...server.requests].sort()).toEqual([...paths, '/sound.xml'].sort());
  });

  it('says once that there is no network, and blames no source for it', async () => {
    const list = '- url: https://one.invalid/feed\n- url: https://two.invalid/feed\n';
    const { status, of } = await checked({ list, online: false });
    expect(status).toBe(0);
    expect(of('network')).toMatchObject([{ level: 'warning', found: expect.stringContaining('2 sources') }]);
    expect(of('sources').filter(({ level }) => level === 'wrong')).toEqual([]);
  });

  it('tells an unknown host from no network', async () => {
    const { status, of } = await checked({ list: '- url: https://one.invalid/feed\n' });
    expect(status).toBe(1);
    expect(of('sources')[0]).toMatchObject({ level: 'wrong', found: expect.stringContaining('one.invalid') });
  });

  it.each([
    [120_000, 'ok'],
    [10 * 60_000, 'warning'],
    [-10 * 60_000, 'warning'],
    [2 * 3_600_000, 'wrong'],
  ])('compares the clock with those of servers: %i ms off is %s', async (ahead, level) => {
    await using server = await serveFeeds({
      '/feed.xml': (_, response) =>
        response.writeHead(200, { date: new Date(Date.now() + ahead).toUTCString() }).end(FEED),
    });
    const { of } = await checked({ list: `- url: ${server.url}/feed.xml\n` });
    expect(of('clock')).toMatchObject([{ level }]);
  });

  it('says of lists that cannot be read what is wrong, and looks at everything else', async () => {
    const { status, of } = await checked({ list: '- url: https://a.example.org/\n  colour: red\n' });
    expect(status).toBe(1);
    expect(of('sources')).toMatchObject([{ level: 'wrong', found: expect.stringContaining('"colour" is no setting') }]);
    expect(of('state')).toMatchObject([{ level: 'ok' }]);
  });

  it.each([
    ['settings', 2, { 'tidings.yaml': 'title: A\n' }],
    [
      'state',
      1,
      { 'tidings.yaml': 'title: A\nurl: https://a.example.org\n', 'data/tidings.db': 'a text, and no state' },
    ],
  ])('answers with a finding, as JSON too, where the %s cannot be used at all', async (about, status, files) => {
    using site = layOutSite(files);
    const ran = await runHere('check', '--site', site.dir, '--json');
    expect(ran).toMatchObject({ status, stderr: '' });
    expect(JSON.parse(ran.stdout).findings).toMatchObject([
      { about, level: 'wrong', ok: false, mend: expect.anything() },
    ]);
    expect((await runHere('check', '--site', site.dir)).stdout).toMatch(new RegExp(`^WRONG {3}${about}: .+\n$`));
  });

  it('compares no clock that was set', async () => {
    const { of } = await checked({ ...FILE_SOURCE, now: '2014-08-18T07:00:00Z' });
    expect(of('clock')).toMatchObject([{ level: 'ok', found: 'set by --now' }]);
  });

  it.each([
    [1e12, 'ok'],
    [2e8, 'warning'],
    [1e6, 'wrong'],
  ])('with %i bytes free on the disk is %s', async (free, level) => {
    expect((await checked({ ...FILE_SOURCE, free })).of('disk')).toMatchObject([{ level }]);
  });

  it('finds what does not hold together in the state, and how to go back to one that does', async () => {
    const prepare = (site: TestSite) => {
      mkdirSync(site.path('data'));
      using database = new DatabaseSync(site.path('data', 'tidings.db'));
      database.exec(readFileSync(OLD_STATE, 'utf8'));
      database.exec('pragma foreign_keys = off; delete from sources');
    };
    const { status, of } = await checked({ ...FILE_SOURCE, prepare });
    expect(status).toBe(1);
    expect(of('state')).toContainEqual(
      expect.objectContaining({
        level: 'wrong',
        found: expect.stringMatching(/tidings\.db: .*entries/),
        mend: 'put a backup in its place by: tidings restore FILE',
      }),
    );
  });

  it('names the template that cannot be filled, with its line', async () => {
    const files = { ...FILE_SOURCE.files, 'templates/planet.html': 'one\n{{ nothing.there | nonsense }}' };
    const { status, of } = await checked({ ...FILE_SOURCE, files });
    expect(status).toBe(1);
    expect(of('templates')).toMatchObject([{ level: 'wrong', found: expect.stringContaining('planet.html:2') }]);
  });

  it.runIf(process.platform !== 'win32')('warns of a password that others can read', async () => {
    const settings = 'smtp: { url: "smtp://user:secret@127.0.0.1:1" }\n';
    const readable = await checked({ ...FILE_SOURCE, settings });
    expect(readable.of('settings')).toMatchObject([{ level: 'warning', mend: expect.stringMatching(/^chmod 600/) }]);
    const prepare = (site: TestSite) => chmodSync(site.path('tidings.yaml'), 0o600);
    expect((await checked({ ...FILE_SOURCE, settings, prepare })).of('settings')).toMatchObject([{ level: 'ok' }]);
  });

  it.runIf(process.platform !== 'win32').each([
    ['password', '- url: http://reader:secret@127.0.0.1:1/feed\n- url: http://me:secret@127.0.0.1:1/other\n'],
    ['key', '- url: http://127.0.0.1:1/feed?api_key=secret\n'],
  ])('warns of a feed’s %s in a list that others can read', async (_, list) => {
    const { of } = await checked({ list });
    expect(of('settings')).toMatchObject([
      { level: 'warning', mend: expect.stringMatching(/^chmod 600 \S+blogs\.yaml$/) },
    ]);
    const prepare = (site: TestSite) => chmodSync(site.path('sources', 'blogs.yaml'), 0o600);
    expect((await checked({ list, prepare })).of('settings')).toMatchObject([{ level: 'ok' }]);
  });

  it('logs in at the mail server, and fails where it cannot be reached', async () => {
    await using server = await serveMail();
    const at = (url: string) => checked({ ...FILE_SOURCE, settings: `smtp: { url: "${url}" }\n` });
    expect((await at(server.url)).of('mail')).toMatchObject([{ level: 'ok' }]);
    const { status, of } = await at('smtp://127.0.0.1:1');
    expect(status).toBe(1);
    expect(of('mail')).toMatchObject([{ level: 'wrong', mend: expect.stringContaining('smtp.url') }]);
  });

  describe('of a site that sends', () => {
    const key = keyPair();
    const DKIM = 'dkim: { domain: example.org, selector: s1, keyFile: dkim.pem }';
    const sound: Records = {
      's1._domainkey.example.org': [key.record],
      'news.example.org': ['v=spf1 include:mail.example.net -all'],
      '_dmarc.example.org': ['v=DMARC1; p=none'],
    };

    async function sending(records: Records, smtp = DKIM): Promise<Checked> {
      await using server = await serveMail();
      const settings = `digest: { from: me@news.example.org }\nsmtp: { url: "${server.url}", ${smtp} }\n`;
      const files = { ...FILE_SOURCE.files, 'dkim.pem': key.pem };
      return checked({ ...FILE_SOURCE, files, settings, records });
    }

    it('finds key, SPF and DMARC in DNS', async () => {
      const { of } = await sending(sound);
      expect(['dkim', 'spf', 'dmarc'].flatMap(of)).toMatchObject([{ level: 'ok' }, { level: 'ok' }, { level: 'ok' }]);
    });

    it.each([
      ['no key', [], 'wrong'],
      ['a key that was withdrawn', ['v=DKIM1; p='], 'wrong'],
      ['another key', [keyPair().record], 'wrong'],
      ['two keys', [key.record, keyPair().record], 'wrong'],
      ['the key with blanks in it', [key.record.replace('p=', 'p= ').replace(/(.{40})$/, ' $1')], 'ok'],
    ])('with %s in DNS', async (_, record, level) => {
      const { of } = await sending({ ...sound, 's1._domainkey.example.org': record });
      expect(of('dkim')).toMatchObject([{ level }]);
      const mend = level === 'ok' ? null : expect.stringContaining(key.record);
      expect(of('dkim')[0]?.mend).toEqual(mend);
    });

    it('warns where nothing signs, or a domain that is not the sender’s', async () => {
      expect((await sending(sound, 'rate: 10/s')).of('dkim')).toMatchObject([{ level: 'warning' }]);
      const records = { ...sound, 's1._domainkey.example.net': [key.record] };
      const { of } = await sending(records, DKIM.replace('example.org', 'example.net'));
      expect(of('dkim')).toMatchObject([{ level: 'warning', mend: 'set smtp.dkim.domain to news.example.org' }]);
    });

    it.each([
      ['none', [], 'warning'],
      ['two', ['v=spf1 -all', 'v=spf1 mx -all'], 'wrong'],
      ['one that lets anybody send', ['v=spf1 +all'], 'warning'],
      ['another text beside it', ['site-verification=1', 'v=spf1 mx ~all'], 'ok'],
    ])('with SPF records: %s', async (_, records, level) => {
      expect((await sending({ ...sound, 'news.example.org': records })).of('spf')).toMatchObject([{ level }]);
    });

    it('warns where no DMARC record is at the domain or above', async () => {
      const { of } = await sending({ ...sound, '_dmarc.example.org': ['v=DMARC2'] });
      expect(of('dmarc')).toMatchObject([
        { level: 'warning', mend: 'publish TXT _dmarc.news.example.org: v=DMARC1; p=none' },
      ]);
    });

    it('warns where nobody could leave by one click', async () => {
      const { of } = await sending(sound);
      expect(of('one-click')).toMatchObject([{ level: 'warning', mend: expect.stringContaining('tidings serve') }]);
    });
  });
});
