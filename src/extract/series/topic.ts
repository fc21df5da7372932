import { STOP_WORDS } from '../cues/stop-words.ts';

/** What a part's title says besides its number. */
export interface Topics {
  /** What stands with the number, before any separator: "linux.conf.au in Perth" of "Day 2 at linux.conf.au in Perth: kernel". */
  readonly own: string;
  /** The other pieces, between separators: "kernel". */
  readonly others: readonly string[];
  /** Everything before the number, where there is anything: what a first part that is not numbered has for a title. */
  readonly lead: string;
}

/** Words of which a topic has to have more: a number behind "The" or "My" belongs to what follows it. */
const NO_TOPIC = new Set([...STOP_WORDS.values()].flat());

/** What posts of any series are: "Week 5 report". */
const FORM =
  /^(?:(?:progress|status|weekly|daily|trip|work) )?(?:reports?|updates?|recaps?|summary|notes|log|wrap-?up|review|retrospective|rapport|compte[- ]rendu|bilan|bericht|rückblick|resumen|informe|resumo|riassunto|verslag)$/iu;

const SEPARATOR = /\s*[:：–—|｜•·;()[\]（）「」«»“”"]\s*|\s+-+\s+/u;
const EDGE = /^[\s,،.!?'’\-–—:：|｜/([\]）)（]+|[\s,،.…'’\-–—:：|｜/([\]）)（]+$/gu;
/** What leads from the number to what it is a day or part of. */
const CONNECTIVE =
  /^(?:@\s?|(?:at|of|in|on|from|with|to|à|a|au|aux|de|du|des|en|sur|pour|dans|chez|bei|beim|auf|der|des|im|von|vom|zu|zur|zum|am|del|della|di|da|do|al|alla|ai|na|no|em|op|van|bij|på|vid|ved|till|w|we|na|в|на|the|la|le|les|el|los|il|die|das|den|dem|het)\s+|[dl]['’])+/iu;

/** Reads what stands before and after a part's number. */
export function readTopics(before: string, after: string): Topics {
  const heads = headsOf(before);
  const [following = '', ...tails] = pieces(after).filter((piece) => !FORM.test(piece));
  const first = isSetOff(after.trimStart().at(0)) ? null : strip(following);
  const next = first?.replace(/,\s.*$/, '') ?? '';
  const near = isSetOff(before.trimEnd().at(-1)) && next !== '' ? '' : (heads.at(-1) ?? '');
  const own = near === '' ? next : near;
  const others = [...heads, first ?? following, ...tails].filter((piece) => isTelling(piece) && piece !== own);
  return { own, others, lead: trim(before) };
}

/** What a title has set off at its beginning; empty where it is of one piece. */
export function headOf(title: string): string {
  const [head = '', ...rest] = pieces(title);
  return rest.length > 0 ? head : '';
}

/** Words to compare by: lower case, without punctuation at their edges and with straight apostrophes. */
export function topicWords(topic: string): string[] {
  return plain(topic).match(/[\p{L}\p{M}\p{N}]+(?:[.+#'’/&-][\p{L}\p{M}\p{N}]+)*/gu) ?? [];
}

/** Whether two topics are one, word for word. */
export function isSameTopic(a: string, b: string): boolean {
  return a !== '' && plain(a) === plain(b);
}

function plain(topic: string): string {
  return topic.toLowerCase().replaceAll('’', "'");
}

/** The words of a topic from the first that says something: an article before it comes and goes. */
export function namingWords(topic: string): string[] {
  const words = topicWords(topic);
  const start = words.findIndex((word) => !NO_TOPIC.has(word));
  return start === -1 ? words : words.slice(start);
}

/** What two topics have in common: one of them, where the other is it or goes on from it; null where neither is. */
export function sharedTopic(a: string, b: string): string | null {
  const [words, others] = [namingWords(a), namingWords(b)];
  const [start, whole] = words.length <= others.length ? [words, others] : [others, words];
  if (start.length === 0 || start.join('').length < 2) return null;
  return start.every((word, index) => word === whole[index]) ? (start === words ? a : b) : null;
}

/** But for the form, unless there is nothing else. */
function headsOf(before: string): string[] {
  const all = pieces(before);
  const telling = all.filter((piece) => !FORM.test(piece));
  return telling.length > 0 ? telling : all;
}

function pieces(text: string): string[] {
  return text.split(SEPARATOR).map(trim).filter(isTelling);
}

function isTelling(piece: string): boolean {
  const words = topicWords(piece);
  return piece !== '' && (words.length === 0 || words.some((word) => !NO_TOPIC.has(word)));
}

function strip(piece: string): string {
  return trim(piece.replace(CONNECTIVE, ''));
}

function trim(text: string): string {
  return text.replace(EDGE, '');
}

function isSetOff(neighbour: string | undefined): boolean {
  return neighbour !== undefined && SEPARATOR.test(`x ${neighbour} x`);
}
