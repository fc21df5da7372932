import type { Candidate } from './candidates.ts';
import { wordPattern } from './fold.ts';
import type { EventLanguage } from './language.ts';

/** A name that says what it is: words with capitals or years around it. */
const PROPER =
  /(?:(?:\p{Lu}|\d)[\p{L}\p{M}\d'’.&/+-]*)(?:\s(?:(?:of|for|the|de|del|la|le|du|des|di|da|der|die|and|&|on|y|e|et|und)\s)*(?:\p{Lu}|\d|&)[\p{L}\p{M}\d'’.&/+-]*)*/gu;

const LONGEST = 100;

/** What the event of a day is called: by its own line, by the entry's title, or by a name in the sentence. */
export function nameOf(
  candidates: readonly Candidate[],
  isOnly: boolean,
  title: string,
  language: EventLanguage,
): string {
  const [lead] = candidates;
  if (lead === undefined) return title;
  const occasion = wordPattern(language.cues.occasion);
  const ownLine = candidates.find(({ passage: { role } }) => role === 'heading' || role === 'item');
  const inSentence = candidates.flatMap((candidate) => properName(candidate, occasion) ?? [])[0];
  const titleTells = title !== '' && (occasion.test(title.toLowerCase()) || inSentence === undefined);
  if (isOnly && titleTells) return clean(title);
  if (ownLine) return clean(withoutDay(ownLine)) || inSentence || clean(title);
  return inSentence ?? (clean(withoutDay(lead)) || clean(title));
}

function properName({ passage, mention }: Candidate, occasion: RegExp): string | undefined {
  const names = [...passage.text.matchAll(PROPER)]
    .filter(({ index, 0: name }) => index + name.length <= mention.from || index >= mention.to)
    .filter(({ 0: name }) => name.length > 3 && occasion.test(name.toLowerCase()));
  const distance = ({ index }: RegExpExecArray) => Math.abs(index - mention.from);
  return names.sort((a, b) => distance(a) - distance(b))[0]?.[0];
}

/** The sentence up to the day, or from it on where it opens the sentence. */
function withoutDay({ passage: { text }, mention: { from, to } }: Candidate): string {
  const before = text.slice(0, from);
  return /\p{L}{3}/u.test(before) ? before : text.slice(to);
}

function clean(text: string): string {
  const plain = text.replace(/\s+/g, ' ').replace(/^[\s,:;.|()–—-]+|[\s,:;|([–—-]+$/gu, '');
  return plain.length <= LONGEST ? plain : `${plain.slice(0, LONGEST).replace(/\s\S*$/, '')}…`;
}
