/** Query parameters that say how a reader came, not what is read. */
const TRACKING =
  /^(utm_.*|(at|mtm|pk|piwik|matomo|hsa|mc|oly|vero|wt|guce|ga|ck)_.*|_hs.*|_gl|_ga|__s|mkt_tok|fbclid|gclid|dclid|msclkid|yclid|igshid|twclid|s_kwcid|ref_src|ref_url|xtor|cmp|cmpid|ncid|ocid|mbid|sfnsn|smid|spm|trk|guccounter|share|amp|noamp)$/i;

/** These say it only where their value does: `ref=rss`, `source=newsletter`, but not `ref=main`. */
const OFTEN_TRACKING = /^(ref|referrer|source|src|via|from|feed|partner|mod)$/i;
const CHANNEL =
  /^(rss(\d|-.*)?|atom|feeds?|planet|newsletters?|e?mail|hn|hackernews|lobsters|reddit|twitter|bluesky|facebook|linkedin|mastodon|home.*|.*\.\w{2,})$/i;

/** The same page for small screens. */
const MOBILE_FORM = /^((outputtype|format|output|view)=amp|m=1)$/i;

/** What is watched at YouTube, whatever the form of its address. */
const VIDEO = /^(?:youtu\.be\/|youtube(?:-nocookie)?\.com\/(?:watch\?(?:.*&)?v=|shorts\/|live\/|embed\/|v\/))([\w-]+)/;

/**
 * A web address without what differs between mentions of one page: scheme, `www.`, `m.` and `amp.`, case of the host,
 * default document, trailing slash, tracking parameters, order of the others, and the fragment unless it is a route
 * (`#!/post`, `#/post`). Null for what is no web address.
 */
export function canonicalLink(url: string): string | null {
  const parsed = URL.parse(url);
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return null;
  const host = parsed.host.replace(/^(www\d?|m|mobile|amp)\.(?=.*\.)/, '');
  const path = canonicalPath(parsed.pathname);
  const query = [...parsed.searchParams]
    .filter(([name, value]) => !isTracking(name, value) && !(path !== '' && MOBILE_FORM.test(`${name}=${value}`)))
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('&');
  const route = /^#!?\//.test(parsed.hash) ? parsed.hash : '';
  const link = `${host}${path}${query === '' ? '' : `?${query}`}${route}`;
  const video = VIDEO.exec(link)?.[1];
  return video === undefined ? link : `youtube.com/watch?v=${video}`;
}

function canonicalPath(path: string): string {
  return decode(path)
    .replace(/\/(index|default)\.(html?|php|aspx?)$/i, '/')
    .replace(/\/amp(\.html?)?\/?$/i, '/')
    .replace(/\.amp(?=(\.html?)?$)/i, '')
    .replace(/\/+/g, '/')
    .replace(/\/$/, '');
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
