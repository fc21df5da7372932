import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summaryOf } from './summary-of.ts';

const LEAD = 'The winter meeting of our user group takes place in the old town library.';
const NEXT = 'Three talks about packaging are planned, and a round of questions follows each of them.';

describe('a summary', () => {
  it('is the beginning of a text in whole sentences', () => {
    expect(summaryOf(`<p>${LEAD} ${NEXT}</p>`)).toBe(`${LEAD} ${NEXT}`);
  });

  it('stops where the next whole sentence would make it longer than 320 characters', () => {
    const html = `<p>${LEAD}</p><p>${NEXT}</p><p>${'It goes on and on '.repeat(12)}here it ends.</p>`;
    expect(summaryOf(html)).toBe(`${LEAD} ${NEXT}`);
  });

  it('leaves out a sentence that is too long by itself', () => {
    expect(summaryOf(`<p>${'A long sentence '.repeat(25)}ends. ${NEXT}</p>`)).toBe(NEXT);
  });

  it('takes the sentence that speaks of the title', () => {
    const html = `<p>What a week that was, and how tired we all are now. ${'We did many other things too, of which more some day. '.repeat(3)}</p>
      <p>Gimp 3.0 has a new brush engine with layers and masks.</p>`;
    expect(summaryOf(html, { title: 'Gimp 3.0: new brush engine, layers, masks' })).toContain(
      'brush engine with layers',
    );
  });

  it('takes the sentences nearest to what the author says of the text elsewhere', () => {
    const html = `<p>${LEAD}</p><p>Some of us went by train. It was late again.</p><p>Reproducible builds are now checked nightly on five architectures.</p>`;
    expect(summaryOf(html, { description: 'Nightly checks of reproducible builds on five architectures' })).toContain(
      'Reproducible builds are now checked nightly',
    );
  });

  it('begins behind the names in brackets that stand before the text', () => {
    expect(summaryOf(`<p>(Mary Ellen Lee) ${LEAD} ${NEXT}</p>`)).toBe(`${LEAD} ${NEXT}`);
  });

  it('begins behind what an abstract is announced with', () => {
    expect(summaryOf(`<p>arXiv:2405.01234v1 Announce Type: new Abstract: ${LEAD}</p>`)).toBe(LEAD);
  });

  it('does not begin with a sentence that leans on one which is left out', () => {
    const lost = 'the hall was closed and the lights were out and '.repeat(8);
    expect(summaryOf(`<p>And so ${lost}it rained. One reason may be the storm of last week.</p><p>${LEAD}</p>`)).toBe(
      LEAD,
    );
  });

  it('begins with a sentence about this week, which leans on none', () => {
    const html = `<p>${LEAD}</p><p>${NEXT.repeat(3)}</p><p>This week the fog over the islands lifted for the first time.</p>`;
    expect(summaryOf(html, { title: 'Fog over the islands' })).toContain('This week the fog');
  });

  it('begins with the standfirst', () => {
    const standfirst = 'Why a library in the old town is full of penguins every winter.';
    expect(summaryOf(`<p>${LEAD}</p>`, { standfirst, description: standfirst })).toBe(`${standfirst} ${LEAD}`);
  });

  it('does not say the title again', () => {
    expect(
      summaryOf(`<p>Winter meeting in the library!</p><p>${NEXT}</p>`, { title: 'Winter meeting in the library' }),
    ).toBe(NEXT);
  });
});

