import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Fault } from '../../src/fault.ts';
import { openTransport } from '../../src/mail/open-transport.ts';
import { smtpTransport } from '../../src/mail/smtp.ts';
import { readSmtpUrl } from '../../src/mail/smtp-url.ts';
import { type MailServer, type Script, startMailServer } from './support/mail-server.ts';

const mail = {
  messageId: '<1@example.org>',
  from: 'news@example.org',
  to: 'ann@example.net',
  blocks: [Buffer.from('Subject: x\r\n\r\n'), Buffer.from('.x\r\n'), Buffer.from('.\r\n..\r\n')],
};

let tls: { key: string; cert: string };
const servers: { close(): Promise<void> }[] = [];

beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-tls-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', cert];
  execFileSync('openssl', [...made, ...subject], { stdio: 'ignore' });
  tls = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
});

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(script: Script): Promise<MailServer> {
  const server = await startMailServer(script);
  servers.push(server);
  return server;
}

/** Hands one message over; `trusted`: with an authority of the tests, as NODE_EXTRA_CA_CERTS would name it. */
async function handOver(url: string, options: { trusted?: boolean } = {}) {
  const ca = options.trusted ? { tls: { ca: tls.cert } } : {};
  const transport = smtpTransport(readSmtpUrl(url), { name: 'example.org', connections: 1, ...ca });
  const channel = await transport.open();
  if (channel instanceof Fault) return channel;
  const outcome = await channel.send(mail, async () => true);
  channel.close();
  return outcome;
}

const on = (server: MailServer, scheme: string, login = '') => `${scheme}://${login}localhost:${server.port}`;
const lastsOf = (server: MailServer, verb: string) => server.commands.filter((line) => line.startsWith(verb));

describe('STARTTLS (13)', () => {
  it('is used wherever it is offered', async () => {
    const server = await serve({ tls });
    expect(await handOver(on(server, 'smtp'), { trusted: true })).toMatchObject({ kind: 'accepted' });
    expect(server.commands.slice(0, 3).map((line) => line.split(' ')[0])).toEqual(['EHLO', 'STARTTLS', 'EHLO']);
  });

  it.each<[string, Script, boolean]>([
    ['whose certificate nobody vouches for', {}, false],
    ['refused', { starttls: () => '454 4.7.0 not now' }, true],
    ['dropped', { starttls: () => 'DROP' }, true],
  ])('%s: neither password nor mail is sent', async (_, script, trusted) => {
    const server = await serve({ tls, extensions: ['AUTH PLAIN'], ...script });
    const outcome = await handOver(on(server, 'smtp', 'ann:hunter2@'), { trusted });
    expect(outcome).toBeInstanceOf(Fault);
    expect(server.commands.filter((line) => /^(AUTH|MAIL|DATA)/.test(line))).toEqual([]);
    expect(String(outcome)).not.toContain('hunter2');
  });

  it('with a certificate for another host: nothing is sent', async () => {
    const server = await serve({ tls });
    const outcome = await handOver(`smtp://127.0.0.1:${server.port}`, { trusted: true });
    expect(outcome).toMatchObject({ message: expect.stringMatching(/TLS that can be trusted.*NODE_EXTRA_CA_CERTS/) });
    expect(lastsOf(server, 'MAIL')).toEqual([]);
  });
});

describe('smtps:// (13)', () => {
  it('speaks TLS from the start', async () => {
    const server = await serve({ tls, secure: true });
    expect(await handOver(on(server, 'smtps'), { trusted: true })).toMatchObject({ kind: 'accepted' });
  });

  it('to a server that cannot be trusted, or that speaks no TLS, sends nothing', async () => {
    const untrusted = await serve({ tls, secure: true });
    expect(await handOver(on(untrusted, 'smtps'))).toMatchObject({ message: expect.stringContaining('TLS') });
    const plain = await serve({});
    expect(await handOver(on(plain, 'smtps'), { trusted: true })).toBeInstanceOf(Fault);
    expect([...untrusted.commands, ...plain.commands.filter((line) => /^(MAIL|AUTH)/.test(line))]).toEqual([]);
  });
});

