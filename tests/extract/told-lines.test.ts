import { describe, expect, it } from 'vitest';
import { summaryOf } from './summary-of.ts';

describe('a note', () => {
  const news = 'We have just moved our whole library of penguins to a new hall';

  it.each([
    ['whose first line has no end', `<p>${news}</p><p>Come and see it!</p>`, `${news} · Come and see it!`],
    ['that ends with an emoji', `<p>${news} 🎉</p><p>Come and see it!</p>`, `${news} 🎉 Come and see it!`],
    [
      'that leads to a list',
      `<p>${news}:</p><ul><li>Books</li></ul><p>Come and see it!</p>`,
      `${news}: Come and see it!`,
    ],
    [
      'whose first line is in small letters',
      `<p>moved to a new hall</p><p>See it!</p>`,
      'moved to a new hall · See it!',
    ],
    [
      'in verse',
      '<p>The snow came down<br>The lights went on<br>The town was out<br>Until the dawn was here.</p>',
      'The snow came down The lights went on The town was out Until the dawn was here.',
    ],
  ])('%s is told from its beginning', (_, html, summary) => {
    expect(summaryOf(html)).toBe(summary);
  });

  it('is told with its first sentence, however short that is', () => {
    const note = 'Rain again. The loom stands still and so do I.';
    expect(summaryOf(`<p>${note}</p>`)).toBe(note);
    expect(summaryOf('<p>I quit. More soon.</p>')).toBe('I quit. More soon.');
    expect(summaryOf(`<p>Hello all! The loom stands still and so do I.</p>`)).toBe(
      'The loom stands still and so do I.',
    );
  });

  it('that greets its readers is told without that, where it says anything else', () => {
    expect(summaryOf("<p>Hi everyone, it's been a while! The loom stands still and so do I.</p>")).toBe(
      'The loom stands still and so do I.',
    );
    expect(summaryOf('<p>Hello everyone!</p>')).toBe('Hello everyone!');
  });

  it('is told without its buttons', () => {
    const html = '<p>Snow</p><p><a href="/2">READ THE WHOLE STORY</a></p><p>Nobody came</p>';
    expect(summaryOf(html)).toBe('Snow · Nobody came');
  });

  it('that is one long sentence and a courtesy is told by the beginning of the sentence', () => {
    const html = `<p>${'the hall was closed and the lights were out and '.repeat(9)}it rained.</p><p>See you there!</p>`;
    expect(summaryOf(html)).toMatch(/^the hall was closed .*…$/);
  });

  it('that is cut off is told by its beginning', () => {
    expect(summaryOf(`<p>${news} […]</p>`)).toBe(`${news}…`);
    expect(summaryOf(`<p>${news} and … <a href="/">Continue reading the news →</a></p>`)).toBe(`${news} and…`);
    expect(summaryOf(`<p>${news} and <a href="/">Read more…</a></p>`)).toBe(`${news} and…`);
  });
});

describe('a text in another script', () => {
  it.each([
    ['Japanese', 'ja', '今日は京都に行きました。紅葉がとてもきれいでした。', ''],
    ['Chinese', 'zh', '我们终于搬家了。新办公室在河边。', '欢迎！'],
    ['Korean', 'ko', '어제 우리 모임은 이사했습니다. 새 사무실은 강가에 있습니다.', ''],
    ['Armenian', 'hy', 'Մենք տեղափոխվեցինք նոր գրասենյակ։', ' Այն գտնվում է գետի ափին'],
    ['Amharic', 'am', 'ወደ አዲስ ቢሮ ተዛውረናል እና ሁላችሁም ተጋብዛችኋል።', ' ቢሮው በወንዙ ዳር'],
  ])('is told by its sentences: %s', (_, language, told, rest) => {
    expect(summaryOf(`<p>${told}${rest}</p>`, { language })).toBe(told);
  });
});

describe('a text without sentences', () => {
  it.each([
    ['of three words is told by them', '<p>Hello dear world</p>', 'Hello dear world'],
    [
      'that is a list is told by its items',
      '<ul><li>Bread</li><li>Milk</li><li>Cheese</li></ul>',
      'Bread · Milk · Cheese',
    ],
    [
      'that is a photo is told by its caption',
      '<figure><img src="a.jpg" alt="A hall"><figcaption>The hall</figcaption></figure>',
      'The hall',
    ],
    [
      'that is a bare photo is told by its alternative text',
      '<img src="a.jpg" alt="The hall at night">',
      'The hall at night',
    ],
    ['that is a photo with a mere file name says nothing', '<img src="a.jpg" alt="IMG_1234">', ''],
    ['that is a photo of a photo says nothing', '<img src="a.jpg" alt="image">', ''],
    ['that is an avatar says nothing', '<img src="avatars/a.jpg" alt="Ada Lovelace">', ''],
    [
      'that only counts and leads elsewhere says nothing',
      '<p>Article URL: <a href="https://a.example/x">https://a.example/x</a></p><p>Points: 12</p>',
      '',
    ],
    [
      'that is a photo and its date is told by its alternative text',
      '<p>May 3, 2024</p><img src="a.jpg" alt="The hall at night">',
      'The hall at night',
    ],
    [
      'that is a programme is told with its dates',
      '<p>12 May 2025</p><p>Fog concert</p><p>19 May 2025</p><p>Horn concert</p>',
      '12 May 2025 · Fog concert · 19 May 2025 · Horn concert',
    ],
    ['that is only its title says nothing', '<p>A title</p>', ''],
    ['that is empty says nothing', '', ''],
  ])('%s', (_, html, summary) => {
    expect(summaryOf(html, { title: 'A title' })).toBe(summary);
  });

  it('that is a poem is told by its first whole sentence', () => {
    const html =
      '<p>The snow came down,<br>the lights went on,<br>and all the town<br>was out till dawn.<br>We saw</p>';
    expect(summaryOf(html)).toBe('The snow came down, the lights went on, and all the town was out till dawn.');
  });

  it('that is a long list is told by as many items as fit', () => {
    const summary = summaryOf(`<ul>${'<li>A rather long item of a list</li>'.repeat(30)}</ul>`);
    expect(summary.length).toBeLessThanOrEqual(320);
    expect(summary).toMatch(/^A rather long item of a list( · A rather long item of a list)+$/);
  });
});

describe('a text without an end in sight', () => {
  const clause = 'the gate of the old hall was opened in the morning, and after noon it was closed again';

  it('is told by its beginning, up to the end of a clause', () => {
    const summary = summaryOf(`<p>${`${clause}, `.repeat(9)}</p>`);
    expect(summary).toBe(`${`${clause}, `.repeat(3)}the gate of the old hall was opened in the morning…`);
  });

  it('is told by its beginning, up to the end of a word', () => {
    const summary = summaryOf(`<p>${'morning '.repeat(90)}</p>`);
    expect(summary).toBe(`${'morning '.repeat(39)}`.trim().concat('…'));
  });

  it('is told by its beginning where its script puts no spaces between words, and no character is cut', () => {
    expect(summaryOf(`<p>${'ตลาดน้ำ'.repeat(90)}</p>`, { language: 'th' })).toMatch(/^(?:ตลาดน้ำ){45}.*…$/u);
    expect(summaryOf(`<p>a${'𝒜'.repeat(300)}</p>`).isWellFormed()).toBe(true);
  });
});
