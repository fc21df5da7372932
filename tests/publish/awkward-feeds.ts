/**
 * Feeds as hostile and as clumsy as sources get. Each address in them whose host is `evil.example`, and each word
 * `HOSTILE`, must be found in nothing that is published of them.
 */

const escapeXml = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** What posts may have in them, and nothing published. */
const live = `<script>HOSTILE()</script><p onclick="HOSTILE()" style="position:fixed;background:url(https://evil.example/x)">Seen <a href="javascript:HOSTILE()">here</a>
<a href=" java&#10;script:HOSTILE()">there</a><a href="vbscript:HOSTILE">x</a> <a href="data:text/html,HOSTILE">d</a></p><iframe src="https://evil.example/"></iframe><form action="https://evil.example/"><input name="HOSTILE"></form>
<img src="https://evil.example/pixel.gif" width="1" height="1"><img src="https://evil.example/open?u=1" style="display:none"><svg><script>HOSTILE()</script><a xlink:href="javascript:HOSTILE()">s</a></svg>
<object data="https://evil.example/o"></object><embed src="https://evil.example/e"><meta http-equiv="refresh" content="0;url=https://evil.example/"><base href="https://evil.example/"><link rel="stylesheet" href="https://evil.example/s.css"><style>@import url(https://evil.example/i.css)</style>
<img src="x" onerror="HOSTILE()"><img src="file:///home/ada/HOSTILE.png"><a href="file:///home/ada/HOSTILE">f</a><math><mi xlink:href="javascript:HOSTILE()">m</mi></math>`;

/** Code and a table, as they are to be published. */
export const code = 'if (a < b && c > 0) {\n  return "x";\n}';
const technical = `<pre><code class="language-c">${escapeXml(code)}\n</code></pre><table><thead><tr><th scope="col">Key</th><th>Value</th></tr></thead><tbody><tr><td rowspan="2">a</td><td>1</td></tr><tr><td>2</td></tr></tbody></table>`;

/** What the copies of one story have in common. */
const story =
  'Three nodes, a switch and a long weekend were enough to run block storage that survives the loss of any one of them, and this is how it went.';

/** The titles of posts, to the character, by what the source calls the post. */
export const titles: ReadonlyMap<string, string> = new Map([
  ['tag:atom.example,2014:1', 'R&D: "x < y" <b>not bold</b> & \'so\' ]]> on'],
  ['urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a', 'Emphasis & others'],
  ['https://atom.example/été?x=1&y=%20#部', 'مرحبا بالعالم (v2.0)'],
  ['tag:atom.example,2014:emoji', '👩‍👩‍👧‍👦 🎉 日本語 e\u0301 𝔘'],
  ['tag:atom.example,2014:spaces', 'Prix\u202f: 5\u00a0€\u3000!'],
  ['tag:atom.example,2014:undated', 'Without a date'],
  ['tag:atom.example,2014:future', 'From the future'],
  ['tag:atom.example,2014:sourced', 'By way of a planet'],
  ['tag:atom.example,2014:control', 'Control  characters'],
  ['tag:atom.example,2014:liquid', '{{ site.title }} {% raw %} &amp; &copy'],
  ['tag:atom.example,2014:about', 'How <script> differs from <style>'],
  ['tag:atom.example,2014:edited', 'Edited at its source'],
]);

interface Entry {
  readonly id: string;
  readonly more: string;
  readonly title?: string;
  readonly dates?: string;
}

let minute = 0;

function atomEntry({ id, more, title = escapeXml(titles.get(id) ?? ''), dates }: Entry): string {
  minute += 1;
  const date = `2026-03-0${1 + (minute % 8)}T10:${String(minute).padStart(2, '0')}:00+01:00`;
  return `<entry><id>${escapeXml(id)}</id><title>${title}</title>
${dates ?? `<published>${date}</published><updated>${date}</updated>`}${more}</entry>\n`;
}

