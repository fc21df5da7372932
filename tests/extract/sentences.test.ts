import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitSentences } from '../../src/extract/sentences.ts';

function sentencesOf(text: string, language: string | null = 'en'): string[] {
  return splitSentences(text, language).map((sentence) => sentence.trim());
}

describe('a sentence ends', () => {
  it.each([
    ['at a full stop', 'en', 'It works. We ship it.', ['It works.', 'We ship it.']],
    ['at a question or exclamation mark', 'en', 'Really? Yes! Good.', ['Really?', 'Yes!', 'Good.']],
    ['at an ellipsis before a capital', 'en', 'We waited… Nothing came.', ['We waited…', 'Nothing came.']],
    [
      'behind the quotes and brackets that close with it',
      'en',
      'He said “no.” (So did I.) We left.',
      ['He said “no.”', '(So did I.)', 'We left.'],
    ],
    ['behind the space of a French mark', 'fr', 'Quelle fête ! Merci à tous.', ['Quelle fête !', 'Merci à tous.']],
    ['behind German quotes', 'de', '„Sie dreht sich.“ Alle jubeln.', ['„Sie dreht sich.“', 'Alle jubeln.']],
    ['behind quotes that point inwards', 'da', '»Den drejer.« Alle jubler.', ['»Den drejer.«', 'Alle jubler.']],
    ['behind French quotes', 'fr', 'Il a dit « merci. » Nous aussi.', ['Il a dit « merci. »', 'Nous aussi.']],
    ['before a Spanish opening mark', 'es', 'Ya está. ¿Quién viene?', ['Ya está.', '¿Quién viene?']],
    ['at a Chinese full stop, without a space', 'zh', '我们来了。大家好！', ['我们来了。', '大家好！']],
    ['behind a Japanese bracket', 'ja', '「はい。」彼は言った。', ['「はい。」', '彼は言った。']],
    [
      'behind a Chinese quote of several sentences',
      'zh',
      '她说：“下雨了。我们回家。”大家都笑了。',
      ['她说：“下雨了。我们回家。”', '大家都笑了。'],
    ],
    ['behind a bracket that is never closed', 'ja', '「雨です。帰ります。', ['「雨です。', '帰ります。']],
    ['at a short word that is none shortened', 'sv', 'Det var bra. Sedan åt vi.', ['Det var bra.', 'Sedan åt vi.']],
    ['at a number that is no ordinal', 'en', 'The bus is number 5. Take it.', ['The bus is number 5.', 'Take it.']],
    [
      'at a shortened country, before a word that begins one',
      'en',
      'It is in the U.S. For now.',
      ['It is in the U.S.', 'For now.'],
    ],
    ['at a short form with an apostrophe', 'en', "He said he can't. Bring soup.", ["He said he can't.", 'Bring soup.']],
    ['at "usw."', 'de', 'Bringt Brot, Suppe usw. Wir essen.', ['Bringt Brot, Suppe usw.', 'Wir essen.']],
    ['at "etc.", before a word that begins one', 'en', 'Bring soup, etc. We eat.', ['Bring soup, etc.', 'We eat.']],
    [
      'at the "year" behind a Russian one, before a word that begins one',
      'ru',
      'Он родился в 1799 г. В Лицей он пришёл мальчиком.',
      ['Он родился в 1799 г.', 'В Лицей он пришёл мальчиком.'],
    ],
    [
      'at the "year" behind a Polish one, before a word that begins one',
      'pl',
      'Dom powstał w 2024 r. W środku jest kino.',
      ['Dom powstał w 2024 r.', 'W środku jest kino.'],
    ],
    ['at the end of the text, whatever stands there', 'en', 'It works. Soon', ['It works.', 'Soon']],
  ])('%s', (_, language, text, sentences) => {
    expect(sentencesOf(text, language)).toEqual(sentences);
  });
});

