import { type Ranked, rank } from './rank.ts';
import type { Candidate, Choice, Decision, Selection, SelectOptions } from './selection.ts';
import { gatherSeries, type Held, settleAlone, settleCopies, settleMoved } from './settle.ts';

/**
 * Decides of each candidate where it goes: left out by its source's filter or as too old, among the events, under the
 * original of its story, under the first part of its series, else by rank among the posts or, beyond
 * `posts`, in brief. The same whatever the order of the candidates.
 */
export function selectEntries(candidates: readonly Candidate[], options: SelectOptions): Selection {
  const held: Held = new Map(candidates.toSorted((a, b) => a.entry.id - b.entry.id).map((all) => [all.entry.id, all]));
  const unwanted = settleAlone(held, options);
  const alone = [...unwanted, ...settleMoved(remaining(held, unwanted), options)];
  const copies = settleCopies(remaining(held, alone), options);
  const open = remaining(held, [...alone, ...copies]);
  const { series, parts } = gatherSeries(open, held, options);
  const copiesOf = Map.groupBy(copies, ({ under }) => under);
  const choices = [...remaining(open, parts).values()].map((candidate) => {
    const told = series.get(candidate.entry.id) ?? null;
    const ids = (told?.parts ?? [candidate]).map(({ entry }) => entry.id);
    const copied = ids.flatMap((id) => copiesOf.get(id) ?? []);
    return { candidate, copies: copied.flatMap(({ id }) => held.get(id) ?? []), series: told };
  });
  const ranked = rank(choices, options);
  const placed = ranked.map((item, index) => place(item, index, ranked.length, options.posts));
  return {
    posts: ranked.slice(0, options.posts).map(({ choice }) => choice),
    brief: ranked.slice(options.posts).map(({ choice }) => choice),
    decisions: [...alone, ...copies, ...parts, ...placed].sort((a, b) => a.id - b.id),
  };
}

function remaining(held: Held, settled: readonly Decision[]): Held {
  const gone = new Set(settled.map(({ id }) => id));
  return new Map([...held].filter(([id]) => !gone.has(id)));
}

function place({ choice, reasons }: Ranked, index: number, total: number, posts: number): Decision {
  const { id, title } = choice.candidate.entry;
  const rank = `it is number ${index + 1} of ${total} by rank`;
  const own = [...reasons, ...elsewhere(choice)];
  if (index < posts) return { id, title, place: 'post', under: null, reasons: [rank, ...own] };
  const room = `there is room for ${posts === 1 ? 'one post' : `${posts} posts`}`;
  return { id, title, place: 'brief', under: null, reasons: [`${rank}, and ${room}`, ...own] };
}

/** Where its story is told too, each source once. */
function elsewhere({ copies }: Choice): string[] {
  const names = [...new Set(copies.map(({ source }) => source.name))];
  return names.length === 0 ? [] : [`the same story is also in ${names.join(', ')}`];
}