describe('a summary leaves out', () => {
  it.each([
    ['a heading', `<h2>What we are going to do.</h2>`],
    ['a caption', `<figure><img src="a.jpg"><figcaption>Ada at the door of the hall.</figcaption></figure>`],
    ['a caption by its class', `<p class="wp-caption-text">Ada at the door of the hall.</p>`],
    [
      'a caption that repeats the alternative text',
      `<p><img src="a.jpg" alt="Ada at the door."></p><p>Ada at the door.</p>`,
    ],
    ['a caption with a credit', `<p>Ada at the door of the hall. (Photo: Grace Hopper)</p>`],
    ['a byline', `<p>By Ada Lovelace</p>`],
    ['a byline in German', `<p>Von Ada Lovelace und Grace Hopper.</p>`, 'de'],
    ['a date line', `<p>Posted on 5 May 2024.</p>`],
    ['a date line in French', `<p>Publié le 5 mai 2024 par Ada.</p>`, 'fr'],
    ['code', `<pre>let x = 1; run(x).</pre>`],
    ['code in a paragraph', `<p>const f = () => run(x);</p>`],
    ['a table of contents', `<ul class="toc"><li>What we did last year.</li></ul>`],
    ['a line of links', `<p><a href="/1">Our first meeting.</a> <a href="/2">Our second meeting.</a></p>`],
    ['footnotes', `<div class="footnotes"><p>As told by those who were there.</p></div>`],
    ['chapters of a recording', `<p>(00:00) Hello.<br>(12:34) Questions and answers.</p>`],
    ['a sentence that was cut off', `<p>And what came after that was so far from what […]</p>`],
    ['a sentence that the feed has cut off', `<p>And what came after that was so far from what …</p>`],
    [
      'a sentence within a bracket of which it is only the end',
      `<p>The hall is in the old town】 as it always was.</p>`,
    ],
    ['a footnote by its number', `<p>[1] As told by those who were there.</p>`],
    ['a footnote by its way back', `<p>As told by those who were there. ↩</p>`],
    ['a call to share', `<p>Share this on your favourite network!</p>`],
    ['a call to subscribe', `<p>Please subscribe to our newsletter to hear more.</p>`],
    ['a call to subscribe in Spanish', `<p>Suscríbete a nuestro boletín de noticias.</p>`, 'es'],
    ['a way to the rest', `<p>You can read more about it on our website.</p>`],
    ['a way to the rest in Italian', `<p>Continua a leggere sul nostro sito.</p>`, 'it'],
    ['the place of first publication', `<p>This post originally appeared on another website.</p>`],
    ['a pointer to the part before', `<p>Those interested by the previous part can read it again.</p>`],
    ['a pointer to the part before in French', `<p>La partie précédente se trouve sur notre site.</p>`, 'fr'],
    ['a pointer to the part before in German', `<p>Wer den ersten Teil verpasst hat, findet ihn im Archiv.</p>`, 'de'],
    ['a pointer to the part before in Dutch', `<p>Het vorige deel staat nog op de website.</p>`, 'nl'],
    ['a pointer to the part before in Portuguese', `<p>A primeira parte está publicada no nosso site.</p>`, 'pt'],
    ['a call to comment', `<p>Share your thoughts on the meeting in the comments, if you will.</p>`],
    ['a rule of the comments', `<p>Comments are moderated, which may take us a day or even two.</p>`],
    ['a credit with an agency', `<p>Photo by Ada Lovelace/Getty Images for the Winter Meeting of 2024.</p>`],
    ['a place of first publication', `<p>Originally published in The Penguin and used with their kind leave.</p>`],
    ['a thanks for reading', `<p>Thanks for reading The Penguin Letter, and see you next week!</p>`],
    ['a call to those who liked it', `<p>If you enjoyed this story, consider telling your friends of it.</p>`],
    ['a call to those who liked it, in French', `<p>Si ce billet vous a plu, parlez-en à vos amis.</p>`, 'fr'],
    ['a call to those who liked it, in German', `<p>Wenn dir der Beitrag gefallen hat, erzähl davon.</p>`, 'de'],
    ['a share button', `<p>Click to share on Mastodon (Opens in new window).</p>`],
    ['a dateline as long as a sentence', `<p>Posted on 5 May 2024 at 10:15 in the evening.</p>`],
    ['a credit at the end of a caption', `<p>The members at the door of the old hall (photo by Grace Hopper).</p>`],
    ['a count of minutes', `<p>Estimated reading time is 5 minutes.</p>`],
    ['a note about cookies', `<p>We use cookies to make your visit to this site a pleasant one.</p>`],
    ['a note about terms', `<p>By going on you agree to our privacy policy and all that is in it.</p>`],
    ['a count of the series', `<p>This is the third in a series of stories about meetings.</p>`],
    [
      "Medium's last line",
      `<p>A meeting was originally published in Penguins on Medium, where people are continuing the conversation by highlighting it.</p>`,
    ],
    ["WordPress's last line", `<p>The post A meeting in winter appeared first on Penguins.</p>`],
    ["WordPress's last line in German", `<p>Der Beitrag Ein Treffen im Winter erschien zuerst auf Pinguine.</p>`, 'de'],
    ["WordPress's last line in Swedish", `<p>Inlägget Ett möte dök först upp på Pingviner.</p>`, 'sv'],
    ['a first contribution', `<p>@ada made their first contribution in #12.</p>`],
    ['a notice of rights', `<p>Copyright 2024 by the winter meeting people.</p>`],
    ['a correction in brackets', `<p>(An earlier version of this said that we meet in the new hall.)</p>`],
    ['what leads on to code', `<p>Before you come along, set the clock of your machine:</p><pre>date -s</pre>`],
    ['a date with a category', `<p>January 29th, 2013 in Meetings</p>`],
    ['a date in Russian', `<p>29 января 2013</p>`, 'ru'],
    [
      'who wrote the mail that is answered',
      `<p>On Tue, May 14, 2024 at 9:31 PM Bob &lt;bob@example.org&gt; wrote:</p>`,
    ],
    ['who wrote the mail that is answered, in French', `<p>Le 14 mai 2024 à 9:31, Bob a écrit :</p>`, 'fr'],
    ['what is quoted of a mail', `<p>&gt; The hall is too cold for us. We should go to the church.</p>`],
    ['a line without a word', `<p>_______________________________________________</p>`],
    ['the armour of a signed mail', `<p>-----BEGIN PGP SIGNED MESSAGE-----</p>`],
    ["a patch's signature", `<p>Signed-off-by: Ada Lovelace and all of the others who were there.</p>`],
    ['a count of amounts', `<p>Preparation time: 20 min.</p>`],
    ['facts side by side', `<p>Director: Ada Lovelace | Runtime: 105 minutes and a break</p>`],
    ['facts one behind the other', `<p>Preparation time: 20 min – Baking time: 40 min</p>`],
    ["phpBB's last line", `<p>Statistics: Posted by Ada — Tue May 14, 2024 9:31 am — Replies 4 — Views 211</p>`],
    ["a podcast's host", `<p>Hosted on Acast. See acast.com/privacy for more information.</p>`],
    [
      "a podcast's host in French",
      `<p>Hébergé par Acast. Visitez acast.com/privacy pour plus d'informations.</p>`,
      'fr',
    ],
    ['who reported and edited', `<p>Reporting by Ada Lovelace in the old town; Editing by Grace Hopper.</p>`],
    ['a good morning', `<p>Good morning to all the readers of our letter.</p>`],
    ['a good day in Polish', `<p>Dzień dobry wszystkim czytelnikom naszego listu.</p>`, 'pl'],
    ['a welcome to the issue', `<p>Welcome to issue #212 of The Penguin Letter, which is read by 4,312 people.</p>`],
    ['a welcome to the episode in German', `<p>Willkommen zur zwölften Folge unserer Sendung über Pinguine.</p>`, 'de'],
    ['that there is more to come', `<p>This is a developing story. Check back for updates.</p>`],
    ['that there is more to pay for', `<p>This is a free preview of a paid post for those who pay.</p>`],
    ['who wrote it, as a sentence', `<p>This post was written by Ada Lovelace, who lives by the sea.</p>`],
    ['who wrote it, as a sentence in Dutch', `<p>Deze blog is geschreven door Ada de Vries uit Gent.</p>`, 'nl'],
    ['a correction with its day', `<p>Correction, May 15: The name of the town was misspelled by us.</p>`],
    ['words in brackets', `<p>[link] [comments]</p>`],
    ['where to learn more', `<p>To learn more about the meeting, visit the guide to our winter.</p>`],
    ['thanks in advance', `<p>Thanks in advance to all of you who know something about this.</p>`],
    ['thanks in advance in Spanish', `<p>Un saludo y gracias de antemano a todos vosotros.</p>`, 'es'],
    ['whose music is heard', `<p>Music: "The Penguin" by Ada Lovelace, who plays all of it herself.</p>`],
    ['a licence alone', `<p>Licensed under Creative Commons: By Attribution 4.0 License.</p>`],
    ['how a picture was taken', `<p>Canon EOS R5 with its 24 mm, f/8, 1/250 s, ISO 100</p>`],
    ['what a sponsor says', `<p>[Sponsor] Acme keeps all of you safe and warm.</p>`],
    ['what a sponsor says in German', `<p>[Anzeige] Acme hält euch alle sicher und warm.</p>`, 'de'],
    ['what is folded away', `<details><summary>Spoiler</summary><p>It was the butler, with the candle.</p></details>`],
    ['whom a mail is for', `<p>This email and any attachments are intended for you alone.</p>`],
    ['what a video wants first', `<p>To watch this video, please accept marketing cookies.</p>`],
    ['what a video wants first, in German', `<p>Um dieses Video zu sehen, musst du Cookies zustimmen.</p>`, 'de'],
    ['a script', `<script>document.write("Hello to all of you.")</script>`],
    ['hidden text', `<p style="display:none">Only a machine can read this.</p>`],
  ])('%s', (_, html, language = 'en') => {
    expect(summaryOf(`${html}<p>${LEAD}</p>`, { language })).toBe(LEAD);
    expect(summaryOf(`<p>${LEAD}</p>${html}`, { language })).toBe(LEAD);
  });
});

