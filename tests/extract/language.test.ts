import { describe, expect, it } from 'vitest';
import { languageOf } from '../../src/extract/language.ts';

const SAMPLES = {
  en: 'We are happy to announce that the next meeting will be in the library, and that everybody is welcome to join us.',
  fr: 'Nous sommes heureux de vous annoncer que la prochaine réunion aura lieu dans la bibliothèque avec tous les membres.',
  de: 'Wir freuen uns, dass das nächste Treffen in der Bibliothek stattfindet und alle dabei sein können, auch ohne Anmeldung.',
  es: 'Nos alegra anunciar que la próxima reunión será en la biblioteca y que todos los socios están invitados a participar.',
  it: 'Siamo felici di annunciare che il prossimo incontro si terrà nella biblioteca e che tutti sono invitati a partecipare.',
  pt: 'Temos o prazer de anunciar que a próxima reunião será na biblioteca e que todos os sócios são convidados, não só alguns.',
  nl: 'We zijn blij dat de volgende bijeenkomst in de bibliotheek is en dat iedereen van harte welkom is om mee te doen.',
  sv: 'Vi är glada att nästa möte blir på biblioteket och att alla är välkomna, även de som inte har anmält sig till det.',
  pl: 'Z radością informujemy, że następne spotkanie jest w bibliotece i że nie trzeba się zapisywać, bo są wolne miejsca.',
  ja: '次の会議は図書館で開かれます。皆さんの参加をお待ちしています。',
  zh: '我们很高兴地宣布，下一次会议将在图书馆举行，欢迎大家参加。',
  ko: '다음 모임은 도서관에서 열립니다. 모두 환영합니다.',
  ru: 'Следующая встреча пройдёт в библиотеке, приглашаем всех.',
  el: 'Η επόμενη συνάντηση θα γίνει στη βιβλιοθήκη.',
  uk: 'Наступна зустріч відбудеться у бібліотеці, її відвідають усі охочі.',
  be: 'Наступная сустрэча пройдзе ў бібліятэцы, запрашаем усіх ахвотных.',
  bg: 'Следващата среща ще бъде в библиотеката, тъй като залата е свободна.',
  sr: 'Следећи састанак ће бити у библиотеци и сви су позвани.',
  mk: 'Следната средба ќе биде во библиотеката и сите се поканети.',
  fa: 'نشست بعدی گروه در کتابخانه برگزار می‌شود و همه می‌توانند بیایند.',
  ur: 'اگلی ملاقات کتب خانے میں ہوگی اور سب کو دعوت ہے۔',
  vi: 'Buổi gặp tiếp theo sẽ diễn ra ở thư viện, mời tất cả mọi người đến dự.',
  kk: 'Келесі кездесу кітапханада өтеді, бәріңізді шақырамыз.',
  hi: 'अगली बैठक पुस्तकालय में होगी और सभी का स्वागत है।',
  mr: 'पुढची हिवाळी बैठक ग्रंथालयात होईल आणि सर्वांचे स्वागत आहे.',
  bn: 'পরের সভা গ্রন্থাগারে হবে, সবাইকে স্বাগত।',
  ta: 'அடுத்த கூட்டம் நூலகத்தில் நடைபெறும்.',
  ka: 'შემდეგი შეხვედრა ბიბლიოთეკაში გაიმართება.',
  hy: 'Հաջորդ հանդիպումը տեղի կունենա գրադարանում։',
  am: 'ቀጣዩ ስብሰባ በቤተ መጻሕፍት ይካሄዳል።',
  ar: 'سيعقد الاجتماع القادم في المكتبة، والجميع مدعوون.',
} as const;

