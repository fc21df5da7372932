import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { networkOf, openRateLimit } from './rate-limit.ts';
import { policyOf } from './security-headers.ts';
import type { LinkPurpose, WebOptions, WebPage } from './web-options.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Confirmation mails that one address is sent in a day, whoever asks for them. */
const CONFIRMATIONS_A_DAY = 3;

/** Subscriptions that one network may ask for in an hour. */
const REQUESTS_AN_HOUR = 60;

/** A form is small. */
const FORM_OCTETS = 16_384;

type Status = 200 | 400 | 404 | 429;

/**
 * Subscribing with a confirmation by mail, unsubscribing by one request (RFC 8058), approving an edition. GET shows a page and changes
 * nothing, since mail programs and their guards follow links on their own; POST acts.
 */
export function subscriptionPages(options: WebOptions): Hono {
  const { subscribers, say, clock } = options;
  const allows = openRateLimit(REQUESTS_AN_HOUR, HOUR);
  const pages = new Hono();
  pages.use(bodyLimit({ maxSize: FORM_OCTETS }));

  const show = async (context: Context, page: WebPage, status: Status = 200) => {
    const html = await options.renderPage(page);
    context.header('Content-Security-Policy', policyOf(html));
    context.header('Cache-Control', 'no-store');
    return context.html(html, status);
  };
  const form = (error: string | null, email = '', name = '') => ({
    template: 'subscribe.html' as const,
    heading: say('web.subscribe'),
    model: { error, email, name },
  });
  const message = (subject: string, button = false) => ({
    template: 'message.html' as const,
    heading: say(`web.${subject}.heading`),
    model: { text: say(`web.${subject}.text`), button: button ? say(`web.${subject}.button`) : null },
  });

  pages.get('/subscribe', (context) => show(context, form(null)));

  pages.post('/subscribe', async (context) => {
    const fields = await context.req.parseBody();
    const [email, name] = [fieldOf(fields.email), fieldOf(fields.name)];
    const address = options.readAddress(email);
    if ('error' in address) return show(context, form(say('web.bad_address'), email, name), 400);
    const now = clock();
    if (!allows(networkOf(options.clientOf(context)), now)) return show(context, message('too_many'), 429);
    const known = await subscribers.byKey(address.key);
    await subscribers.request(address, name, now);
    const mayAsk = await subscribers.noteConfirmation(address.key, now, now - DAY, CONFIRMATIONS_A_DAY);
    if (mayAsk && known?.state !== 'active') void options.sendConfirmation(address);
    return show(context, message('requested'));
  });

  const link = (purpose: LinkPurpose, act: (subject: string) => Promise<string>) => {
    pages.get(`/${purpose}/:token`, async (context) => {
      const subject = options.openToken(purpose, context.req.param('token'));
      if (subject === null) return show(context, message('bad_link'), 404);
      return show(context, message(await pageFor(purpose, subject), true));
    });
    pages.post(`/${purpose}/:token`, async (context) => {
      const subject = options.openToken(purpose, context.req.param('token'));
      if (subject === null) return show(context, message('bad_link'), 404);
      return show(context, message(await act(subject)));
    });
  };
  const pageFor = async (purpose: LinkPurpose, key: string) => {
    if (purpose !== 'preferences') return purpose;
    return (await subscribers.byKey(key))?.state === 'active' ? 'subscribed' : 'not_subscribed';
  };
  const unsubscribe = async (key: string) => {
    await subscribers.unsubscribe(key, clock());
    return 'unsubscribed';
  };
  const confirm = async (key: string) => ((await subscribers.confirm(key, clock())) ? 'confirmed' : 'bad_link');

  link('approve', async (edition) => ((await options.approve(edition)) ? 'approved' : 'bad_link'));
  link('confirm', confirm);
  link('unsubscribe', unsubscribe);
  link('preferences', async (key) => {
    return (await pageFor('preferences', key)) === 'subscribed' ? unsubscribe(key) : confirm(key);
  });
  return pages;
}

function fieldOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
