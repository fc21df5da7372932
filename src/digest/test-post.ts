import type { Entry } from '../model.ts';

/** A test, or filler, that goes on for longer has something to say. */
const TEST_WORDS = 120;
/** So has a text under a title that a test has and others have too. */
const LIKELY_TEST_WORDS = 25;

/** "A test", where languages have it in other words: en, fr, de, es and it, pt, nl, sv, da and no, pl, ru. */
const A_TEST =
  '(?:an? )?test|(?:un )?(?:simple )?(?:test|essai)|(?:ein )?(?:kleiner )?test|(?:una? )?(?:simple )?(?:prueba|prova)|' +
  '(?:um )?(?:simples )?teste|(?:een )?test|ett? test|тест';
/** The same as a name for a post. */
const TEST_POST =
  '(?:an? )?test(?:ing)? (?:post|message|page|entry|article|blog)|sample post|(?:blog|article) test|' +
  '(?:un )?(?:article|billet|message|post) de test|' +
  '(?:ein )?test-?(?:beitrag|artikel|eintrag|post)|' +
  '(?:una? )?(?:entrada|artículo|mensaje|publicación|post) de prueba|(?:un )?(?:post|articolo|messaggio) di (?:prova|test)|' +
  '(?:um(?:a)? )?(?:post|postagem|artigo|publicação|mensagem) de teste|(?:een )?test-?(?:bericht|artikel)|' +
  '(?:ett? )?test-?(?:inlägg|indlæg|innlegg)|testowy (?:wpis|post)|wpis testowy|' +
  'тестов(?:ый пост|ая запись|ое сообщение)|テスト(?:投稿|記事)|(?:测试|測試)(?:文章|帖子?|博文)';
const THIS_IS =
  'this is|ceci est|(?:dies|das|hier) ist|est[ao] es|quest[ao] è|ist[oa] é|est[ea] é|dit is|dett?[ae]? (?:är|er)|to jest|это';
const JUST =
  'just|only|merely|juste|seulement|nur|bloß|s[oó]lo|solamente|soltanto|apenas|só|slechts|alleen|bara|bare|kun|tylko|просто';
const IGNORE = '(?:please |pls )?(?:ignore|disregard)';

/** What blogs are tested for. */
const TESTED =
  "(?:(?:the|my|our|this|new|du|de|des|le|la|mon|nouveau|del|dell[’']|da|do|mein|neue[rsn]?|das|den|der) ?)*" +
  '(?:rss|atom|feeds?|flux|blog|planet|syndication|website|site|setup|theme)';

const TEST_TITLE = new RegExp(
  `^\\W*(?:(?:(?:${THIS_IS}) (?:(?:${JUST}) )?(?:testing|${A_TEST})|(?:(?:${JUST}) )?(?:${TEST_POST})|` +
    `(?:just |only )?(?:a |an )?test(?:ing)? 123|test(?:ing)?(?=\\W+${IGNORE}))(?:\\W+${IGNORE}(?: (?:this|me))?)?|` +
    `${IGNORE}(?: (?:this|me))?)[\\W\\d]*$|^\\s*\\[test(?:ing)?\\]`,
  'iu',
);
const LIKELY_TEST_TITLE = new RegExp(
  `^\\W*(?:(?:(?:${JUST}) )?(?:a |an )?test(?:ing)?(?:\\W+test(?:ing)?)*|test(?:ing)? ${TESTED}(?: (?:rss|feed|blog|setup))*|` +
    'untitled|essai|prueba|prova|teste|testbericht|foo bar(?: baz)?|тест|テスト|测试|測試|hello,? world|' +
    'bonjour (?:tout le|le) monde|hallo,? welt|¡?hola,? mundo|ciao,? mondo|olá,? mundo|hallo,? wereld)[^\\p{L}]*$',
  'iu',
);
const SAID_TO_BE_TEST = new RegExp(
  `(?<!\\p{L})(?:(?:${THIS_IS}) (?:(?:${JUST}) )?(?:${A_TEST})|(?:${JUST}) (?:testing|${A_TEST})|please (?:ignore|disregard)|` +
    `(?:ignore|disregard) this|(?:${TEST_POST}))(?!\\p{L})|これはテスト`,
  'iu',
);
/** Whoever says so of a few words, and of nothing that is tested, needs no title that says it too. */
const SAID_TO_BE_TEST_POST = new RegExp(
  `(?<!\\p{L})(?:(?:(?:${THIS_IS}) (?:(?:${JUST}) )?(?:${A_TEST})|^\\W*(?:${JUST}) (?:testing|${A_TEST}))(?=[.!,]|\\s*$| to )|` +
    `please (?:ignore|disregard) this|(?:${THIS_IS}) (?:(?:${JUST}) )?(?:${TEST_POST})(?!\\p{L}))`,
  'iu',
);
const FILLER =
  /^\W*(?:lorem ipsum|welcome to (?:hexo|ghost|jekyll)\b|(?:welcome|bienvenue|willkommen|bienvenid[oa]s?|te damos la bienvenida|benvenut[oi]|bem-vind[oa]s?|welkom|välkommen|velkommen|witamy|witaj|добро пожаловать) .{0,20}wordpress(?! \d))|this is your (?:very )?first post|you['’]ll find this post in your .?_posts|write your post content here/iu;

/** Whether a post was only written to see whether posts appear, or is what an engine of blogs came with. */
export function isTestPost({ title, summary, words }: Pick<Entry, 'title' | 'summary' | 'words'>): boolean {
  if (words >= TEST_WORDS) return false;
  if (TEST_TITLE.test(title) || FILLER.test(summary)) return true;
  const isTitled = LIKELY_TEST_TITLE.test(title);
  if (words < LIKELY_TEST_WORDS) return isTitled || SAID_TO_BE_TEST_POST.test(summary);
  return isTitled && SAID_TO_BE_TEST.test(summary);
}
