import type { Edition, EditionBrief, EditionEvent, EditionPost } from '../../src/model.ts';

const monday = Date.UTC(2014, 7, 17, 22);
const day = 86_400_000;

export function post(over: Partial<EditionPost> = {}): EditionPost {
  return {
    title: 'A post',
    url: 'https://blog.example.org/a-post',
    summary: 'What the post is about, in one sentence.',
    image: null,
    published: monday + 2 * day,
    source: 'A blog',
    sourceUrl: 'https://blog.example.org/feed.xml',
    authors: [],
    tags: [],
    language: 'en',
    minutes: 4,
    series: null,
    alsoIn: [],
    ...over,
  };
}

export function event(over: Partial<EditionEvent> = {}): EditionEvent {
  return {
    name: 'An event',
    startDate: '2014-09-04T18:30:00+02:00',
    location: 'Somewhere, Lyon',
    url: 'https://meet.example.org/an-event',
    source: 'ical',
    confidence: 0.9,
    announcedBy: [],
    ...over,
  };
}

export function edition(over: Partial<Edition> = {}): Edition {
  return {
    name: '2014-W34',
    period: { from: monday, to: monday + 7 * day },
    events: [],
    posts: [],
    brief: [],
    ...over,
  };
}

function picture(name: string, alt: string, width: number | null = null, height: number | null = null) {
  return { url: `https://pictures.example.org/${name}.jpg`, alt, width, height };
}

const events: readonly EditionEvent[] = [
  event({
    id: 'meetup-1',
    name: 'Small servers, long lives: an evening on self-hosting',
    startDate: '2014-08-28T18:30:00+02:00',
    endDate: '2014-08-28T21:00:00+02:00',
    location: 'Maison des associations, Lyon',
  }),
  event({
    id: 'openstack-2',
    name: 'OpenStack Summit',
    startDate: '2014-11-03',
    endDate: '2014-11-07',
    location: 'Le Palais des Congrès, Paris',
    url: 'https://summit.example.org/',
  }),
  event({
    id: 'install-3',
    name: 'Install party for the new term',
    startDate: '2014-09-13',
    location: 'Bibliothèque municipale, Grenoble',
  }),
  event({
    name: 'Writers’ table: documentation that gets read',
    startDate: '2014-09-20T10:00:00+02:00',
    location: 'Annecy',
    status: 'cancelled',
    id: 'writers-4',
  }),
];

const leads: readonly EditionPost[] = [
  post({
    title: 'What we learned from running our own mail server for ten years',
    url: 'https://attic.example.net/ten-years-of-mail',
    summary:
      'Ten years, four machines, two moves and one fire. The software was never the hard part: reputation was, and so was keeping notes that somebody else could follow at three in the morning.',
    image: picture('server-room', 'A rack of blinking machines in a cellar', 1200, 640),
    source: 'The Attic',
    authors: ['Mireille Aubert'],
    minutes: 11,
    alsoIn: [{ source: 'Planet Mail', url: 'https://planet.example.com/ten-years-of-mail' }],
  }),
  post({
    title: 'A map of every drinking fountain, drawn by its neighbours',
    url: 'https://maps.example.org/fountains',
    summary:
      'Two hundred volunteers walked every street of the city with a phone and a pencil. The data is open, and the story of how it was gathered is better than the map.',
    image: picture('fountain', 'A stone fountain in morning light', 800, 600),
    source: 'Open Maps Rhône',
    minutes: 6,
    published: monday + 3 * day,
  }),
  post({
    title: 'Day 3 at the summit: storage, and what the operators said',
    url: 'https://cloudy.example.org/summit-day-3',
    summary:
      'The third day belonged to the operators. What they want is not another driver but fewer surprises: upgrades that can be taken back, and numbers that mean the same on every page.',
    image: picture('summit', 'People around a whiteboard', 1000, 750),
    source: 'Cloudy Notes',
    minutes: 8,
    series: {
      title: 'At the OpenStack summit',
      continued: true,
      parts: [
        { title: 'Day 2 at the summit: networking without tears', url: 'https://cloudy.example.org/summit-day-2' },
        {
          title: 'Day 3 at the summit: storage, and what the operators said',
          url: 'https://cloudy.example.org/summit-day-3',
        },
      ],
    },
  }),
];

