import { type Context, Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { chooseEncoding, entityTag, isFresh } from './conditional.ts';
import { openRequestCounter, prometheusText } from './metrics.ts';
import { policyFor, policyOf, securityHeaders } from './security-headers.ts';
import { openStaticFiles, type StaticFile } from './static-files.ts';
import { subscriptionPages } from './subscriptions.ts';
import type { WebOptions } from './web-options.ts';
import { hubCallbacks } from './websub.ts';

/** How long a browser may use a page without asking whether it changed. */
const FRESH_SECONDS = 300;

/** What is given out in place of a file that is not there: browsers ask for this one wherever no page names another. */
const INSTEAD: ReadonlyMap<string, string> = new Map([['favicon.ico', 'favicon.svg']]);

/** The site on the web: a function from request to response, see the contract's "The web". */
export function openWeb(options: WebOptions): Hono {
  const requests = openRequestCounter();
  const files = openStaticFiles(options.folder);
  const web = new Hono({ getPath: (request) => withoutPrefix(new URL(request.url).pathname, options.prefix) });
  web.use(requests.count, securityHeaders());
  web.onError((thrown, context) => {
    if (thrown instanceof HTTPException) return thrown.getResponse();
    options.reportError(thrown);
    return context.text('Something went wrong here.\n', 500);
  });

  web.get('/healthz', async (context) => {
    try {
      await options.checkHealth();
      return context.text('ok\n');
    } catch (thrown) {
      options.reportError(thrown);
      return context.text('down\n', 503);
    }
  });
  web.get('/metrics', async (context) => {
    const measurements = [requests.measure(), ...(await options.measure())];
    return context.text(prometheusText(measurements), 200, { 'Content-Type': 'text/plain; version=0.0.4' });
  });
  if (options.hubs !== null) web.route('/', hubCallbacks(options.hubs));
  web.route('/', subscriptionPages(options));
  web.get('*', async (context) => {
    const { pathname } = new URL(context.req.url);
    if (pathname === options.prefix) return context.redirect(asFolder(pathname), 301);
    const path = pathOf(context.req.path);
    const file = path === null ? null : ((await files(path)) ?? (await files(INSTEAD.get(path) ?? '')));
    if (file !== null) return send(context, file);
    if (path !== null && (await files(`${path}/index.html`)) !== null) {
      return context.redirect(asFolder(pathname), 301);
    }
    return notFound(context, options);
  });
  return web;
}

/** A proxy that serves the site below a path may hand on the path as it is. */
function withoutPrefix(path: string, prefix: string): string {
  const below = prefix !== '' && (path === prefix || path.startsWith(`${prefix}/`));
  return (below ? path.slice(prefix.length) : path) || '/';
}

/** The folder at a path, relative to it, since a proxy may have cut off what the address began with. */
function asFolder(path: string): string {
  return `./${path.slice(path.lastIndexOf('/') + 1)}/`;
}

/** The path of the file behind a request's path; null where that is badly encoded. */
function pathOf(path: string): string | null {
  try {
    const decoded = decodeURIComponent(path).slice(1);
    return decoded === '' || decoded.endsWith('/') ? `${decoded}index.html` : decoded;
  } catch (thrown) {
    if (thrown instanceof URIError) return null;
    throw thrown;
  }
}

function send(context: Context, file: StaticFile): Response {
  const encoding = chooseEncoding(context.req.header('accept-encoding'), file);
  context.header('ETag', entityTag(file, encoding));
  context.header('Last-Modified', file.modified.toUTCString());
  context.header('Cache-Control', `public, max-age=${FRESH_SECONDS}`);
  context.header('Vary', 'Accept-Encoding');
  context.header('Content-Security-Policy', policyFor(file.styles));
  if (isFresh(context.req.raw, file, encoding)) return context.body(null, 304);
  context.header('Content-Type', file.type);
  if (encoding !== 'identity') context.header('Content-Encoding', encoding);
  const body = file.bodies[encoding];
  context.header('Content-Length', String(body.byteLength));
  return context.body(body);
}

async function notFound(context: Context, { say, renderPage }: WebOptions): Promise<Response> {
  const html = await renderPage({
    template: 'message.html',
    heading: say('web.not_found.heading'),
    model: { text: say('web.not_found.text'), button: null },
  });
  context.header('Content-Security-Policy', policyOf(html));
  return context.html(html, 404);
}
