import type { Server } from 'node:http';
import { serve as listen, type ServerType } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import type { App } from '../app.ts';
import { Fault, reasonOf } from '../fault.ts';
import { readAddress } from '../mail/address.ts';
import { personOf } from '../mail/people.ts';
import { dayOf } from '../publish/event.ts';
import { type PageFrame, renderPage } from '../publish/pages/page.ts';
import { openWeb } from '../web/web.ts';
import type { WebOptions } from '../web/web-options.ts';
import { sendConfirmation } from './confirmation.ts';
import { openMailing } from './mailing.ts';
import { measureSite } from './measurements.ts';
import { SERVED, siteOf } from './publication.ts';
import { openHubDesk } from './websub.ts';
import { work } from './work.ts';

/** How long answers under way may take once the process is asked to end. */
const GRACE = 3_000;

/** Serves the site on the web, and works on it, until the process is asked to end. */
export async function serve(app: App): Promise<number> {
  await app.store.facts.set(SERVED, 'yes');
  const sending = new Set<Promise<void>>();
  const web = openWeb(await webOptions(app, sending));
  const { hostname, port } = listenAddress(app);
  const server = await listening(() => listen({ fetch: web.fetch, hostname, port }), app);
  app.log.info(`serving ${app.settings.output} on http://${hostname}:${portOf(server) ?? port}/`);
  try {
    await work(app, {});
  } finally {
    await Promise.all([closed(server), ...sending]);
  }
  return 0;
}

async function webOptions(app: App, sending: Set<Promise<void>>): Promise<WebOptions> {
  const { store, settings, templates, clock } = app;
  const mailing = await openMailing(app);
  const { pathname } = new URL(settings.url);
  return {
    folder: settings.output,
    prefix: pathname.replace(/\/$/, ''),
    subscribers: {
      byKey: store.subscribers.byKey,
      confirm: store.subscribers.confirm,
      unsubscribe: store.subscribers.unsubscribe,
      noteConfirmation: store.subscribers.noteConfirmation,
      request: ({ text, key }, name, now) => store.subscribers.request(personOf({ text, key }, name), now),
    },
    hubs: await openHubDesk(app),
    openToken: mailing.tokens.open,
    approve: store.editions.approve,
    readAddress,
    sendConfirmation: (address) => {
      const sent = sendConfirmation(app, mailing, address)
        .catch((thrown: unknown) => app.log.error(`a confirmation could not be sent: ${reasonOf(thrown)}`))
        .finally(() => sending.delete(sent));
      sending.add(sent);
      return sent;
    },
    renderPage: async ({ template, heading, model }) => {
      const hasEditions = (await store.publishing.editions()).length > 0;
      const site = siteOf(app, true);
      const frame: PageFrame = { site, today: dayOf(clock(), settings.timezone), hasEditions, templates };
      const root = pathname.endsWith('/') ? pathname : `${pathname}/`;
      const page = { template, path: 'web', name: 'web' as const, root, heading, structuredData: null, model };
      return (await renderPage(frame, page)).body;
    },
    say: templates.say,
    checkHealth: async () => {
      await store.facts.get(SERVED);
    },
    measure: () => measureSite(app),
    clientOf,
    reportError: (thrown) => app.log.error(`a request failed: ${reasonOf(thrown)}`),
    clock,
  };
}

/** Behind a proxy on this machine, the last address that it was told of; a header from elsewhere proves nothing. */
function clientOf(context: Context): string {
  const direct = getConnInfo(context).remote.address ?? '';
  const isProxy = /^(127\.|::1$|::ffff:127\.)/.test(direct);
  const forwarded = context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
  return isProxy && forwarded ? forwarded : direct;
}

function listenAddress({ settings }: App): { hostname: string; port: number } {
  const { listen: written } = settings.web;
  const url = URL.canParse(`http://${written}`) ? new URL(`http://${written}`) : null;
  if (url === null || !/:\d+$/.test(written)) {
    const mend = 'write it like 127.0.0.1:8080';
    throw new Fault({ stage: 'web', subject: 'web.listen', problem: `"${written}" is no address and port`, mend });
  }
  return { hostname: url.hostname.replace(/^\[|\]$/g, ''), port: Number(written.slice(written.lastIndexOf(':') + 1)) };
}

/** The server once it accepts connections. @throws Fault where the address cannot be had */
function listening(open: () => ServerType, { settings }: App): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = open();
    server.once('listening', () => resolve(server));
    server.once('error', (thrown) => {
      const mend = 'end what listens there, or set another "web.listen" in tidings.yaml';
      const problem = `cannot be listened on: ${reasonOf(thrown)}`;
      reject(new Fault({ stage: 'web', subject: settings.web.listen, problem, mend, cause: thrown }));
    });
  });
}

function portOf(server: ServerType): number | null {
  const address = server.address();
  return typeof address === 'object' ? (address?.port ?? null) : null;
}

/** Takes no more connections, lets answers under way end, and cuts off what takes longer than the grace. */
async function closed(server: ServerType): Promise<void> {
  const ended = new Promise<void>((resolve) => server.close(() => resolve()));
  if ('closeIdleConnections' in server) cutOff(server, ended);
  await ended;
}

function cutOff(server: Pick<Server, 'closeIdleConnections' | 'closeAllConnections'>, ended: Promise<void>): void {
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), GRACE);
  void ended.then(() => clearTimeout(timer));
}
