/** A text in place of a picture that says nothing of it: a file's name or address, or what all pictures are. */
const SAYS_NOTHING =
  /^(?:https?:\/\/\S+|[\w.%-]*[\d_][\w.%-]*|.*\.(?:jpe?g|png|gif|webp|avif|svg)|(?:an? )?(?:image|img|photo|picture|screen ?shot|thumbnail|logo|untitled|null|undefined)(?:[\s\d:.-]|at|[ap]m)*)$/i;

/** Whoever writes more says something. */
const LONGEST_NOTHING = 300;

/** What the author says in place of a picture; empty where that says nothing. */
export function alternativeText(alt: string): string {
  const text = alt.replace(/\s+/g, ' ').trim();
  return text.length <= LONGEST_NOTHING && SAYS_NOTHING.test(text) ? '' : text;
}
