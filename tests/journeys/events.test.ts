import { expect, it } from 'vitest';
import { serveFeeds } from '../support/feed-server.ts';
import { serveMail } from '../support/mail-server.ts';
import { runHere } from '../support/run-here.ts';
import { layOutSite } from '../support/site.ts';

const feedOf = (...items: string[]) =>
  `<rss version="2.0"><channel><title>A blog</title>${items.join('')}</channel></rss>`;

const post = (blog: string, name: string, date: string, title: string, text: string) =>
  `<item><title>${title}</title><link>https://${blog}.example.org/${name}</link><pubDate>${date}</pubDate><description>${text}</description></item>`;

const announcement = (blog: string, text: string) =>
  feedOf(post(blog, 'workshop', 'Thu, 14 Aug 2014 10:00:00 +0200', 'Repair workshop', text));

const calendarOf = (day: string, sequence: number, status = 'CONFIRMED') =>
  `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//A club//EN\r\nBEGIN:VEVENT\r\nUID:repair@example.org\r\nDTSTAMP:20140814T080000Z
DTSTART:${day}T170000Z\r\nSUMMARY:Repair workshop\r\nLOCATION:Town Hall\\, Leeds\r\nSEQUENCE:${sequence}\r\nSTATUS:${status}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;

it('an event is told once for three blogs and a calendar, again a month on, where it moves to, and struck out when it is off', async () => {
  await using feeds = await serveFeeds({
    '/a.xml': announcement(
      'a',
      'The repair workshop takes place on 25 September at 6pm at the Town Hall, Leeds. Come!',
    ),
    '/b.xml': announcement(
      'b',
      'Join us for the repair workshop on Thursday, 25 September, at the Town Hall in Leeds.',
    ),
    '/c.xml': announcement('c', 'On 25 September we meet at 6pm for the repair workshop. Bring what is broken.'),
    '/club.ics': calendarOf('20140925', 0),
  });
  await using mail = await serveMail();
  using site = layOutSite({
    'tidings.yaml': `title: The weekly
url: https://news.example.org/
timezone: Europe/London
poll: { allowPrivateNetwork: true, perHost: { interval: 1ms } }
digest: { from: "The weekly <news@example.org>", to: [friend@example.org] }
smtp: { url: "${mail.url}" }
`,
    'sources/blogs.yaml': ['a.xml', 'b.xml', 'c.xml', 'club.ics']
      .map((name) => `- url: ${feeds.url}/${name}\n`)
      .join(''),
  });
  /** Runs on a day, and gives what the edition sent then tells of events. */
  const eventsOn = async (day: string) => {
    const at = ['--site', site.dir, '--now', `${day}T07:00:00+01:00`, '--json'];
    const { send } = JSON.parse((await runHere('run', ...at)).stdout);
    if (!send.due) return null;
    return JSON.parse((await runHere('digest', '--edition', send.edition, ...at)).stdout).events;
  };
  const tea = (number: number, date: string) =>
    feedOf(
      post(
        'b',
        `tea-${number}`,
        date,
        `On tea, ${number}`,
        'There is a lot to be said of tea, and little of it is new.',
      ),
    );

  expect(await eventsOn('2014-08-17')).toBeNull();
  expect(await eventsOn('2014-08-18')).toMatchObject([{ name: 'Repair workshop', startDate: '2014-09-25T17:00:00Z' }]);
  const first = (await mail.read())[0]?.text ?? '';
  expect(first.match(/Repair workshop/g)).toHaveLength(1);
  for (const blog of ['a', 'b', 'c']) expect(first).toContain(`https://${blog}.example.org/workshop`);

  const reminder = 'Do not forget the repair workshop on 25 September in Leeds!';
  feeds.answer(
    '/a.xml',
    feedOf(post('a', 'again', 'Fri, 12 Sep 2014 10:00:00 +0200', 'Again: repair workshop', reminder)),
  );
  expect(await eventsOn('2014-09-15')).toMatchObject([{ name: 'Repair workshop', startDate: '2014-09-25T17:00:00Z' }]);

  feeds.answer('/club.ics', calendarOf('20141002', 1));
  feeds.answer('/b.xml', tea(1, 'Fri, 19 Sep 2014 10:00:00 +0200'));
  expect(await eventsOn('2014-09-22')).toMatchObject([{ name: 'Repair workshop', startDate: '2014-10-02T17:00:00Z' }]);

  feeds.answer('/club.ics', calendarOf('20141002', 2, 'CANCELLED'));
  feeds.answer('/b.xml', tea(2, 'Mon, 22 Sep 2014 10:00:00 +0200'));
  expect(await eventsOn('2014-09-29')).toMatchObject([{ name: 'Repair workshop' }]);
  const messages = (await mail.read()).map(({ text }) => /Cancelled/.test(text ?? ''));
  expect(messages).toEqual([false, false, false, true]);
});
