import type { Entry } from '../model.ts';

const FEWEST_WORDS = 3;
/** A test, or filler, that goes on for longer has something to say. */
const TEST_WORDS = 120;
/** So has a text under a title that a test has and others have too. */
const LIKELY_TEST_WORDS = 25;
/** Who says more of a newsletter than that it is out has something to say; less so where nothing but the title names it. */
const NEWSLETTER_WORDS = 40;
const NEWSLETTER_TITLE_WORDS = 25;

const TEST_TITLE =
  /^\W*(?:(?:this is (?:just |only )?(?:a |an )?test(?:ing)?|(?:just |only )?(?:a |an )?test(?:ing)? (?:post|message|page|entry|article|blog|123)|test(?:ing)?(?=\W+(?:please |pls )?ignore)|sample post|ceci est un test|article de test|testbeitrag|(?:entrada|post) de prueba|post di prova|テスト投稿|тестовая запись)(?:\W+(?:please |pls )?ignore(?: (?:this|me))?)?|(?:please )?ignore(?: this)?)[\W\d]*$|^\s*\[test(?:ing)?\]/iu;
const LIKELY_TEST_TITLE =
  /^\W*(?:(?:just |only )?(?:a |an )?test(?:ing)?(?:\W+test(?:ing)?)*|untitled|essai|prueba|prova|тест|テスト|测试|hello,? world|bonjour (?:tout le|le) monde|hallo,? welt|¡?hola,? mundo|ciao,? mondo|olá,? mundo|hallo,? wereld)[^\p{L}]*$/iu;
const SAID_TO_BE_TEST =
  /this is (?:just |only |merely )?a test|(?:just|only|merely) (?:a )?test|please ignore|ignore this|ceci est un test|dies ist (?:nur )?ein test|esto es una prueba|questa è una prova|これはテスト|это тест/iu;
/** Whoever says so of a few words needs no title that says it too. */
const SAID_TO_BE_TEST_POST =
  /this is (?:just |only |merely )?a test(?: (?:post|message|entry))?(?:[.!,]|$| to )|please ignore this|article de test|testbeitrag|(?:entrada|post) de prueba|post di prova|テスト投稿|тестовая запись/iu;
const FILLER =
  /^\W*(?:lorem ipsum|welcome to (?:wordpress|hexo|ghost|jekyll)\b|bienvenue (?:sur|dans) wordpress|willkommen (?:zur|bei|zu) .*wordpress)|this is your (?:very )?first post|you['’]ll find this post in your .?_posts/iu;

const NEWSLETTER =
  /newsletter|infolettre|lettre d['’]information|rundbrief|bolet[ií]n|nieuwsbrief|nyh?e[td]s?brev|uutiskirje|рассылк|メルマガ|ニュースレター|subscribe|abonne|abonnier|suscr[ií]b|iscriv/iu;
const NEWSLETTER_HOST =
  /(?:^|\.)(?:substack\.com|mailchi\.mp|list-manage\.com|campaign-archive\.com|buttondown\.(?:email|com)|tinyletter\.com|getrevue\.co|beehiiv\.com|convertkit\.com|kit\.com|sendinblue\.com|brevo\.com)$/i;
/** Nothing but letters that were mailed is there. */
const LETTERS_HOST = /(?:^|\.)(?:mailchi\.mp|list-manage\.com|campaign-archive\.com|createsend\.com)$/i;

/** What of an entry tells whether there is anything in it. */
export type NoiseEntry = Pick<
  Entry,
  'title' | 'summary' | 'words' | 'image' | 'attachments' | 'links' | 'url' | 'sourceUrl'
>;

/** Why an entry is hardly worth a place, in words; null where it is worth one. */
export function noiseIn(entry: NoiseEntry): string | null {
  if (isTest(entry)) return 'it is a test post';
  if (isEmpty(entry)) return 'it has neither text nor picture';
  if (isNewsletterLink(entry)) return "it only points to its blog's own newsletter";
  return null;
}

function isEmpty({ words, image, attachments }: NoiseEntry): boolean {
  return words < FEWEST_WORDS && image === null && attachments.length === 0;
}

function isTest({ title, summary, words }: NoiseEntry): boolean {
  if (words >= TEST_WORDS) return false;
  if (TEST_TITLE.test(title) || FILLER.test(summary)) return true;
  const isTitled = LIKELY_TEST_TITLE.test(title);
  if (words < LIKELY_TEST_WORDS) return isTitled || SAID_TO_BE_TEST_POST.test(summary);
  return isTitled && SAID_TO_BE_TEST.test(summary);
}

/** Nothing but links to the own site or to newsletters' services, all of them to the newsletter unless the title says so. */
function isNewsletterLink({ title, summary, words, links, url, sourceUrl }: NoiseEntry): boolean {
  if (words >= NEWSLETTER_WORDS || links.length === 0) return false;
  const hosts = links.map(hostOf);
  if (hosts.every((host) => LETTERS_HOST.test(host))) return true;
  const own = [url ?? sourceUrl, sourceUrl].map(hostOf);
  const isOwn = hosts.every((host) => own.includes(host) || NEWSLETTER_HOST.test(host));
  if (!isOwn || !NEWSLETTER.test(`${title} ${summary}`)) return false;
  if (!NEWSLETTER.test(title)) return links.every(isNewsletter);
  return words < NEWSLETTER_TITLE_WORDS || links.some(isNewsletter);
}

function isNewsletter(link: string): boolean {
  return NEWSLETTER_HOST.test(hostOf(link)) || NEWSLETTER.test(URL.parse(link)?.pathname ?? '');
}

function hostOf(url: string): string {
  return URL.parse(url)?.host.replace(/^www\./, '') ?? '';
}