describe('a summary leaves out a paragraph about the text itself:', () => {
  it.each([
    ['an update with its day', 'Update (June 3): Some of you wrote to us. We have mended the table.'],
    ['an update with its day in German', 'Update vom 3. Juni 2024: Die Bücherei hat sich inzwischen gemeldet.', 'de'],
    ['an update with its day in French', 'Mise à jour du 3 juin : la bibliothèque nous a répondu hier.', 'fr'],
    ['an update with its day in Spanish', 'Actualización (3 de junio): la biblioteca ha respondido.', 'es'],
    ['an edit', 'EDIT: Thanks for all the comments! I have added some answers at the end.'],
    ['a note', 'Note: I wrote this in 2019 and never published it. It may have become wrong.'],
    ['a note of the translator', 'Translator’s note: This story is of 1836. I have kept the names of the ranks.'],
    ['a note of the translator in Italian', 'Nota del traduttore: il testo originale è del 1921.', 'it'],
    ['a warning of its content', 'Content warning: this post talks about what hurts some of its readers.'],
    ['a warning of its content in German', 'Triggerwarnung: In diesem Text geht es um Gewalt.', 'de'],
    ['a warning of its content in Dutch', 'Let op: dit artikel bevat beelden die schokkend kunnen zijn.', 'nl'],
    ['a warning of spoilers', 'Warning: spoilers for the second winter ahead.'],
    ['a warning of spoilers in Polish', 'Uwaga, spoilery do drugiego sezonu!', 'pl'],
    ['a warning of spoilers in Russian', 'Осторожно, спойлеры ко второму сезону!', 'ru'],
    ['a warning of paid links', 'Disclosure: Some links are paid. If you buy a thing there we earn a little of it.'],
    ['a warning of paid links in Japanese', 'この記事にはプロモーションが含まれています。', 'ja'],
    ['what an editor says first, in Chinese', '编者按：本文作者在农村支教十年。', 'zh'],
    ['who paid for it', "Today's newsletter is brought to you by Acme. Get more for less with the code BRIEF."],
  ])('%s', (_, note, language = 'en') => {
    expect(summaryOf(`<p>${note}</p><p>${LEAD}</p>`, { language })).toBe(LEAD);
  });

  it('unless there is nothing else to tell', () => {
    const note = 'Update (June 3): the winter meeting takes place in the church.';
    expect(summaryOf(`<p>${note}</p>`)).toBe(note);
  });

  it('but not one about an update that is numbered', () => {
    const first = 'Update 2.0 of the library is here: it knows all of our books.';
    expect(summaryOf(`<p>${first}</p><p>${LEAD}</p>`)).toBe(`${first} ${LEAD}`);
  });
});