describe('a sentence goes on', () => {
  it.each([
    ['after a title', 'en', 'Dr. Smith and Mrs. Jones spoke.'],
    ['after an initial', 'en', 'J. R. R. Tolkien wrote it.'],
    ['after a shortened country', 'en', 'The U.S. Senate voted.'],
    ['after a numbered thing', 'en', 'See No. 5 of the list.'],
    ['in a decimal', 'en', 'Version 3.14 costs $2.50 today.'],
    ['in an address', 'en', 'Read www.example.org/a.html now.'],
    ['after an ellipsis before a small letter', 'en', 'Well... maybe.'],
    ['after a question that somebody is said to ask', 'en', '“Why?” she asked.'],
    ['after a German ordinal', 'de', 'Am 25. August treffen wir uns.'],
    ['after a German doctorate', 'de', 'Es spricht Prof. Dr. med. Anna Lee.'],
    ['after the "year" behind a Russian one, before a name', 'ru', 'В 2024 г. Москва росла.'],
    ['after an Indian sum', 'en', 'It costs Rs. 500 at the door.'],
    ['after a German abbreviation', 'de', 'Wir nutzen z.B. Emacs bzw. Vim.'],
    ['after an Italian title with its article', 'it', 'Parlano l’avv. Bianchi e dell’ing. Rossi la figlia.'],
    ['after the Spanish for a shortened country', 'es', 'Vive en EE. UU. desde 2010 con su hija.'],
    ['after a German price', 'de', 'Eintritt: 12 €, erm. 8 € an der Kasse.'],
    ['after a French abbreviation', 'fr', 'Rendez-vous av. Foch chez M. Martin.'],
    ['after a Dutch abbreviation', 'nl', 'Neem o.a. Brood en evt. Kaas mee.'],
    ['after a day and its month in figures', 'de', 'Das Fest am 3.5. Auf dem Markt ist frei.'],
    ['after a German street', 'de', 'Kommt in die Goethestr. 12 nach Kassel.'],
    ['after a Swedish hour', 'sv', 'Mötet börjar kl. 19 i Malmö.'],
    ['after a Danish abbreviation', 'da-DK', 'Vi viser bl.a. Krita og ca. 20 andre.'],
    ['after a Norwegian ordinal', 'nb', 'Den 17. Mai er en fest.'],
    ['after a Finnish abbreviation', 'fi', 'Puhujana on esim. Liisa Laine.'],
    ['after a Polish street and hour', 'pl', 'Zapraszamy na ul. Długą o godz. 17 w sobotę.'],
    ['after a Czech abbreviation', 'cs', 'Sejdeme se na nám. Svobody, např. Brno to zná.'],
    ['after a Hungarian ordinal', 'hu', 'A 3. Kerületben lakik.'],
    ['after a Turkish ordinal and title', 'tr', 'Bu 3. Toplantıda Doç. Dr. Kaya konuşacak.'],
    ['after a Russian street and town', 'ru', 'Ждём вас на ул. Гоголя в г. Омске.'],
    ['after a Ukrainian name shortened', 'uk', 'Зустріч у парку ім. Шевченка на просп. Миру.'],
    ['after a Greek title', 'el', 'Μιλά ο δρ. Νικολάου στην Πάτρα.'],
    ['after a Hindi title', 'hi', 'डॉ. वर्मा कल बोलेंगे।'],
    ['in what a Japanese sentence quotes', 'ja', '母は「雨だ。早く帰ろう」と電話で言った。'],
    ['behind what a Japanese sentence quotes', 'ja', '母は「雨だ。早く帰ろう。」と電話で言った。'],
    ['in the brackets of a Japanese sentence', 'ja', '新しい本（来月発売。予約可。）の表紙です。'],
    ['after an English abbreviation in another language', 'it', 'Parla Mr. Brown di Acme Inc. Roma.'],
  ])('%s', (_, language, text) => {
    expect(sentencesOf(text, language)).toEqual([text]);
  });
});

describe('any text', () => {
  const text = fc
    .array(
      fc.constantFrom(
        'a',
        'B',
        'Dr',
        '25',
        '.',
        '!',
        '…',
        '?',
        ' ',
        '  ',
        '\u00a0',
        '»',
        '«',
        '"',
        ')',
        '。',
        '中',
        'é',
        '\n',
        '😀',
      ),
    )
    .map((parts) => parts.join(''));
  const language = fc.constantFrom('en', 'fr', 'de', 'zh', 'xx', null);

  it('is given back by its sentences joined', () => {
    fc.assert(
      fc.property(text, language, (whole, tag) => {
        expect(splitSentences(whole, tag).join('')).toBe(whole);
      }),
    );
  });

  it('has no empty sentence', () => {
    fc.assert(
      fc.property(text, language, (whole, tag) => {
        expect(splitSentences(whole, tag)).not.toContain('');
      }),
    );
  });

  it('is split no further when a sentence is split again', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 6, mode: 'sentences' }), (whole) => {
        for (const sentence of splitSentences(whole, 'en')) expect(splitSentences(sentence, 'en')).toEqual([sentence]);
      }),
    );
  });
});
