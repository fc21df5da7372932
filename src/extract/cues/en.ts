import type { Cues } from './cues.ts';
import { list } from './list.ts';

export const english: Cues = {
  language: 'en',
  stopWords: list(`
    the, of, and, to, a, in, is, it, that, for, was, on, are, as, with, be, this, i, have, at, by, not, from,
    or, but, we, you, they, his, her, he, she, had, an, were, which, will, all, been, their, there, what, one,
    can, would, who, more, if, out, so, when, no, up, my, about, them, could, some, than, into, its, then,
    these, our, your, has, also, how, only, new, other, do, just, after, over, most, us, me, him, because,
    between, where, while, any, being, through, such, it's, don't, i'm, we're
  `),
  abbreviations: list(`
    mr, mrs, ms, rs, dr, prof, sr, jr, st, mt, gen, col, lt, sgt, capt, cpl, maj, cmdr, adm, rep, sen, gov, rev,
    hon, pres, messrs, vs, etc, e.g, i.e, cf, al, inc, ltd, co, corp, bros, vol, pp, fig, figs, eq, approx,
    dept, est, jan, feb, mar, apr, jun, jul, aug, sep, sept, oct, nov, dec, u.s, u.k, u.n, e.u, d.c, a.m, p.m,
    a.k.a, ph.d, m.d, b.a, m.a, viz, resp, ed, eds, ch, sec
  `),
  ordinalStop: false,
  calls: list(`
    (please )?(share|tweet|subscribe|follow|like) (this|on|it|to|for|us|our|me|the author|via|with),
    (please )?subscribe, share~, share your (thoughts|comments|opinions?|stor(y|ies)|experiences?), tweet~,
    pin it, sign (up|in)~, sign up (to|for|here|now|today), log in~, (log|sign) in (to|or), register for
    free, follow .* on
    (twitter|x|facebook|instagram|linkedin|mastodon|bluesky|threads|youtube|tiktok|telegram)~, follow
    (him|her|them) on, follow @, (join|find|visit) us on, (join|get) (our|the|my) (newsletter|mailing
    list|forum|channel), get breaking news, print (article|this), text size, skip to, back to top,
    advertisement~, buy me a coffee, support (us|me) on, click here, click to (share|print|email), don't
    miss~, don't miss (out|our|a (post|episode|story)|the (latest|next|best)), email (the author|this),
    please enable, your browser, loading~, keep up with~, keep up with (us|our|the latest), stay
    (tuned|informed|up to date)~, stay (tuned|informed|up to date) (for|with|on|by), thanks for reading,
    listen to this (article|story|post), if you('ve)? (like|liked|love|loved|enjoy|enjoyed)
    (this|the|my|our|what), (you can|consider) (also )?(supporting|support) (me|us), this post is public,
    enter your (e-?mail|name|zip|phone), you('re| are) (receiving this|reading
    .*(newsletter|issue|edition|e-?mail)), (we|our editors) independently (review|select|choose|test), to
    receive new posts, (when|if) you (buy|purchase|shop)( .*)? (through|via|using) .*links?,
    (subscribe|listen|watch) (on|via) (apple|spotify|youtube), please read my disclosure, read (my|our)
    (full )?(disclosure|disclaimer|privacy), for (more|further|additional) (?!than).*\\p{P} (please
    )?(check out|visit|see|go to|head (over )?to|click|read (our|my|the)|follow|contact|call|e-?mail), for
    (more|further|additional) (information|info|details?)( .*)? (please )?(check out|visit|see|go
    to|click|contact|call|e-?mail), welcome back to~, sorry for the (lack|silence|long)~, like loading~,
    view (this|it) (email |newsletter |post )?(online|in (your|a) browser|on the web), having trouble
    (viewing|reading) this, unsubscribe~, manage (your )?(preferences|subscription)~, update your
    (preferences|profile|subscription)~, was this (email )?forwarded, (discuss|comment) on (hacker
    news|twitter|reddit|lobsters|mastodon|github)~, thanks to .* for (reading|reviewing)
    (drafts?|earlier|this), your email address will not be, required fields are marked, all opinions are my
    own~, thank you to our sponsors?~, save my name, this site uses akismet, learn how your comment, notify
    me of (new|follow), you must be logged in, please (log|sign) in, join
    (thousands|hundreds|[0-9]+|over|more than) .*(readers|subscribers|inbox), get (the|our) (best|latest)
    .*inbox, no spam~,
    to (learn|find out|read) more\\P{P}*\\p{P} (please )?(visit|see|check out|click|go to|head|refer|read),
    (many )?thanks in advance, thank you in advance, any help (would be|is) (much |greatly |highly )?appreciated,
    please (rate|review) (and (rate|review) )?(us|the (show|podcast)),
    this (e-?mail|message) (and any (attachments?|files)|may contain|is intended|is confidential), to (watch|view|see|play|hear) this
    (video|content|post|audio|map|embed)\\P{L}* (please|you (must|need|have to)|accept)
  `),
  signs: list(`
    (got|have) a (tip|question|comment), comments~, comments (on|for|to) this, comments (are|will be)
    (moderated|reviewed|closed|disabled|open), contents~, table of contents, sponsored~, sponsored
    (by|content|post), (learn|find out) more~, (learn|find out) more (at|here|on our|about us), see also,
    related:, related (posts|articles|stories), you (may|might) also like, more from~, more from
    (our|us|this|the author), also on~, tags:, tagged~, tagged (with|as), filed under,
    (categories|category):, posted in~, (previous|next) (post|article), (read|watch|listen|see|view)
    ?[|:>»]~, about the authors?:, about the authors?~, (source|sources|via):~, (leave|post|add|write) (a
    |your )?(comment|reply), comment below, (estimated )?reading time~, (views|opinions) expressed (here|in
    this), the (views|opinions) expressed (here|in this), (sha-?(1|256|512)|md5)(sum)?:,
    statistics: posted by, (signed-off|reviewed|acked|tested|reported|suggested)-by:, hosted (on|by)
    (acast|simplecast|buzzsprout|podigee|ausha), advertising inquiries:, privacy & opt-out:, (additional )?(reporting|writing)
    by .*editing by,
    submitted by\\S*~, this is a (free )?(preview|excerpt) (of|from) a paid, this post is for (paid|paying)~, upgrade to (paid|read)~, this is a (developing|breaking) (news )?story, check back (soon |here )?for (more )?updates,
    this story (is being|will be) updated, this (post|article|guest post|story) was (written|contributed) by,
    (intro |theme |background |opening )?music( by)?:
  `),
  furniture: list(`
    all rights reserved, terms of (use|service)~, privacy policy~, our (terms of (use|service)|privacy
    policy), agree to the (terms|privacy), google privacy policy, enable javascript, accept (\\p{L}+ )?cookies, uses
    cookies~, we use cookies, this (site|website|blog) uses cookies, comments? (is|are) closed,
    (leave|post) a (comment|reply), click here (to|for), click on the (image|picture), (sign up
    for|subscribe to) (our|my|the newsletter), follow us on, contributed to this report, affiliate links,
    play in new window~, as an amazon associate, reader-supported publication, edited for (length|clarity),
    appeared first on, continue reading, read more (about (it|this|that)|here|on our|at), continuing the
    conversation by, feel free to share, subscribing to (my|our), you can (read more|(also
    )?(subscribe|support (me|us))), made (his|her|its|their) first contribution in, equal opportunity
    employer,
    (com|fm)/(privacy|adchoices|listener), your ad choices
  `),
  pointers: list(`
    the (post|article) .* first appeared on, (this|the)
    (post|article|essay|story|text|blog|page|site|work|content) .*(is|are)
    (licensed|published|available|released|shared) under (a |the )?(cc|creative commons), this is a guest
    (post|article|column), (corrects|adds|updates|removes) .*(paragraph|headline|byline)s?, this
    (post|article|story|entry|piece) (was |has been )?(originally|first|also) (appeared|published|posted),
    this (post|article|story|entry|piece|tutorial) is (also |a )?part of, (originally|first)
    (published|posted|appeared)~, (originally|first) (published|posted|appeared) (on|at) (my|our|the|this),
    originally (published|posted|appeared) (in|on|at|by) \\p{L}+, (cross-?posted|reposted|republished)
    (from|on|at), (this|a version of this) (post|article|story) (appeared|was written for),
    (those|anyone|readers) interested (by|in) the (previous|first|last|other), (if|in case) you
    (missed|haven't read) (the|part|my|our), (the|for the) (previous|first|second|last|other)
    (part|post|article|entry|chapter|instal?lment)~, the (previous|first|second|last|other)
    (part|post|article|entry|chapter|instal?lment) (of (this|the|our|my) (series|tutorial|article|post)|is
    (here|online|available)|can be (found|read)|(has )?appeared|(is|was) (published|posted)), (see the|read
    the|you can (read|find) the) (previous|first|second|last|other)
    (part|post|article|entry|chapter|instal?lment|one), previous (parts|posts), read part, this is (the
    (first|second|third|fourth|fifth|last|final) )?(part|post|article|entry|instal?lment)
    ([0-9]|in|of|one|two|three|four), this is the (first|second|third|fourth|fifth|last|final) (in|of)
    (a|my|our|the|this) series, (part|chapter) ([0-9]+|one|two|three|four|five) (of|in)~, (part|chapter)
    ([0-9]+|one|two|three|four|five) (of|in) (a|my|our|the|this) series, (disclaimer|disclosure)(
    [0-9].*)?:, (note|update|edit|edited)( [0-9].*)?:~, (note|update|edit|edited)( [0-9].*)?: .*this
    (post|article|story|piece), editor's note, this (story|article|piece|post) (first|originally) ran, from
    the archives?~, (this|today's) (post|episode|article|issue|newsletter) (is|was) (sponsored|brought to
    you) by, this is a translation of, (correction: )?(an earlier|a previous) version of this
    (story|article|post|piece),
    licensed under (a |the )?(cc|creative commons)
  `),
  updates: list('update, updated, edit, edited, correction'),
  notes: list(`
    (edit|edited|upd|note|correction|clarification|erratum|addendum):, (note|message|a note|a word) from the (editors?|author|translator|publisher),
    (translator|editor|author|publisher)s?'s? (note|preface|comment), note (to|for) (my |our |the )?readers?:,
    (content|trigger) (warning|notice|note)s?, (cw|tw|cw/tw|tw/cw):, spoilers? (ahead|alert|warning|follow),
    (warning|caution|beware|contains)\\P{L}* (of )?(mild |major |some )?spoilers?, (this|the following)
    (article|post|story|episode|text|review|video|essay|piece) (contains|includes|discusses|deals with|talks about) .*(spoilers|suicide|violence|abuse|descriptions),
    (full )?(disclaimer|disclosure):, affiliate disclosure, this (post|article|page|video) (may )?contains? (affiliate|paid|sponsored),
    (this|today's|this week's) (post|episode|article|issue|newsletter|video|show) (is|was) (sponsored|supported|brought to you) by,
    (today's|this week's|our) sponsors?( is)?:,
    (sponsor|sponsored|ad|promoted)[\\]:]
  `),
  more: list(`
    read (more|the (rest|full)), continue reading, keep reading, view (the )?full
  `),
  rest: list(`
    more, read on, full (story|article)
  `),
  bylines: list(`
    by, posted by, written by, words by, author:, reporting by, story by, edited by, interview by
  `),
  datelines: list(`
    posted on, posted, published on, published, first published, updated, updated on, last updated, last
    modified, last edited, date:, released on
  `),
  credits: list(`
    (photo|image|picture|video|photograph)s? (credit|credits|source|copyright|courtesy),
    (photo|image|picture|video|photograph)s? by~, photographed by, illustration by~, file photo, getty
    images~, (photo|image|credit|picture)s?:, image [0-9]+ of, /(getty|afp|reuters|ap), ap photo,
    shutterstock~, istock~
  `),
  leaning: list(`
    but, however, and, so, then, also, this(?!
    (week|weekend|month|year|season|morning|afternoon|evening|spring|summer|autumn|fall|winter|time))(?!
    (post|article|essay|tutorial|guide|paper|book|page|blog|site|series|episode|release|issue)),
    one (reason|example|answer|explanation), both, neither, most of them, some of them, that,
    these, those, it, they, he, she, his, her, their, instead, therefore, thus, moreover, furthermore,
    additionally, meanwhile, still, yet, nevertheless, otherwise, for example, for instance, in addition,
    as a result, on the other hand, such, finally, second, third, here
  `),
  elsewhere: list(`
    here, below, this link, these links, the link, our website, the website
  `),
};