describe('a summary tells what stands', () => {
  it('in the cells of a table that lays the whole text out', () => {
    const cell = (html: string) => `<table><tr><td>${html}</td></tr></table>`;
    const html = cell(
      `${cell('<p>View this email in your browser</p>')}${cell(`<h1>News</h1><p>${LEAD} ${NEXT}</p>`)}`,
    );
    expect(summaryOf(html)).toBe(`${LEAD} ${NEXT}`);
  });

  it('in no cell of a table beside a text', () => {
    expect(summaryOf(`<p>${LEAD}</p><table><tr><td>${NEXT}</td></tr></table>`)).toBe(LEAD);
  });

  it('in a mail that is preformatted as a whole', () => {
    const html = `<pre>On Mon, 5 May 2025, Bob wrote:\n&gt; Where do we meet?\n\nThe winter meeting of our user group takes\nplace in the old town library.\n\n    Ada</pre>`;
    expect(summaryOf(html)).toBe(LEAD);
  });

  it('as a short question before its answer', () => {
    const question = 'How does a clock know what time it is?';
    expect(summaryOf(`<p>${question} ${LEAD}</p>`, { title: 'The library' })).toBe(`${question} ${LEAD}`);
  });

  it('in a quotation of a mail that is all there is', () => {
    expect(summaryOf('<p>&gt; The hall is too cold for us.</p>')).toBe('> The hall is too cold for us.');
  });

  it('in a picture beside which only stands who submitted it', () => {
    const links = '<a href="/ada">/u/ada</a><br><a href="/1">[link]</a> <a href="/2">[12 comments]</a>';
    const html = `<table><tr><td><img src="a.jpg" alt="The old hall in winter"></td><td>submitted by ${links}</td></tr></table>`;
    expect(summaryOf(html)).toBe('The old hall in winter');
  });

  it('as a short line that trails off before the others', () => {
    expect(summaryOf('<p>An old silent pond…<br>A frog jumps into the pond. Silence again.</p>')).toBe(
      'An old silent pond… A frog jumps into the pond. Silence again.',
    );
  });

  it('nowhere where all of a text is code', () => {
    expect(summaryOf('<pre>let x = 1;\nrun(x);</pre>')).toBe('');
  });
});