const shorter: readonly EditionPost[] = [
  post({
    title: 'Reproducible builds, one stubborn package at a time',
    url: 'https://packages.example.org/reproducible',
    summary:
      'Time stamps, locale, the order of files in a folder: the last three per cent take as long as the first ninety-seven.',
    source: 'Package Diary',
    minutes: 5,
  }),
  post({
    title: 'Why our tests now run on a telephone',
    url: 'https://packages.example.org/telephone',
    summary:
      'Old phones are slow, plentiful and honest. A shelf of twelve has replaced a machine that cost more than all of them.',
    source: 'Package Diary',
    minutes: 3,
  }),
  post({
    title: 'Signing releases without a ceremony',
    url: 'https://packages.example.org/signing',
    summary: 'A key that nobody holds alone, and a checklist that fits on a postcard.',
    source: 'Package Diary',
    minutes: 4,
  }),
  post({
    title: 'Une bibliothèque qui prête des graines et des claviers',
    url: 'https://grains.example.fr/claviers',
    summary:
      'À Valence, on emprunte un clavier mécanique comme on emprunte un roman, et l’on rapporte aussi les graines de l’été.',
    source: 'Grains libres',
    language: 'fr',
    minutes: 4,
  }),
  post({
    title: 'مقدمة في البرمجيات الحرة للمدارس',
    url: 'https://madrasa.example.org/intro',
    summary: 'كيف بدأت ثلاث مدارس في استعمال البرمجيات الحرة وما الذي تعلمته من ذلك.',
    source: 'Madrasa Libre',
    language: 'ar',
    minutes: 5,
  }),
];

const titles: readonly EditionBrief[] = [
  {
    title: 'Release notes for the map editor, version 4.2',
    url: 'https://maps.example.org/4-2',
    source: 'Open Maps Rhône',
    language: 'en',
  },
  {
    title: 'Minutes of the August meeting',
    url: 'https://meet.example.org/minutes-august',
    source: 'Meetup Lyon',
    language: 'en',
  },
  {
    title: 'A small fix for large calendars',
    url: 'https://attic.example.net/calendars',
    source: 'The Attic',
    language: 'en',
  },
];

/** A week as most are. */
export const ordinaryWeek = edition({ events, posts: [...leads, ...shorter], brief: titles });

export const quietWeek = edition({ events: events.slice(0, 1), posts: [leads[1] ?? post(), shorter[0] ?? post()] });

export const emptyWeek = edition();

export const onlyEvents = edition({ events });

/** Ninety posts of eleven sources: twenty of them whole. */
export const fullWeek = edition({
  events,
  posts: [...leads, ...Array.from({ length: 17 }, (_, index) => numbered(index))],
  brief: Array.from({ length: 70 }, (_, index) => {
    const { title, url, source, language } = numbered(index + 17);
    return { title, url, source, language };
  }),
});

/** Posts of long summaries that differ in title and address; the sources are in turn, or in runs where `run` says so. */
export function numbered(index: number): EditionPost {
  const source = Math.floor(index / 4) % 8;
  return post({
    title: `Notes from the workshop, number ${index + 1}: what broke and what held`,
    url: `https://workshop-${source}.example.org/2014/08/notes-${index + 1}`,
    summary:
      'Something broke on Monday and was mended on Tuesday; what was learnt in between is written down here for whoever comes next. It is a long story with a short moral, and both are told with drawings, tables and a list of the parts that were needed.',
    image: picture(`workshop-${index}`, '', 1000, 600),
    source: `Workshop ${source + 1}`,
    tags: ['workshop'],
  });
}

export const frenchWeek = edition({
  events: [
    event({
      id: 'apero-1',
      name: 'Apéro du libre',
      startDate: '2014-08-28T18:30:00+02:00',
      location: 'Café des Arts, Lyon',
    }),
    event({
      id: 'journees-2',
      name: 'Journées du logiciel libre',
      startDate: '2014-09-30',
      endDate: '2014-10-02',
      location: 'Villeurbanne',
    }),
  ],
  posts: [
    post({
      title: 'Dix ans de courrier à la maison',
      url: 'https://grenier.example.fr/courrier',
      summary: 'Quatre machines, deux déménagements et un incendie : ce que nous avons appris.',
      source: 'Le Grenier',
      language: 'fr',
      authors: ['Mireille Aubert'],
      minutes: 11,
    }),
    post({
      title: 'Une carte de toutes les fontaines',
      url: 'https://cartes.example.fr/fontaines',
      summary: 'Deux cents bénévoles ont arpenté la ville.',
      source: 'Cartes ouvertes',
      language: 'fr',
      minutes: 1,
      alsoIn: [{ source: 'Planète Rhône', url: 'https://planete.example.fr/fontaines' }],
    }),
  ],
  brief: [
    { title: 'Compte rendu d’août', url: 'https://rencontres.example.fr/aout', source: 'Rencontres', language: 'fr' },
  ],
});

