import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duration, rate, size } from '../../src/config/quantities.ts';
import { readSettings, senderOf } from '../../src/config/settings.ts';
import { Fault } from '../../src/fault.ts';
import { layOutSite } from '../support/site.ts';

const LEAST = 'title: A planet\nurl: https://news.example.org/\n';

function read(yaml: string, environment: NodeJS.ProcessEnv = {}) {
  using site = layOutSite({ 'tidings.yaml': yaml });
  return readSettings(site.path('tidings.yaml'), environment);
}

function faultOf(yaml: string): string {
  try {
    read(yaml);
  } catch (thrown) {
    if (thrown instanceof Fault) return thrown.message.replace(/^.*tidings\.yaml/, 'tidings.yaml');
    throw thrown;
  }
  return 'no fault';
}

describe('the settings', () => {
  it('need a title and a url, and have the contract’s defaults for everything else', () => {
    const settings = read(LEAST);
    expect(settings.poll).toMatchObject({
      concurrency: 32,
      perHost: { concurrency: 1, interval: 1000 },
      timeout: 20_000,
      maxBytes: 10_000_000,
      interval: { min: 900_000, default: 3_600_000, max: 86_400_000 },
      allowPrivateNetwork: false,
    });
    expect(settings.digest).toMatchObject({
      schedule: '0 7 * * MON',
      posts: 20,
      horizon: 5_184_000_000,
      skipEmpty: true,
    });
    expect(settings.smtp).toMatchObject({ rate: 10, connections: 5, dkim: null });
    expect(settings.feed).toMatchObject({ limit: 50, content: 'summary' });
    expect(settings.web).toEqual({ listen: '127.0.0.1:8080' });
  });

  it('have paths relative to their own folder', () => {
    using site = layOutSite({ 'tidings.yaml': LEAST });
    const settings = readSettings(site.path('tidings.yaml'), {});
    expect(settings.state).toBe(join(site.dir, 'data/tidings.db'));
    expect(settings.output).toBe(join(site.dir, 'public'));
    expect(settings.sources).toBe(join(site.dir, 'sources'));
  });

  it('have the address of a folder without its last slash, and other addresses as they are written', () => {
    const { url, feed } = read(
      `${LEAST}feed: { hub: "https://hub.example.org/of/all/" }\n`.replace(
        /^url: .*$/m,
        'url: https://news.example.org/a/',
      ),
    );
    expect([url, feed.hub]).toEqual(['https://news.example.org/a', 'https://hub.example.org/of/all/']);
  });

  it.each([
    ['its name alone', 'state: planet.db', 'planet.db', 730],
    ['where it is and how long it keeps', 'state: { at: planet.db, keep: 26w }', 'planet.db', 182],
    ['how long it keeps', 'state: { keep: 1y }', 'data/tidings.db', 365],
  ])('tell of the state %s', (_, yaml, at, days) => {
    using site = layOutSite({ 'tidings.yaml': `${LEAST}${yaml}\n` });
    const { state, keep } = readSettings(site.path('tidings.yaml'), {});
    expect({ state, keep }).toEqual({ state: join(site.dir, at), keep: days * 86_400_000 });
  });

  it('give way to TIDINGS_STATE and TIDINGS_SMTP_URL', () => {
    const settings = read(LEAST, { TIDINGS_STATE: '/var/lib/planet.db', TIDINGS_SMTP_URL: 'smtp://mail.example.org' });
    expect(settings.state).toBe('/var/lib/planet.db');
    expect(settings.smtp.url).toBe('smtp://mail.example.org');
  });

  it('name the site among those of one database, as what may name a schema', () => {
    expect(read(LEAST).siteName).toBe('tidings');
    expect(read(`${LEAST}site: chess_club\n`).siteName).toBe('chess_club');
    for (const name of ['Chess; drop', 'pg_chess', 'information_schema', 'chess_jobs']) {
      expect(faultOf(`${LEAST}site: "${name}"\n`)).toMatch(/^tidings.yaml:3: .*is no name of a site/);
    }
  });

  it('make the usual interval fit where only its bounds are set', () => {
    expect(read(`${LEAST}poll: { interval: { min: 3h } }\n`).poll.interval.default).toBe(3 * 3_600_000);
    expect(read(`${LEAST}poll: { interval: { max: 30m } }\n`).poll.interval.default).toBe(1_800_000);
  });

  it('send from the site’s own domain where no sender is set', () => {
    expect(senderOf(read(LEAST))).toEqual({ name: 'A planet', address: 'digest@news.example.org' });
  });

  it.each([
    [
      'an unknown key',
      `${LEAST}colour: red\n`,
      'tidings.yaml:3: "colour" is no setting; mend its spelling or take it out',
    ],
    [
      'an unknown key inside another',
      `${LEAST}poll:\n  timeout: 20s\n  perhost: {}\n`,
      'tidings.yaml:5: "poll.perhost" is no setting; mend its spelling or take it out',
    ],
    ['no title', 'url: https://news.example.org/\n', 'tidings.yaml:1: "title": is missing; give the digest a title'],
    ['no url', 'title: A\n', 'tidings.yaml:1: "url": is missing; write it'],
    ['no keys', 'A planet\n', 'tidings.yaml:1: holds no keys with values; write one to a line, as in  key: value'],
    [
      'a text for a list',
      `${LEAST}digest: { to: a@b.example }\n`,
      'tidings.yaml:3: "digest.to": is no list; begin each item with a dash',
    ],
    ['a word for a number', `${LEAST}digest: { posts: many }\n`, 'tidings.yaml:3: "digest.posts": is no number'],
    [
      'too small a number',
      `${LEAST}digest: { posts: -1 }\n`,
      'tidings.yaml:3: "digest.posts": is too small; the least is above 0',
    ],
    [
      'too large a number',
      `${LEAST}feed: { limit: 1e20 }\n`,
      'tidings.yaml:3: "feed.limit": is too large; the most is 9007199254740991',
    ],
    [
      'an empty text',
      `${LEAST}smtp: { url: "" }\n`,
      'tidings.yaml:3: "smtp.url": is empty; write something, or take it out',
    ],
    [
      'another word than those known',
      `${LEAST}feed: { content: all }\n`,
      'tidings.yaml:3: "feed.content": is none of summary, full',
    ],
    [
      'a text that YAML takes for an alias',
      'title: A\nurl: *news*\n',
      'tidings.yaml:2: "*news*" is an alias in YAML, and nothing before it is marked "&news*"; put it in quotes',
    ],
    ['a url that is none', 'title: A\nurl: news\n', 'tidings.yaml:2: "url": is no http or https address'],
    [
      'a duration that is none',
      `${LEAST}poll:\n  timeout: soon\n`,
      'tidings.yaml:4: "poll.timeout": "soon" is not a duration such as 250ms, 20s, 15m, 6h or 60d',
    ],
    [
      'a zone that is none',
      `${LEAST}timezone: Europe/Grenoble\n`,
      'tidings.yaml:3: "timezone": is no time zone such as Europe/Paris (see the IANA time zone names)',
    ],
    [
      'a schedule that is none',
      `${LEAST}digest: { schedule: weekly }\n`,
      'tidings.yaml:3: "digest.schedule": is no cron schedule such as "0 7 * * MON"',
    ],
    [
      'a sender that is none',
      `${LEAST}digest:\n  from: The News\n`,
      'tidings.yaml:4: "digest.from": "The News" is no address such as "News <news@example.org>"',
    ],
    [
      'a state that forgets too soon',
      `${LEAST}state: { keep: 30d }\n`,
      'tidings.yaml:3: "state.keep": is less than 90d, which digests and calendars look back on',
    ],
    [
      'a state that is no text',
      `${LEAST}state: 7\n`,
      'tidings.yaml:3: "state": is neither a file, an address, nor { at: …, keep: … }',
    ],
    [
      'intervals in the wrong order',
      `${LEAST}poll:\n  interval: { min: 2h, default: 1h }\n`,
      'tidings.yaml:4: "poll.interval": wants min ≤ default ≤ max',
    ],
  ])('with %s are refused in one line that names the place', (_, yaml, message) => {
    expect(faultOf(yaml)).toBe(message);
  });

  it('that are no YAML are refused with the line', () => {
    expect(faultOf(`${LEAST}digest: [\n`)).toMatch(/^tidings\.yaml:\d: is no YAML: /);
  });

  it('that are missing are named, with the way to make them', () => {
    expect(() => readSettings('/nowhere/tidings.yaml', {})).toThrow(
      /^\/nowhere\/tidings\.yaml: is not there; .*tidings init/,
    );
  });
});

describe('quantities', () => {
  it.each([
    ['250ms', 250],
    ['20s', 20_000],
    ['15m', 900_000],
    ['6h', 21_600_000],
    ['60d', 5_184_000_000],
    ['1.5h', 5_400_000],
  ])('%s is a duration of %d ms', (text, milliseconds) => {
    expect(duration.parse(text)).toBe(milliseconds);
  });

  it.each([
    ['500KB', 500_000],
    ['10MB', 10_000_000],
  ])('%s is a size of %d bytes', (text, bytes) => {
    expect(size.parse(text)).toBe(bytes);
  });

  it.each([
    ['10/s', 10],
    ['600/m', 10],
    ['3600/h', 1],
  ])('%s is a rate of %d a second', (text, perSecond) => {
    expect(rate.parse(text)).toBe(perSecond);
  });

  it('are read back as they were written, whatever the number', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000 }), fc.constantFrom('ms', 's', 'm', 'h', 'd'), (count, unit) => {
        expect(duration.parse(`${count}${unit}`)).toBe(count * Number(duration.parse(`1${unit}`)));
      }),
    );
  });
});
