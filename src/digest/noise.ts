import type { Entry } from '../model.ts';
import { isTestPost } from './test-post.ts';

const FEWEST_WORDS = 3;
/** Who says more of a newsletter than that it is out has something to say; less so where nothing but the title names it. */
const NEWSLETTER_WORDS = 40;
const NEWSLETTER_TITLE_WORDS = 25;

const NEWSLETTER =
  /newsletter|infolettre|lettre d['’]information|lettre mensuelle|rundbrief|infobrief|bolet[ií]n|nieuwsbrief|nyh?e[td]s?brev|uutiskirje|рассылк|メルマガ|ニュースレター/iu;
/** Calendars and seasons are subscribed to as well: what is linked to has to be a newsletter. */
const SUBSCRIBING = /subscribe|abonne|abonnier|suscr[ií]b|iscriv/iu;
const NEWSLETTER_HOST =
  /(?:^|\.)(?:substack\.com|mailchi\.mp|list-manage\.com|campaign-archive\.com|buttondown\.(?:email|com)|tinyletter\.com|getrevue\.co|beehiiv\.com|convertkit\.com|kit\.com|sendinblue\.com|sibforms\.com|brevo\.com|eepurl\.com|mailerlite\.com|emailoctopus\.com|ck\.page|issuu\.com|calameo\.com)$/i;
/** Nothing but letters that were mailed is there. */
const LETTERS_HOST = /(?:^|\.)(?:mailchi\.mp|list-manage\.com|campaign-archive\.com|createsend\.com)$/i;

/** What of an entry tells whether there is anything in it. */
export type NoiseEntry = Pick<
  Entry,
  'title' | 'summary' | 'words' | 'image' | 'attachments' | 'links' | 'url' | 'sourceUrl'
>;

/** Why an entry is hardly worth a place, in words; null where it is worth one. */
export function noiseIn(entry: NoiseEntry): string | null {
  if (isTestPost(entry)) return 'it is a test post';
  if (isEmpty(entry)) return 'it has neither text nor picture';
  if (isNewsletterLink(entry)) return "it only points to its blog's own newsletter";
  return null;
}

function isEmpty({ words, image, attachments }: NoiseEntry): boolean {
  return words < FEWEST_WORDS && image === null && attachments.length === 0;
}

/** Nothing but links to the own site or to newsletters' services, all of them to the newsletter unless the title says so. */
function isNewsletterLink({ title, summary, words, links, url, sourceUrl }: NoiseEntry): boolean {
  if (words >= NEWSLETTER_WORDS || links.length === 0) return false;
  const hosts = links.map(hostOf);
  if (hosts.every((host) => LETTERS_HOST.test(host))) return true;
  const own = [url ?? sourceUrl, sourceUrl].map(hostOf);
  const isOwn = hosts.every((host) => own.includes(host) || NEWSLETTER_HOST.test(host));
  const said = `${title} ${summary}`;
  if (!isOwn || !(NEWSLETTER.test(said) || SUBSCRIBING.test(said))) return false;
  if (!NEWSLETTER.test(title)) return links.every(isNewsletter);
  return words < NEWSLETTER_TITLE_WORDS || links.some(isNewsletter);
}

function isNewsletter(link: string): boolean {
  const path = URL.parse(link)?.pathname ?? '';
  return NEWSLETTER_HOST.test(hostOf(link)) || NEWSLETTER.test(path) || /\/subscribe(?![^/])/i.test(path);
}

function hostOf(url: string): string {
  return URL.parse(url)?.host.replace(/^www\./, '') ?? '';
}