/** Titles that a later stage might take for its own language. */
export const hostileTitles: readonly string[] = [
  'Why {{x}} and {% if %} are not templates {{ recipient.unsubscribeUrl }}',
  `<%= 1 %> and <? php ?> and \${x} and $& and $1`,
  'How to close an </mj-text></mj-column> tag, and <mj-raw>raw</mj-raw>',
  'Use <b>bold</b> & &amp; &lt;i&gt; wisely ]]> <!-- not a comment -->',
  '“Quotes”, "straight" and \'single\', back`ticks` \\ and % and [[x]] *|MERGE|*',
  'مرحبا بالعالم {{x}} <b>',
  'שלום עולם, and then English',
  '漢字とかなの混じった長い題名、改行できるところはどこにもないがそれでも折り返さなければならない',
  '👩‍👩‍👧‍👦 Emoji 🏳️‍🌈 in a title 🎉',
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsversammlungsprotokollführer',
  `A title of three hundred characters ${'that goes on and on '.repeat(14)}`.slice(0, 300).trim(),
  'undefined is not a function, null, NaN and [object Object]',
  '',
];

export const hostileWeek = edition({
  events: [
    event({ name: '{{ event }} </td></tr></table> & <script>alert(1)</script>', location: '<b>Nowhere</b>, {{city}}' }),
    event({ name: 'لقاء شهري', startDate: '2014-09-01', endDate: '2014-09-03', location: 'تونس' }),
    event({
      name: `Conference ${'with a long name '.repeat(20)}`.trim(),
      startDate: '2014-12-30T20:00:00',
      endDate: '2015-01-02',
    }),
  ],
  posts: hostileTitles.map((title, index) =>
    post({
      title,
      url: index === 3 ? null : `https://hostile.example.org/?a=${index}&b="><script>{{x}}`,
      summary: index === 12 ? '' : `Summary of <b>${title}</b> & {{summary}} </p></mj-text>`.slice(0, 320),
      image:
        index % 2 === 0
          ? {
              url: `https://pictures.example.org/"onerror=alert(1).png?${index}`,
              alt: `"><script>${title}`,
              width: null,
              height: null,
            }
          : { url: 'data:image/png;base64,AAAA', alt: '', width: null, height: null },
      source: index % 3 === 0 ? '<i>Source</i> & {{Co}}' : 'Plain',
      authors: ['<Ann> "O’Neil"'],
      language: null,
      alsoIn: [{ source: '</p>Else & where', url: 'javascript:alert(1)' }],
      series:
        index === 4
          ? { title: '<Series>', continued: false, parts: [{ title: '', url: 'https://hostile.example.org/1' }] }
          : null,
    }),
  ),
  brief: hostileTitles.map((title, index) => ({
    title,
    url: index === 0 ? null : `https://hostile.example.org/brief/${index}`,
    source: '<Brief> & {{x}}',
    language: 'und',
  })),
});

/** A week after a long silence: five hundred posts, most of them only titles. */
export const flood = edition({
  events,
  posts: Array.from({ length: 20 }, (_, index) => numbered(index)),
  brief: Array.from({ length: 1480 }, (_, index) => {
    const { title, url, source, language } = numbered(index + 20);
    return { title, url, source, language };
  }),
});

/** Twenty posts with everything as long as it may be. */
export const longWeek = edition({
  posts: Array.from({ length: 20 }, (_, index) => ({
    ...numbered(index),
    title: `Très long : ${'é'.repeat(120)} ${index}`,
    url: `https://long.example.org/${'a-long-path/'.repeat(90)}${index}`,
    summary: 'Une phrase assez longue, accentuée, déjà répétée. '.repeat(6).trim(),
    alsoIn: [{ source: 'Ailleurs', url: `https://also.example.org/${'and/another/'.repeat(60)}${index}` }],
  })),
});

export const allEditions: Readonly<Record<string, { readonly edition: Edition; readonly language: string }>> = {
  'an ordinary week': { edition: ordinaryWeek, language: 'en' },
  'a quiet week': { edition: quietWeek, language: 'en' },
  'a full week': { edition: fullWeek, language: 'en' },
  'an empty week': { edition: emptyWeek, language: 'en' },
  'only events': { edition: onlyEvents, language: 'en' },
  'a French week': { edition: frenchWeek, language: 'fr' },
  'a hostile week': { edition: hostileWeek, language: 'en' },
  'a flood': { edition: flood, language: 'en' },
  'a week of long posts': { edition: longWeek, language: 'de' },
};
