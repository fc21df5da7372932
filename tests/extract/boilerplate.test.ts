import { describe, expect, it } from 'vitest';
import { furnitureOf } from '../../src/extract/boilerplate.ts';

describe('what stands around a text is known', () => {
  it.each([
    ['a form for alerts', 'en', 'Enter your email address and zip code to set up customized email alerts.'],
    ['a licence', 'en', 'This post is licensed under CC BY 4.0 by the author.'],
    ['a licence in German', 'de', 'Dieser Beitrag steht unter der Lizenz CC BY-SA 4.0.'],
    ['a licence in French', 'fr', 'Cet article est publié sous licence Creative Commons.'],
    ['a licence in Russian', 'ru', 'Эта статья распространяется по лицензии CC BY.'],
    ['where it appeared first', 'en', 'The post Three sails first appeared on Mill diary.'],
    ['where it appeared first, in Russian', 'ru', 'Запись Три паруса впервые появилась Дневник мельницы.'],
    ['where it appeared first, in Ukrainian', 'uk', 'Запис Три вітрила спершу з’явився на Млин.'],
    ['where it appeared first, in Turkish', 'tr', 'Üç yelken yazısı ilk önce Değirmen üzerinde ortaya çıktı.'],
    ['where it appeared first, in Hungarian', 'hu', 'A Három vitorla bejegyzés először Malom-én jelent meg.'],
    ['where it appeared first, in Arabic', 'ar', 'ظهرت المقالة ثلاثة أشرعة أولاً على الطاحونة.'],
    ['where it appeared first, in Hebrew', 'he', 'הפוסט שלושה מפרשים הופיע לראשונה ב-טחנה.'],
    ['where it appeared first, in Korean', 'ko', '세 돛 글은 방앗간에 처음 등장했습니다.'],
    ['where it appeared first, in Vietnamese', 'vi', 'Bài viết Ba cánh buồm đã xuất hiện đầu tiên vào ngày Cối xay.'],
    ['a notice of correction', 'en', '(Corrects 10th paragraph to show the mill is in Leeds, not York.)'],
    ['more elsewhere', 'en', 'For more ideas about small rooms, check out Real Simple.'],
    ['more information elsewhere', 'en', 'For more information about the mill see the site of the trust.'],
    ['more information elsewhere, in Italian', 'it', 'Per maggiori informazioni visitate il nostro sito.'],
    ['a letter that was passed on', 'en', "You're reading The Mill Letter, a weekly newsletter about wind."],
    ['a call to pay', 'en', 'The Mill Letter is a reader-supported publication.'],
    ['what the shop pays', 'en', 'As an Amazon Associate I earn from qualifying purchases.'],
    ['what the shop pays, in French', 'fr', 'Cet article contient des liens affiliés.'],
    ['a guest', 'en', 'This is a guest post by Ada Moss, who grinds lenses in West Point.'],
    ['who wrote it', 'en', 'About the author: Ada Moss lives in West Point and has a dog.'],
    ['whom to follow', 'en', 'Follow Ada Moss on Twitter at @ada.'],
    ['a way to the transcript', 'en', 'READ | Full Transcript'],
    ['a way to the web', 'en', 'View this email in your browser'],
    ['a way out', 'en', 'Unsubscribe | Manage preferences'],
    ['a form for comments', 'en', 'Your email address will not be published.'],
    ['a form for comments in Polish', 'pl', 'Twój adres e-mail nie zostanie opublikowany.'],
    ['a place to discuss it', 'en', 'Discuss on Hacker News.'],
    ['thanks to those who read it before', 'en', 'Thanks to Bob and Cleo for reading drafts of this.'],
    ['where it ran first', 'en', 'This story first ran in May 2014.'],
    ['a wish for next week, in Japanese', 'ja', '来週もよろしくお願いします！'],
    ['who paid for it', 'en', "Today's post is brought to you by Sailcloth Ltd."],
    ['whose opinions it holds', 'en', 'The opinions expressed in this article are of the author alone.'],
    ['whose opinions it holds, in French', 'fr', 'Les opinions exprimées dans cet article n’engagent que leur auteur.'],
    ['a correction', 'en', 'Correction: An earlier version of this article misspelled the name of the mill.'],
    ['a way into an inbox', 'en', 'Join thousands of readers and get our stories in your inbox every week.'],
    ['what becomes of comments', 'en', 'This site uses Akismet to reduce spam.'],
    ['a checksum', 'en', 'SHA256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
    ['a call to those who liked it, in Italian', 'it', 'Ti è piaciuto questo articolo?'],
    ['a call to those who liked it, in Dutch', 'nl', 'Vond je dit artikel leuk?'],
    ['what the shop pays, in German', 'de', 'Als Amazon-Partner verdiene ich an qualifizierten Verkäufen.'],
    ['a call to those who liked it, in Japanese', 'ja', 'この記事が気に入ったらサポートをしてみませんか？'],
    ['a player', 'en', 'Podcast: Play in new window | Download'],
    ['a call to those who liked it, in Polish', 'pl', 'Jeśli podobał Ci się ten wpis, udostępnij go znajomym.'],
    ['a call to those who liked it, in Russian', 'ru', 'Понравилась статья? Поделитесь с друзьями!'],
    ['a call to subscribe, in Ukrainian', 'uk', 'Підписуйтесь на наш телеграм-канал!'],
    ['a thanks for reading, in Japanese', 'ja', '最後までお読みいただきありがとうございました。'],
    ['a greeting in Japanese', 'ja', 'こんにちは、田中です。'],
    ['a greeting in Korean', 'ko', '안녕하세요, 김민수입니다.'],
    ['a place in a calendar of posts, in Japanese', 'ja', 'この記事は風車アドベントカレンダー2024の3日目の記事です。'],
    ['rights in Chinese', 'zh', '本文由小王原创，转载请注明出处。'],
    ['first publication in Chinese', 'zh', '本文首发于我的个人博客。'],
    ['a code to scan, in Chinese', 'zh', '扫描二维码关注我们的公众号'],
    ['another post, in Swedish', 'sv', 'Läs också: Sommarmötet'],
    ['another post, in Greek', 'el', 'Διαβάστε επίσης: Το καλοκαίρι'],
    ['another post, in Hindi', 'hi', 'यह भी पढ़ें: गर्मी की बैठक'],
    ['a credit in Polish', 'pl', 'Fot. Jan Nowak'],
    ['a credit in Finnish', 'fi', 'Kuva: Aino Virtanen'],
  ])('%s', (_, language, text) => {
    expect(furnitureOf(text, language)).not.toBeNull();
  });
});

describe('a line made to be slow', () => {
  it.each([
    ['en', `if you buy ${'through '.repeat(12_000)}`],
    ['zh', `若${'喜欢'.repeat(30_000)}`],
    ['ja', `本記事は${'アドベントカレンダー'.repeat(6_000)}`],
  ])('is judged in good time: %s', (language, line) => {
    furnitureOf('', language);
    const began = performance.now();
    furnitureOf(line, language);
    expect(performance.now() - began).toBeLessThan(200);
  });
});

describe('an author’s own sentence', () => {
  it.each([
    ['is about licences', 'en', 'The dataset is licensed under CC BY and holds ten thousand photos of mills.'],
    ['is about where a word appeared', 'en', 'The term first appeared on a mailing list in the spring of 1998.'],
    ['begins like a way to more', 'en', 'For more than a decade, visitors have asked to see the mill at night.'],
    ['is about reading', 'en', "You're reading the wrong books, my grandmother used to say to us."],
    ['is about what is free', 'en', 'Few believed in the chance of becoming a free city by the end of the year.'],
    [
      'calls people to follow',
      'en',
      'Follow the talk of the sailors on Mastodon and you know what weather is to come.',
    ],
    ['is about joining', 'en', 'Join the two ends of the rope with a knot and pull until it holds.'],
    ['is about opinions', 'en', 'The views from the top of the mill are the best in the whole county.'],
    ['is about licences in Russian', 'ru', 'Этот пост о том, чем лицензия MIT отличается от прочих.'],
    ['is about what appeared first, in Russian', 'ru', 'Мельница впервые появилась на карте города в 1790 году.'],
    ['is about reading, in Chinese', 'zh', '经济学家说，阅读更多书籍让人快乐。'],
    ['is about using something, in Chinese', 'zh', '本文采用实验方法研究风车的效率。'],
    ['is about sharing, in Swedish', 'sv', 'Dela upp degen i fyra bitar och låt dem vila en stund under en duk.'],
  ])('%s', (_, language, text) => {
    expect(furnitureOf(text, language)).toBeNull();
  });
});