describe('the language of a text', () => {
  it.each(Object.entries(SAMPLES))('%s is told from the text alone', (language, text) => {
    expect(languageOf(text, null)).toBe(language);
  });

  it.each([
    ['en', 'A new library was opened by the mayor.'],
    ['de', 'Der Eintritt kostet nichts, und wir freuen uns.'],
    ['fr', 'Une nouvelle bibliothèque pour le quartier des peintres.'],
    ['it', 'È stata aperta la nuova biblioteca della città.'],
    ['cs', 'Nový film vypráví o chlapci, který sbírá zvuky. Je to tichý snímek.'],
  ])('%s is told from the few words of a short text', (language, text) => {
    expect(languageOf(text, null)).toBe(language);
  });

  it.each([
    ['one word of it', 'Meeting the Beatles'],
    ['words that languages share', 'De la Cruz en Amsterdam'],
  ])('is not told by %s', (_, text) => {
    expect(languageOf(text, null)).toBeNull();
  });

  it.each(Object.entries(SAMPLES))('%s is told although the feed declares another', (language, text) => {
    expect(languageOf(text, language === 'en' ? 'fr' : 'en')).toBe(language);
  });

  it.each([
    ['its region is kept', SAMPLES.en, 'en-GB', 'en-GB'],
    ['its underscore is mended', SAMPLES.fr, 'fr_CH', 'fr-CH'],
    ['its case is mended', SAMPLES.de, 'DE', 'de'],
    ['its script fits the text', SAMPLES.ru.replace('ё', 'е'), 'uk', 'uk'],
    ['it is Chinese of another script', SAMPLES.zh, 'zh-TW', 'zh-TW'],
    ['the text is too short to speak against it', 'Bonjour à tous', 'de', 'de'],
    ['the text has no letters', '→ 12 → 😀', 'en', 'en'],
    ['the text only names something of a neighbour', 'Мы были в городе, где вышла книга «Мій Київ».', 'ru', 'ru'],
    ['the text only has names of another language', 'Chef Nguyễn Văn Đức serves phở by the old mill', 'en', 'en'],
    ['its region is that of the neighbour', SAMPLES.ru, 'ru-UA', 'ru-UA'],
    ['its words are not known', 'Ni ĝojas inviti vin al la venonta kunveno de la klubo', 'eo', 'eo'],
  ])('is the declared one where %s', (_, text, declared, language) => {
    expect(languageOf(text, declared)).toBe(language);
  });

  it.each(['ja', 'ru', 'zh-CN', 'ar'])('is not the declared %s where the text is in Latin script', (declared) => {
    expect(languageOf(SAMPLES.en, declared)).toBe('en');
    expect(languageOf('Ni ĝojas inviti vin al la venonta kunveno', declared)).toBe(declared);
  });

  it('is the declared Serbian in Latin script, too', () => {
    expect(languageOf('Sledeći sastanak će biti u biblioteci i svi su pozvani da dođu sa nama.', 'sr')).toBe('sr');
  });

  it.each([
    ['cs', 'Zimní setkání v knihovně, přednáška o majácích.'],
    ['tr', 'Kış toplantımız eski kütüphanede, giriş ücretsizdir.'],
    ['lt', 'Žiemos susitikimas vyks bibliotekoje, įėjimas nemokamas, visų laukiame.'],
    ['ro', 'Ședința de iarnă a fost condusă de președinte.'],
    ['pt', 'Chegou nova versão com correções.'],
  ])('is %s where a few words have its letters', (language, text) => {
    expect(languageOf(text, null)).toBe(language);
  });

  it.each([
    ['the text is too short', 'Hello', null],
    ['the declared one is no tag', '1234', 'english (US)'],
    ['the declared one says that nobody knows', 'Hello', 'und'],
    ['the declared one stands for several', 'Hello', 'mul'],
    ['the declared one is a word', 'Hello', 'English'],
    ['the declared one is of a country', 'Hello', 'jp'],
    ['there is no text', '', ''],
    ['there are no letters', '😀', null],
  ])('is unknown where %s', (_, text, declared) => {
    expect(languageOf(text, declared)).toBeNull();
  });
});
