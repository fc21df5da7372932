import { describe, expect, it } from 'vitest';
import { noiseIn } from '../../src/digest/noise.ts';
import type { CandidateEntry } from '../../src/digest/selection.ts';
import { candidate } from './candidates.ts';

const noise = (change: Partial<CandidateEntry>) => noiseIn(candidate(1, 'a', change).entry);

describe('noiseIn', () => {
  it.each<[string, Partial<CandidateEntry>]>([
    ['no text', { words: 0 }],
    ['a word', { words: 1, summary: 'Soon' }],
  ])('finds %s empty', (_, change) => {
    expect(noise(change)).toBe('it has neither text nor picture');
  });

  it.each<[string, Partial<CandidateEntry>]>([
    ['a picture', { words: 0, image: { url: 'https://a.example/p.jpg', alt: '', width: null, height: null } }],
    [
      'a recording',
      {
        words: 0,
        attachments: [{ url: 'https://a.example/1.ogg', mimeType: null, size: null, duration: null, title: null }],
      },
    ],
    ['three words', { words: 3 }],
  ])('lets %s pass', (_, change) => {
    expect(noise(change)).toBeNull();
  });

  it.each([
    'Test',
    'test post 2',
    'This is a test',
    'Testing!',
    'Hello world!',
    'Bonjour tout le monde !',
    'Hallo Welt',
    '¡Hola, mundo!',
    'Please ignore',
    'Test post, please ignore',
    'Testing 1 2 3',
    'Testing, testing',
    '[test] The new theme',
    'Тест',
    'テスト',
    'Testpost',
    'Testbeitrag 2',
    'Testinlägg',
    'Billet de test',
    'Artículo de prueba',
    'Post de teste',
    'Dit is een test',
    'Testowy wpis',
    'Тестовый пост',
    '测试文章',
    'Testing the RSS feed',
    'Test du flux RSS',
    'Please disregard',
  ])('knows "%s" for a test', (title) => {
    expect(noise({ title, words: 15 })).toBe('it is a test post');
  });

  it.each(['test post 2', 'This is a test', 'Please ignore'])('knows "%s" for a test, though it goes on', (title) => {
    expect(noise({ title, words: 90 })).toBe('it is a test post');
  });

  it('knows a longer test that says it is one', () => {
    const summary = 'This is a test of the new feed, with a picture and a list.';
    expect(noise({ title: 'Test', summary, words: 60 })).toBe('it is a test post');
  });

  it.each([
    'This is a test post to see whether the new mill turns.',
    'Nothing yet. Please ignore this.',
    'Questo è un post di prova.',
    'Nur ein Test.',
    'Isto é apenas um teste.',
    'Detta är ett test.',
    'Ceci est un simple test.',
  ])('knows a few words for a test that say so: %s', (summary) => {
    expect(noise({ title: 'My first post', summary, words: 12 })).toBe('it is a test post');
  });

  it.each([
    ['a long "Hello world"', { title: 'Hello, world', words: 400 }],
    ['a short post on testing', { title: 'Testing', summary: 'How we test our kettles before they leave.', words: 50 }],
    ['a post about tests', { title: 'Testing in the open', words: 40 }],
    ['a protest', { title: 'Protest post', words: 40 }],
    ['a few words on testing', { title: 'Kettles', summary: 'In May we only test kettles.', words: 6 }],
    ['a German review', { title: 'Testbericht: der neue Kessel', words: 15 }],
    ['a few words on a band', { title: 'Foo', summary: 'Foo Fighters play tonight.', words: 4 }],
    ['a quiz', { title: 'Teste dich selbst', words: 15 }],
    ['a test of something', { title: 'The fair', summary: 'This is a test of patience.', words: 6 }],
  ])('lets %s pass', (_, change) => {
    expect(noise(change)).toBeNull();
  });

  it.each([
    'Lorem ipsum dolor sit amet.',
    'Welcome to WordPress. This is your first post. Edit or delete it, then start writing!',
    'Welcome to Hexo! This is your very first post.',
    'You’ll find this post in your _posts directory.',
    'Bienvenido a WordPress. Esta es tu primera entrada. Edítala o bórrala, ¡luego empieza a escribir!',
  ])('knows filler text for a test: %s', (summary) => {
    expect(noise({ words: 60, summary })).toBe('it is a test post');
  });

  const newsletter = { title: 'Our newsletter is out', words: 30 };

  it.each([
    ['on the same site', 'https://www.a.example/newsletter/12'],
    ['at a newsletter service', 'https://blog-a.substack.com/p/12'],
    ['at a form to subscribe', 'https://eepurl.com/a1'],
    ['where it is leafed through', 'https://issuu.com/a/docs/12'],
  ])('knows a post that only points to its own newsletter %s', (_, link) => {
    expect(noise({ ...newsletter, links: [link] })).toBe("it only points to its blog's own newsletter");
  });

  it.each<[string, Partial<CandidateEntry>]>([
    ['in Dutch', { title: 'Nieuwsbrief', links: ['https://a.example/nieuwsbrief/12'] }],
    ['in Swedish', { title: 'Nyhetsbrev', links: ['https://a.example/2014/12'] }],
    ['in German', { title: 'Infobrief', links: ['https://a.example/2014/12'] }],
    [
      'that is only beginning',
      { title: 'Something new', summary: 'I have a newsletter now.', links: ['https://a.example/subscribe'] },
    ],
    ['that does not call itself one', { title: 'The August issue', links: ['https://us1.campaign-archive.com/?id=1'] }],
  ])('knows a newsletter %s', (_, change) => {
    expect(noise({ words: 20, ...change })).toBe("it only points to its blog's own newsletter");
  });

  it.each<[string, Partial<CandidateEntry>]>([
    ['a pointer to the newsletter of others', { ...newsletter, links: ['https://b.example/newsletter'] }],
    ['a post that tells what is in it', { ...newsletter, words: 300, links: ['https://a.example/newsletter/12'] }],
    [
      'a notice about mailing lists with a link to their archive',
      { title: 'Mailing lists have a new home', words: 35, links: ['https://a.example/lists/'] },
    ],
    [
      'news that ends in a call to subscribe',
      { title: 'New kettle', summary: 'It boils. Subscribe for more.', words: 30, links: ['https://a.example/kettle'] },
    ],
    [
      'news that names the newsletter besides',
      {
        title: 'New kettle',
        summary: 'It boils. The newsletter has more.',
        words: 30,
        links: ['https://a.example/kettle', 'https://a.example/newsletter'],
      },
    ],
    [
      'a post on how a newsletter is made',
      { title: 'How we write our newsletter', words: 35, links: ['https://a.example/tools'] },
    ],
    [
      'a call to enrol in a course',
      {
        title: 'Iscriviti al corso',
        summary: 'Iscriviti al corso di bolliture.',
        words: 12,
        links: ['https://a.example/corso'],
      },
    ],
    ['the season tickets of a theatre', { title: 'Abonnements', words: 12, links: ['https://a.example/saison'] }],
    ['the release of a blog engine', { summary: 'Welcome to WordPress 7.1, which is faster.', words: 30 }],
    ['a short post with a link', { title: 'Tea', words: 30, links: ['https://a.example/tea'] }],
  ])('lets %s pass', (_, change) => {
    expect(noise(change)).toBeNull();
  });
});
