/** Query parameters that say how a reader came, not what is read. */
const TRACKING =
  /^(utm_.*|(at|mtm|pk|piwik|matomo|hsa|mc|oly|vero|wt)_.*|_hs.*|fbclid|gclid|dclid|msclkid|yclid|igshid|twclid|ref_src|ref_url|xtor|cmpid|ncid|smid|spm|share|amp)$/i;

/** These say it only where their value does: `ref=rss`, `source=newsletter`, but not `ref=main`. */
const OFTEN_TRACKING = /^(ref|referrer|source|src|via|from|feed)$/i;
const CHANNEL = /^(rss|atom|feeds?|planet|newsletters?|e?mail|twitter|facebook|linkedin|mastodon|home.*|.*\.\w{2,})$/i;

/**
 * A web address without what differs between mentions of one page: scheme, `www.`, `m.` and `amp.`, case of the host,
 * default document, trailing slash, tracking parameters, order of the others, and the fragment unless it is a route
 * (`#!/post`, `#/post`). Null for what is no web address.
 */
export function canonicalLink(url: string): string | null {
  const parsed = URL.parse(url);
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return null;
  const host = parsed.host.replace(/^(www\d?|m|amp)\.(?=.*\.)/, '');
  const path = decode(parsed.pathname)
    .replace(/\/(index|default)\.(html?|php|aspx?)$/i, '/')
    .replace(/\/amp\/?$/i, '/')
    .replace(/\/+/g, '/')
    .replace(/\/$/, '');
  const query = [...parsed.searchParams]
    .filter(([name, value]) => !isTracking(name, value))
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('&');
  const route = /^#!?\//.test(parsed.hash) ? parsed.hash : '';
  return `${host}${path}${query === '' ? '' : `?${query}`}${route}`;
}

/** The host of a web address as {@link canonicalLink} has it; empty for what is none. */
export function hostOf(url: string): string {
  return hostOfLink(canonicalLink(url) ?? '');
}

/** The host of a canonical link. */
export function hostOfLink(link: string): string {
  return link.replace(/[/?#].*$/s, '');
}

function isTracking(name: string, value: string): boolean {
  return TRACKING.test(name) || (OFTEN_TRACKING.test(name) && CHANNEL.test(value));
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (thrown) {
    if (thrown instanceof URIError) return path;
    throw thrown;
  }
}
