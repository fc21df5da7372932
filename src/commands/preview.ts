import { existsSync, watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { type App, type GlobalOptions, shippedTemplates } from '../app.ts';
import { readSettings, settingsFile } from '../config/settings.ts';
import { withoutPlaces } from '../digest/personal.ts';
import { Fault } from '../fault.ts';
import type { RenderedEdition } from '../model.ts';
import { openTemplates } from '../templating/templates.ts';
import { prepareEdition } from './edition.ts';

/** Where a preview is from, and how it hears of changes. */
export interface PreviewOptions {
  /** Prints the edition as templates and settings are now. @throws Fault where they are wrong */
  readonly print: () => Promise<Pick<RenderedEdition, 'html' | 'text'>>;
  /** Calls back at every change until the signal is aborted. */
  readonly onChange: (changed: () => void, signal: AbortSignal) => void;
  readonly page: string;
}

/** Shows the edition that would be sent now in a browser, again at every change of templates or settings, until it is ended. */
export async function preview(app: App, options: GlobalOptions): Promise<number> {
  const site = openPreview({
    page: await readFile(join(shippedTemplates, 'preview.html'), 'utf8'),
    print: async () => (await prepareEdition(refreshed(app, options))).rendered,
    onChange: (changed, signal) => watchSite(app, changed, signal),
  });
  const server = serve({ fetch: site.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }: AddressInfo) => {
    app.console.print(`http://127.0.0.1:${port}/ shows the digest; end it by Ctrl-C`);
  });
  await new Promise((resolve) => app.signal.addEventListener('abort', resolve, { once: true }));
  server.close();
  return 0;
}

/** The site with its settings and templates read again. */
function refreshed(app: App, options: GlobalOptions): App {
  const settings = readSettings(settingsFile(options), app.environment);
  const roots = [join(settings.site, 'templates'), shippedTemplates];
  const { language, timezone } = settings;
  return { ...app, settings, templates: openTemplates({ roots, language, timezone }) };
}

/** The preview's pages: the frame with its switches, and in it a part of the message as some client shows it. */
export function openPreview({ print, onChange, page }: PreviewOptions): Hono {
  const web = new Hono();
  web.get('/', (context) => context.html(page));
  web.get('/message', (context) => faultShown(context, async () => asClientShows(context, (await print()).html)));
  web.get('/text', (context) => faultShown(context, async () => context.text(withoutPlaces((await print()).text))));
  web.get('/changes', (context) =>
    streamSSE(context, async (stream) => {
      const gone = new AbortController();
      stream.onAbort(() => gone.abort());
      onChange(() => stream.writeSSE({ event: 'change', data: '' }), gone.signal);
      await new Promise((resolve) => gone.signal.addEventListener('abort', resolve, { once: true }));
    }),
  );
  return web;
}

function asClientShows(context: Context, rendered: string): Response {
  const { dark, blocked, webmail } = context.req.query();
  const html = withoutPlaces(rendered);
  const scheme = html.replaceAll('(prefers-color-scheme: dark)', dark === undefined ? 'not all' : 'all');
  if (blocked !== undefined) context.header('Content-Security-Policy', "img-src 'none'");
  return context.html(webmail === undefined ? scheme : withoutStyles(html));
}

/** As webmail shows it that keeps nothing of the head and no classes. */
function withoutStyles(html: string): string {
  const body = /<body[^>]*>([\s\S]*)<\/body>/.exec(html)?.[1] ?? html;
  return `<!doctype html><meta charset="utf-8"><title>Webmail</title>${body.replace(/ class="[^"]*"/g, '')}`;
}

/** What is wrong with a template is shown where the message would be; the next change may mend it. */
async function faultShown(context: Context, respond: () => Promise<Response>): Promise<Response> {
  try {
    return await respond();
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown;
    return context.text(thrown.message, 500);
  }
}

/** The site's templates and settings are watched; those it does not have, it cannot change. */
function watchSite({ settings }: App, changed: () => void, signal: AbortSignal): void {
  const templates = join(settings.site, 'templates');
  watch(settings.site, { signal }, (_, file) => {
    if (file?.endsWith('.yaml')) changed();
  });
  if (existsSync(templates)) watch(templates, { signal, recursive: true }, changed);
}
