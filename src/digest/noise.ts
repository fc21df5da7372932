import type { Entry } from '../model.ts';

const FEWEST_WORDS = 3;
/** A test or a first "Hello world" that goes on for longer has something to say. */
const TEST_WORDS = 120;
const NEWSLETTER_WORDS = 100;

const TEST_TITLE =
  /^\W*(?:(?:this is )?(?:just |only )?(?:a |an )?test(?:ing)?(?: (?:post|message|page|entry|article|blog|123))?|please ignore|ignore(?: this)?|sample post|untitled|ceci est un test|essai|article de test|testbeitrag|(?:entrada|post) de prueba|prueba|hello,? world|bonjour (?:tout le|le) monde|hallo,? welt|¡?hola,? mundo|ciao,? mondo|olá,? mundo|hallo,? wereld)\W*\d*\W*$/iu;
const TEST_TEXT =
  /^\W*(?:lorem ipsum|welcome to wordpress|bienvenue (?:sur|dans) wordpress|willkommen (?:zur|bei|zu) .*wordpress)/iu;

const NEWSLETTER =
  /newsletter|mailing list|infolettre|lettre d['’]information|rundbrief|bolet[ií]n|subscribe|abonne|abonnier|suscr[ií]b|iscriv/iu;
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
  return words < TEST_WORDS && (TEST_TITLE.test(title) || TEST_TEXT.test(summary));
}

function isNewsletterLink({ title, summary, words, links, url, sourceUrl }: NoiseEntry): boolean {
  if (words >= NEWSLETTER_WORDS || links.length === 0 || !NEWSLETTER.test(`${title} ${summary}`)) return false;
  const own = [url ?? sourceUrl, sourceUrl].map(hostOf);
  return links.map(hostOf).every((host) => own.includes(host) || NEWSLETTER_HOST.test(host));
}

function hostOf(url: string): string {
  return URL.parse(url)?.host.replace(/^www\./, '') ?? '';
}
