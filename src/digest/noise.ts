import type { Entry } from '../model.ts';

const FEWEST_WORDS = 3;
/** A test, or filler, that goes on for longer has something to say. */
const TEST_WORDS = 120;
/** So has a text under a title that a test has and others have too. */
const LIKELY_TEST_WORDS = 25;
/** Who says more of a newsletter than that it is out has something to say. */
const NEWSLETTER_WORDS = 40;

const TEST_TITLE =
  /^\W*(?:this is (?:just |only )?(?:a |an )?test(?:ing)?|(?:just |only )?(?:a |an )?test(?:ing)? (?:post|message|page|entry|article|blog|123)|please ignore|ignore(?: this)?|sample post|ceci est un test|article de test|testbeitrag|(?:entrada|post) de prueba)\W*\d*\W*$/iu;
const LIKELY_TEST_TITLE =
  /^\W*(?:(?:just |only )?(?:a |an )?test(?:ing)?|untitled|essai|prueba|hello,? world|bonjour (?:tout le|le) monde|hallo,? welt|¡?hola,? mundo|ciao,? mondo|olá,? mundo|hallo,? wereld)\W*\d*\W*$/iu;
const SAID_TO_BE_TEST =
  /this is (?:just |only |merely )?a test|(?:just|only|merely) (?:a )?test|please ignore|ignore this|ceci est un test|dies ist ein test|esto es una prueba|questa è una prova/iu;
const FILLER =
  /^\W*(?:lorem ipsum|welcome to wordpress|bienvenue (?:sur|dans) wordpress|willkommen (?:zur|bei|zu) .*wordpress)/iu;

const NEWSLETTER =
  /newsletter|infolettre|lettre d['’]information|rundbrief|bolet[ií]n|subscribe|abonne|abonnier|suscr[ií]b|iscriv/iu;
const NEWSLETTER_HOST =
  /(?:^|\.)(?:substack\.com|mailchi\.mp|list-manage\.com|campaign-archive\.com|buttondown\.(?:email|com)|tinyletter\.com|getrevue\.co|beehiiv\.com|convertkit\.com|kit\.com|sendinblue\.com|brevo\.com)$/i;

/** What of an entry tells whether there is anything in it. */
export type NoiseEntry = Pick<
  Entry,
  'title' | 'summary' | 'words' | 'image' | 'attachments' | 'links' | 'url' | 'sourceUrl'
>;

/** Why an entry is hardly worth a place, in words; null where it is worth one. */
export function noiseIn(entry: NoiseEntry): string | null {
  if (isEmpty(entry)) return 'it has neither text nor picture';
  if (isTest(entry)) return 'it is a test post';
  if (isNewsletterLink(entry)) return "it only points to its blog's own newsletter";
  return null;
}

function isEmpty({ words, image, attachments }: NoiseEntry): boolean {
  return words < FEWEST_WORDS && image === null && attachments.length === 0;
}

function isTest({ title, summary, words }: NoiseEntry): boolean {
  if (words >= TEST_WORDS) return false;
  if (TEST_TITLE.test(title) || FILLER.test(summary)) return true;
  return LIKELY_TEST_TITLE.test(title) && (words < LIKELY_TEST_WORDS || SAID_TO_BE_TEST.test(summary));
}

/** Nothing but links to the own site or to newsletters' services, one of them to the newsletter unless the title says so. */
function isNewsletterLink({ title, summary, words, links, url, sourceUrl }: NoiseEntry): boolean {
  if (words >= NEWSLETTER_WORDS || links.length === 0 || !NEWSLETTER.test(`${title} ${summary}`)) return false;
  const own = [url ?? sourceUrl, sourceUrl].map(hostOf);
  const isOwn = links.map(hostOf).every((host) => own.includes(host) || NEWSLETTER_HOST.test(host));
  return isOwn && (NEWSLETTER.test(title) || links.some(isNewsletter));
}

function isNewsletter(link: string): boolean {
  return NEWSLETTER_HOST.test(hostOf(link)) || NEWSLETTER.test(URL.parse(link)?.pathname ?? '');
}

function hostOf(url: string): string {
  return URL.parse(url)?.host.replace(/^www\./, '') ?? '';
}