const html = (markup: string) => `<content type="html">${escapeXml(markup)}</content>`;
const link = (href: string) => `<link href="${escapeXml(href)}"/>`;

export const atomBlog = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://atom.example/base/"><id>tag:atom.example,2014:feed</id>
<title type="html">The &lt;em&gt;Atom&lt;/em&gt; blog &amp;amp; friends</title><link href="/"/><link rel="self" href="/feed.atom"/>
<updated>2026-03-09T10:00:00Z</updated><author><name>Ada Lovelace</name><email>ada@secret.example</email></author>
${[
  atomEntry({
    id: 'tag:atom.example,2014:1',
    more: `${link('one.html?a=1&b=2')}<category term="R&amp;D, storage"/><category term=" "/>${html(`<p>${story}</p><p><a href="relative.html">r</a> <a href="#fragment">f</a> <img src="//pictures.example/p.png" srcset="p2.png 2x, /p3.png 3x"></p>${live}`)}`,
    dates: '<published>2026-03-01T10:00:00+01:00</published><updated>2026-03-04T10:00:00+01:00</updated>',
  }),
  atomEntry({
    id: 'urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a',
    title: '',
    more: `<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><em>Emphasis</em> &amp; others</div></title>${link('https://atom.example/two')}<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Text, with an <a href="../up">address</a>.</p>${technical}</div></content>`,
  }).replace('<title></title>', ''),
  atomEntry({
    id: 'https://atom.example/été?x=1&y=%20#部',
    more: `${link('https://atom.example/été?x=1&y=%20#部')}${html('<p dir="rtl">نص المقال بالعربية.</p>')}`,
  }).replace('<entry>', '<entry xml:lang="ar">'),
  atomEntry({ id: 'tag:atom.example,2014:emoji', more: `${link('/emoji')}${html('<p>👩‍👩‍👧‍👦</p>')}` }),
  atomEntry({ id: 'tag:atom.example,2014:spaces', more: `${link('/spaces')}${html('<p>Prix.</p>')}` }),
  atomEntry({ id: 'tag:atom.example,2014:undated', more: `${link('/undated')}${html('<p>No date.</p>')}`, dates: '' }),
  atomEntry({
    id: 'tag:atom.example,2014:future',
    more: `${link('/future')}${html('<p>Ahead.</p>')}`,
    dates: '<published>2031-01-01T00:00:00Z</published><updated>2032-01-01T00:00:00Z</updated>',
  }),
  atomEntry({
    id: 'tag:atom.example,2014:sourced',
    more: `${link('https://origin.example/post')}<source><id>tag:origin.example,2010:feed</id><title>The origin &amp; all</title><link rel="self" href="https://origin.example/feed.atom"/><link href="https://origin.example/"/><updated>2026-03-02T00:00:00Z</updated></source><author><name>"Grace Hopper" &lt;grace@secret.example&gt;</name><uri>https://grace.example/</uri></author>${html('<p>Taken over.</p>')}`,
  }),
  atomEntry({
    id: 'tag:atom.example,2014:control',
    title: 'Control\u0001\u0008&#11; &#x7f;&#xFFFE;&#xD800; characters',
    more: `${link('/control')}${html('<p>Bell &#7; and \u0007, \u0085, &#128; and \u0090, &#xFFFF; and \ufeff.</p>')}`,
  }),
  atomEntry({ id: 'tag:atom.example,2014:liquid', more: `${link('/liquid')}${html('<p>{{ 7 | times: 6 }}</p>')}` }),
  atomEntry({ id: 'tag:atom.example,2014:about', more: `${link('/about')}${html('<p>They do.</p>')}` }),
  atomEntry({ id: 'tag:atom.example,2014:edited', more: `${link('/edited')}${html('<p>Once so.</p>')}` }),
  '<entry><title/><content type="text">Neither id nor title nor address: x &lt; y</content></entry>',
].join('')}</feed>`;

export const rssBlog = `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>The RSS blog</title><link>https://rss.example/</link><description>D</description><language>fr</language>
<item><title>Short &amp;amp; long</title><link>https://rss.example/1</link><guid isPermaLink="false">42</guid><author>ada@secret.example (Ada Lovelace)</author>
<pubDate>Mon, 02 Mar 2026 10:00:00 +0100</pubDate><description>A description.</description><content:encoded><![CDATA[<p>The whole. ${live}</p>]]></content:encoded><enclosure url="https://rss.example/a.mp3?x=1&amp;y=2" length="many" type="audio/mpeg"/></item>
<item><title>A permanent link</title><link>https://rss.example/2</link><guid>https://rss.example/2</guid><dc:creator>grace@secret.example</dc:creator><pubDate>Mon, 02 Mar 2026 11:00:00 EST</pubDate><description><![CDATA[<p>Two.</p>${technical}]]></description></item>
<item><title>No guid, bad date</title><link>https://rss.example/a b|c?"d"</link><pubDate>yesterday</pubDate><description>Three</description></item>
<item><title>A script for an address</title><link>javascript:HOSTILE()</link><guid isPermaLink="false">javascript:HOSTILE()</guid><pubDate>Tue, 03 Mar 2026 10:00:00 GMT</pubDate><description>Four</description></item>
<item><link>https://rss.example/5</link><guid isPermaLink="true">not an address</guid><pubDate>Tue, 03 Mar 2026 11:00:00 GMT</pubDate><description>Without a title: 5 &amp;lt; 6.</description></item>
<item><title>A file for an address</title><link>file:///home/ada/HOSTILE.html</link><guid>file:///home/ada/HOSTILE.html</guid><pubDate>Tue, 03 Mar 2026 12:00:00 GMT</pubDate><description><![CDATA[<img src="/p.png"> Six]]></description></item>
<item><title>Much that plays, and tables in pieces</title><link>https://rss.example/8</link><guid isPermaLink="false">8</guid><pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate><description><![CDATA[<audio controls src="/8.ogg"></audio><tr><td>cell</td></tr><bdo dir="rtl">x</bdo><nobr>y</nobr><ruby><rb>z</rb><rt>z</rt></ruby>]]></description></item>
<item><title>Nothing but a picture</title><link>https://rss.example/9</link><guid isPermaLink="false">9</guid><pubDate>Fri, 06 Mar 2026 09:00:00 GMT</pubDate><description><![CDATA[<img src="/9.png">]]></description></item>
<item><title>Without a body</title><link>https://rss.example/7</link><guid isPermaLink="false">42/7</guid><pubDate>Sat, 07 Mar 2026 10:00:00 GMT</pubDate></item>
</channel></rss>`;

/** Has the first post of the Atom blog as well, and a guid that another source uses for another post. */
export const rssPlanet = `<rss version="2.0"><channel><title>A planet</title><link>https://planet.example/</link><description>D</description>
<item><title>${escapeXml(titles.get('tag:atom.example,2014:1') ?? '')}</title><link>https://atom.example/base/one.html?a=1&amp;b=2</link><guid isPermaLink="false">copy</guid><pubDate>Sun, 01 Mar 2026 12:00:00 GMT</pubDate><description>${story}</description></item>
<item><title>Another 42</title><link>https://planet.example/42</link><guid isPermaLink="false">42</guid><pubDate>Sun, 01 Mar 2026 13:00:00 GMT</pubDate><description>The planet's own words of that day.</description></item>
</channel></rss>`;

export const jsonBlog = JSON.stringify({
  version: 'https://jsonfeed.org/version/1.1',
  title: 'JSON \ud800blog',
  home_page_url: 'https://json.example/',
  authors: [{ name: 'Jo <jo@secret.example>', url: 'javascript:HOSTILE()' }],
  items: [
    {
      id: 7,
      url: 'https://json.example/7',
      title: 'Half a pair \udc00 of surrogates',
      content_text: 'Text \ud83d with <b>no</b> markup\u0000 & one & half',
      date_published: '2026-03-05T10:00:00Z',
      tags: ['\u0000', 'a\u0001b', '', 'a b'],
      image: 'file:///home/ada/HOSTILE.png',
      attachments: [{ url: 'data:text/plain,HOSTILE', mime_type: 'text/plain' }],
    },
    {
      id: 'tag:json.example,2026:8',
      url: '/8?x=%zz',
      content_html: `<p>No title here. ${live}</p>`,
      date_published: '2026-03-05T11:00:00Z',
      attachments: [{ url: 'https://json.example/8.ogg', mime_type: 'audio/ogg', duration_in_seconds: 12 }],
    },
  ],
});

export const fileBlog = `<feed xmlns="http://www.w3.org/2005/Atom"><id>file:///home/ada/blog</id><title>A blog in a file</title><link href="file:///home/ada/index.html"/>
<updated>2026-03-06T10:00:00Z</updated><entry><id>file:///home/ada/HOSTILE/1</id><title>From a file</title><link href="posts/1.html"/>
<updated>2026-03-06T10:00:00Z</updated><content type="html">&lt;p&gt;A &lt;a href="2.html"&gt;neighbour&lt;/a&gt; &lt;img src="p.png"&gt;&lt;/p&gt;</content></entry></feed>`;

const longName = 'Großes Treffen, „ganz“ lang; 日本語 — '.repeat(6).trim();

/** Events by their UID at the source, as a reader of the published calendar is to find them. */
export const events = {
  days: {
    summary: 'Two days, at sea; \\o/ "so"',
    location: 'Pier 1\\2, Sète; France',
    start: '20260620',
    end: '20260622',
  },
  evening: { summary: 'Soirée\u00a0: l’été 🎉', location: 'Lyon', start: '20260321T173000Z', end: '20260321T200000Z' },
  off: { summary: 'Off', location: 'Nantes', start: '20260401T080000Z', end: '20260401T090000Z' },
  long: { summary: longName, location: null, start: '20260501', end: '20260502' },
} as const;

const escapeIcs = (text: string) => text.replace(/[\\;,]/g, '\\$&').replace(/\n/g, '\\n');

export const calendar = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//x//EN
BEGIN:VTIMEZONE
TZID:Mars/Base
BEGIN:STANDARD
DTSTART:20200101T000000
TZOFFSETFROM:+0130
TZOFFSETTO:+0130
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:days
DTSTAMP:20260301T000000Z
DTSTART;VALUE=DATE:20260620
DTEND;VALUE=DATE:20260622
SUMMARY:${escapeIcs(events.days.summary)}
LOCATION:${escapeIcs(events.days.location)}
URL:https://events.example/days?a=1,2;b=3
END:VEVENT
BEGIN:VEVENT
UID:evening
DTSTAMP:20260301T000000Z
DTSTART;TZID=Europe/Paris:20260321T183000
DTEND;TZID=Mars/Base:20260321T213000
SUMMARY:${escapeIcs(events.evening.summary)}
LOCATION:Lyon
END:VEVENT
BEGIN:VEVENT
UID:off
DTSTAMP:20260301T000000Z
DTSTART:20260401T080000Z
DTEND:20260401T090000Z
STATUS:CANCELLED
SUMMARY:Off
LOCATION:Nantes
URL:file:///home/ada/HOSTILE
END:VEVENT
BEGIN:VEVENT
UID:long
DTSTAMP:20260301T000000Z
DTSTART;VALUE=DATE:20260501
SUMMARY:${escapeIcs(longName)}
DESCRIPTION:<script>HOSTILE()</script>
END:VEVENT
END:VCALENDAR
`.replaceAll('\n', '\r\n');