describe('a summary tells a sentence that', () => {
  it.each([
    ['begins like a call', 'Share prices of two makers of chips fell after the news of last night.'],
    [
      'begins like a call in German',
      'Werbung im Fernsehen erreicht heute weniger Menschen als noch vor zehn Jahren.',
      'de',
    ],
    ['begins like a call in French', 'Imprimer des livres à la demande coûte aujourd’hui moins cher que prévu.', 'fr'],
    ['begins like a call in Spanish', 'Compartir casa con extraños es normal desde hace años en las ciudades.', 'es'],
    ['begins like a heading', 'Comments in the code of the kernel are older than most of its authors.'],
    ['begins like a list of sources', 'Sources: two people who were there told the paper what had been said.'],
    ['begins like a pointer', 'The first part of the winter was so mild that the lake did not freeze.'],
    ['begins like a note', 'Update: the lake has frozen over after all, and the race takes place.'],
    ['begins like a dateline', 'Released on Friday, the new version reads 20 kinds of files.'],
    [
      'begins like a place of first publication',
      'Originally published in 1998, this novel tells of a winter by the lake.',
    ],
    ['is the short of it', 'TL;DR: we moved all our mail to one server and nobody noticed.'],
    ['speaks of what leads to the rest', 'She hoped to read more books about the sea before the winter was over.'],
    ['speaks of terms', 'The forge has changed its terms of service to please its lawyers this week.'],
    [
      'speaks of how a picture was taken',
      'She took all of them at f/8 and 1/250 s, which is how the old film wants it.',
    ],
    ['says something behind its greeting', 'Hello list, the archive moves to a new machine on Sunday.'],
    ['learns more', 'To learn more about the bees she had to go to Slovenia, and stayed there for a year.'],
    ['speaks of cookies', 'Each of the shops uses cookies before anybody was asked for leave.'],
    ['speaks of a picture', 'A picture by Rembrandt was found under the roof of the old library.'],
    ['speaks of an agency', 'Getty Images has lost its case against the makers of a new machine.'],
    ['shows an element', 'The &lt;dialog&gt; element is now known to all browsers that people use.'],
  ])('%s', (_, sentence, language = 'en') => {
    const told = sentence.replace('&lt;', '<').replace('&gt;', '>');
    expect(summaryOf(`<p>${sentence}</p><p>${LEAD}</p>`, { language })).toBe(`${told} ${LEAD}`);
  });
});

