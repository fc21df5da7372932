const SENTENCES = [
  'The working group met in the library to plan the next release and its documentation.',
  'Most of the time went into the new scheduler, which now keeps its promises under load.',
  'Contributors from five countries sent patches, and two of them became maintainers.',
  'We looked at the numbers of last month and found that the cache helps less than we hoped.',
  'The code is on the usual server; instructions for building it are in the README.',
  'Thanks to everybody who wrote tests, translated strings, or answered questions on the list.',
];

/** Feed N of the fleet: RSS with so many entries of 1.3 KB, the same for the same N. */
export function feedOf(number: number, entries = 30): string {
  const items = Array.from({ length: entries }, (_, index) => {
    const text = Array.from({ length: 13 }, (_, line) => SENTENCES[(number + index * 7 + line * 5) % SENTENCES.length]);
    const html = `<p>${text.slice(0, 5).join(' ')}</p><p><a href="https://blog${number}.example.org/${index}/more">${text.slice(5, 9).join(' ')}</a></p><p>${text.slice(9).join(' ')}</p>`;
    return `<item><title>Report ${index} of group ${number}</title><link>https://blog${number}.example.org/${index}</link><guid>https://blog${number}.example.org/${index}</guid><pubDate>${new Date(Date.UTC(2026, 1, 28 - index, 8)).toUTCString()}</pubDate><dc:creator>Writer ${index % 4}</dc:creator><category>release</category><description><![CDATA[${html}]]></description></item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Group ${number}</title><link>https://blog${number}.example.org/</link><description>Reports</description>${items.join('\n')}</channel></rss>`;
}
