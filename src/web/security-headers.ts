import type { MiddlewareHandler } from 'hono';
import { NO_STYLES, type PageStyles, stylesOf } from './static-files.ts';

/** What every answer says to browsers besides its policy. */
const always: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), interest-cohort=()',
};

/** Sets the headers that keep a browser from doing what no page here wants. */
export function securityHeaders(): MiddlewareHandler {
  return async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(always)) context.header(name, value);
    if (!context.res.headers.has('Content-Security-Policy'))
      context.header('Content-Security-Policy', policyFor(NO_STYLES));
  };
}

/** The policy of a page with these styles: no scripts but the search's own, pictures from wherever posts have them. */
export function policyFor({ elements, attributes }: PageStyles): string {
  return [
    "default-src 'none'",
    'img-src http: https:',
    "script-src 'self'",
    "connect-src 'self'",
    `style-src ${elements.length === 0 ? "'none'" : elements.join(' ')}`,
    ...(attributes ? ["style-src-attr 'unsafe-inline'"] : []),
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The policy of a page made here and now. */
export function policyOf(html: string): string {
  return policyFor(stylesOf(html));
}
