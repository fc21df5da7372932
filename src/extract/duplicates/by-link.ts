import { canonicalLink, hostOf } from './canonical-link.ts';
import { areNear, CLOCKS_DIFFER, days, type Evidence, type Telling } from './telling.ts';
import { hasOtherNumbers, hasOwnTitle, isAnswer, isSameTitle, sharedOfTitle, titleWords } from './title.ts';

/** A link post says little of its own, and less where it has a title of its own. */
const FEW_WORDS = 80;
const FEW_TITLED_WORDS = 40;
/** One whose title is that of the entry it links to may say more. */
const SOME_WORDS = 250;
/** A post with more links than this is a collection of links. */
const FEW_LINKS = 12;
/**
 * A link to a whole site, to somebody or to a tag, as goes with "via", "cc" and "#", to where an author is paid or to a
 * page as it was once: it says nothing of what is passed on.
 */
const NO_POST =
  /^[^/?#]+$|^[^/]+\/(?:@[^/?]+|(?:users?|u|profile|tags?|hashtag)\/[^/?]+)$|^(?:(?:twitter|x|instagram|github|facebook|patreon|ko-fi|buymeacoffee|liberapay)\.com|paypal\.me)\/[^/?]+$|^archive\.(?:ph|today|is|li|md|vn|fo)\//;
/** A copy of a text, which its likeness is the strength of, says more than a link. */
const LINK_POST = 0.7;
/** What is linked to later than this is looked back at, not passed on. */
const LINK_POST_WITHIN = days(30);

/**
 * Entries of several publishers that have one link. Where it is the link of a single post that is enough; where it is
 * that of a whole site or page, which a publisher gives several entries, the titles must agree too.
 */
export function linkEvidence(tellings: readonly Telling[]): Evidence[] {
  const linked = tellings.filter(({ link }) => link !== null);
  return [...Map.groupBy(linked, ({ link }) => link).values()]
    .filter((sharing) => sharing.length > 1)
    .flatMap((sharing) =>
      isOnePost(sharing) ? star(sharing, 3) : sameTitled(sharing).flatMap((same) => star(same, 4)),
    );
}

/** Entries that say little more than that another publisher's entry is worth reading. */
export function linkPostEvidence(tellings: readonly Telling[]): Evidence[] {
  const byLink = Map.groupBy(tellings, ({ link }) => link);
  return tellings
    .filter(({ entry }) => entry.words <= SOME_WORDS && entry.links.length <= FEW_LINKS)
    .flatMap((post) =>
      pointedTo(post, byLink).map((target) => evidence(target, post, LINK_POST, 'a link to it', post)),
    );
}

function isOnePost(sharing: readonly Telling[]): boolean {
  const publishers = new Set(sharing.map(({ publisher }) => publisher));
  return publishers.size === sharing.length && sharing.every(({ link }) => link !== null && /[/?#]/.test(link));
}

function sameTitled(sharing: readonly Telling[]): Telling[][] {
  return [...Map.groupBy(sharing, ({ entry }) => titleWords(entry.title).join(' ')).values()];
}

/** Evidence from the first to each other, which holds together as many as evidence between all pairs would. */
function star([first, ...others]: readonly Telling[], strength: number): Evidence[] {
  return first === undefined ? [] : others.map((other) => evidence(first, other, strength, 'the same link', null));
}

function evidence(
  one: Telling,
  other: Telling,
  strength: number,
  reason: Evidence['reason'],
  pointing: Telling | null,
): Evidence {
  return { one, other, strength, reason, pointing };
}

function pointedTo(post: Telling, byLink: Map<string | null, Telling[]>): Telling[] {
  const outbound = outboundLinks(post);
  const few = hasOwnTitle(post.entry) ? FEW_TITLED_WORDS : FEW_WORDS;
  const only = outbound.length === 1 && post.entry.words <= few;
  return outbound
    .flatMap((link) => (byLink.get(link) ?? []).slice(0, 1))
    .filter((target) => target.publisher !== post.publisher && isFresh(target, post))
    .filter((target) => !hasOtherNumbers(post.entry.title, target.entry.title))
    .filter((target) => only || isTitledAfter(post, target))
    .slice(0, 1);
}

/** The links that lead away from the entry's own site to what may be a post. */
function outboundLinks({ entry, link }: Telling): string[] {
  const own = hostOf(entry.url ?? entry.sourceUrl);
  const links = new Set(entry.links.map(canonicalLink).filter((target) => target !== null));
  const away = [...links].filter((target) => target !== link && !isWithin(target, own) && !NO_POST.test(target));
  const named = link === null ? away : [link, ...away];
  return away.filter((target) => !named.some((other) => handsOn(target, other)));
}

/** Whether a link is to a button that shares another, or to a copy of it that is kept: `…/sharer?u=https://…`. */
function handsOn(link: string, other: string): boolean {
  return [`/${other}`, `/www.${other}`].some((shared) => link.includes(shared));
}

function isWithin(link: string, host: string): boolean {
  return link === host || link.startsWith(`${host}/`) || link.startsWith(`${host}?`);
}

function isFresh(target: Telling, post: Telling): boolean {
  return areNear(target, post, LINK_POST_WITHIN) && post.entry.published >= target.entry.published - CLOCKS_DIFFER;
}

/** Whether the post goes by the title of what it links to, or, having none itself, names it in its text. */
function isTitledAfter({ entry }: Telling, target: Telling): boolean {
  const title = target.entry.title;
  const own = entry.title === '' ? entry.summary : entry.title;
  if (entry.words > FEW_WORDS) return isSameTitle(own, title) && !isAnswer(own);
  return isSameTitle(own, title) || (titleWords(title).length >= 3 && sharedOfTitle(title, own) >= 0.75);
}