describe('a summary takes for whole a sentence with', () => {
  it.each([
    ['inches', 'The 13" screen of the new laptop is as bright as that of the old one.'],
    ['a smiley', 'All of it went into one bag in the end, to our own surprise :) and relief.'],
    ['letters before its items', 'There are a) apples, b) pears and c) plums for all who come to the hall.'],
    ['a Hebrew abbreviation', 'ד"ר לוי ידבר על תולדות הספרייה בעיר העתיקה ביום שני.', 'he'],
    ['German quotes', 'Die Gruppe „Pinguine im Winter“ trifft sich seit neun Jahren in der Bücherei.', 'de'],
    ['German quotes at its end', 'Der alte Müller sagt am Sonntag zu allen: „Endlich dreht sie sich!“', 'de'],
    ['French quotes at its end', 'Le vieux meunier a dit à tous : « Enfin, le moulin tourne ! »', 'fr'],
    ['Japanese quotes', '先生は「明日も来てください」と皆に言いました。', 'ja'],
  ])('%s', (_, sentence, language = 'en') => {
    expect(summaryOf(`<p>${sentence}</p>`, { language })).toBe(sentence);
    expect(summaryOf(`<p>${sentence}</p><p>${LEAD}</p>`, { language })).toContain(sentence);
  });
});

describe('any text', () => {
  const words = fc.array(fc.constantFrom('meeting', 'library', 'Dr.', 'e.g.', '3.14', 'Ada', 'share', 'the'), {
    minLength: 1,
    maxLength: 30,
  });
  const sentence = fc
    .tuple(words, fc.constantFrom('.', '!', '?', '…', '', ':'))
    .map(([list, end]) => `${list.join(' ')}${end}`);
  const paragraphs = fc.array(
    fc.array(sentence, { maxLength: 4 }).map((list) => list.join(' ')),
    { maxLength: 8 },
  );

  it('has a summary of at most 320 characters, made of what stands in it', () => {
    fc.assert(
      fc.property(paragraphs, (texts) => {
        const summary = summaryOf(texts.map((text) => `<p>${text}</p>`).join(''));
        expect(summary.length).toBeLessThanOrEqual(320);
        const whole = texts.join(' ');
        for (const word of summary.split(/[ ·…]+/).filter(Boolean)) expect(whole).toContain(word);
      }),
    );
  });

  it.each([
    ['letters that are preformatted', `<pre>${'A'.repeat(300_000)}</pre>`],
    ['apertures', `<p>${'f/8 '.repeat(100_000)}</p>`],
  ])('is told in time in proportion to its length, even if it is nothing but %s', (_, html) => {
    const start = performance.now();
    summaryOf(html);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('has the same summary whatever stands behind its first forty sentences', () => {
    const long = `<p>${`${LEAD} ${NEXT} `.repeat(20)}</p>`;
    expect(summaryOf(`${long}<p>And something else altogether.</p>`)).toBe(summaryOf(long));
  });
});