describe('a login (13)', () => {
  it('is made with the password of the URL, decoded', async () => {
    const server = await serve({ extensions: ['AUTH PLAIN'] });
    expect(await handOver(on(server, 'smtp', 'ann%40example.org:p%3A%2Fs@'))).toMatchObject({ kind: 'accepted' });
    const [auth = ''] = lastsOf(server, 'AUTH PLAIN');
    expect(Buffer.from(auth.split(' ')[2] ?? '', 'base64').toString()).toBe('\0ann@example.org\0p:/s');
  });

  it('that is refused is told in one line without the password', async () => {
    const server = await serve({ extensions: ['AUTH PLAIN LOGIN'], auth: () => '535 5.7.8 wrong' });
    const outcome = await handOver(on(server, 'smtp', 'ann:hunter2@'));
    expect(outcome).toMatchObject({
      message: expect.stringMatching(/^mail server localhost:\d+: does not accept the login/),
    });
    expect(String(outcome)).not.toContain('hunter2');
    expect(lastsOf(server, 'AUTH')).toHaveLength(1);
  });

  it('is not tried where none is offered', async () => {
    const server = await serve({ extensions: null });
    expect(await handOver(on(server, 'smtp', 'ann:hunter2@'))).toMatchObject({ kind: 'accepted' });
    expect(lastsOf(server, 'AUTH')).toEqual([]);
  });

  it('works with a server that others wrote', async () => {
    const heard: unknown[] = [];
    const server = new SMTPServer({
      ...tls,
      onAuth: ({ username, password }, _, done) => {
        heard.push([username, password]);
        done(null, { user: username });
      },
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    servers.push({ close: () => new Promise((resolve) => server.close(() => resolve())) });
    const address = server.server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const outcome = await handOver(`smtp://ann:hunter2@localhost:${port}`, { trusted: true });
    expect(outcome).toMatchObject({ kind: 'accepted' });
    expect(heard).toEqual([['ann', 'hunter2']]);
  });
});

describe('smtp.url', () => {
  it.each([
    ['smtp://mail.example.org', { host: 'mail.example.org', port: 587, secure: false, login: null }],
    ['smtps://mail.example.org', { host: 'mail.example.org', port: 465, secure: true, login: null }],
    ['smtp://u:p@[::1]:2525', { host: '::1', port: 2525, secure: false, login: { user: 'u', pass: 'p' } }],
  ])('%s names a server', (url, server) => {
    expect(readSmtpUrl(url)).toEqual(server);
  });

  it.each([
    'mail.example.org',
    'http://mail.example.org',
    'smtp://',
    'smtp://u:hunter2%zz@mail.example.org',
    'smtp://u:hun/ter2@x:y',
  ])('%s names none, which is told without a password', (url) => {
    expect(() => readSmtpUrl(url)).toThrow(/^smtp\.url: is no address of a mail server/);
    expect(() => readSmtpUrl(url)).not.toThrow(/hunter2/);
  });

  it('file: names a folder, where a message handed over twice is one file', async () => {
    const site = mkdtempSync(join(tmpdir(), 'tidings-folder-'));
    const channel = await openTransport({ url: 'file:out/', site, connections: 1, name: 'example.org' }).open();
    if (channel instanceof Fault) throw channel;
    expect(await channel.send(mail, async () => true)).toMatchObject({ kind: 'accepted' });
    expect(await channel.send(mail, async () => true)).toMatchObject({ kind: 'accepted' });
    expect(readFileSync(join(site, 'out', '1.eml'))).toEqual(Buffer.concat(mail.blocks));
  });

  it('file: that cannot be written is a fault', async () => {
    const transport = openTransport({ url: 'file:///dev/null/out', site: '/', connections: 1, name: 'example.org' });
    expect(await transport.open()).toBeInstanceOf(Fault);
  });
});

describe('a connection lost in the middle of a message (3)', () => {
  it('is known to be lost before the end, which is then never written', async () => {
    let dropped = false;
    const server = await serve({
      content: () => {
        dropped = true;
        return 'DROP';
      },
    });
    const channel = await smtpTransport(readSmtpUrl(server.url), { name: 'example.org', connections: 1 }).open();
    if (channel instanceof Fault) throw channel;
    const outcome = await channel.send(mail, async () => {
      for (let quiet = 0; quiet < 20; quiet += dropped ? 1 : 0) await new Promise((resolve) => setImmediate(resolve));
      return true;
    });
    expect(outcome).toMatchObject({ kind: 'lost', ended: false });
    expect(channel.usable).toBe(false);
  });
});

it('hands over a message as it is, lines that begin with a dot too', async () => {
  const server = await serve({});
  await handOver(on(server, 'smtp'));
  expect(server.received.map(({ message }) => message)).toEqual([Buffer.concat(mail.blocks).toString()]);
});

it('presents itself by the name it is given, not the machine’s', async () => {
  const server = await serve({});
  await handOver(on(server, 'smtp'));
  expect(server.commands[0]).toBe('EHLO example.org');
});
