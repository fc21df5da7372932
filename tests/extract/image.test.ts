import { describe, expect, it } from 'vitest';
import { type ImageSources, isDecoration, leadImage } from '../../src/extract/image.ts';
import type { Attachment, Picture } from '../../src/model.ts';

const NONE: ImageSources = { declared: [], alt: null, attachments: [], pictures: [] };

function picture(url: string, size: Partial<Picture> = {}): Picture {
  return { url, alt: '', width: null, height: null, ...size };
}

function hexOf(text: string): string {
  return Buffer.from(text).toString('hex');
}

function attachment(url: string, mimeType: string): Attachment {
  return { url, mimeType, size: null, duration: null, title: null };
}

describe('the picture of an entry', () => {
  const hall = picture('https://blog.example/hall.jpg', { alt: 'The hall' });
  const crowd = picture('https://blog.example/crowd.jpg');

  it('is the one the page or feed names', () => {
    expect(leadImage({ ...NONE, declared: [null, 'https://blog.example/og.jpg'], pictures: [hall] })?.url).toBe(
      'https://blog.example/og.jpg',
    );
  });

  it('is otherwise the enclosure that is an image', () => {
    const attachments = [
      attachment('https://blog.example/talk.mp3', 'audio/mpeg'),
      attachment('https://blog.example/poster.png', 'image/png'),
    ];
    expect(leadImage({ ...NONE, attachments, pictures: [hall] })?.url).toBe('https://blog.example/poster.png');
  });

  it('is otherwise the first of the content', () => {
    expect(leadImage({ ...NONE, pictures: [hall, crowd] })).toEqual(hall);
  });

  it('has the alternative text of the same image in the content, in whatever size', () => {
    const pictures = [crowd, { ...hall, url: 'https://blog.example/hall-300x200.jpg?v=2' }];
    expect(leadImage({ ...NONE, declared: [hall.url], pictures })?.alt).toBe('The hall');
  });

  it('has the alternative text that the page gives it where the content has none', () => {
    const named = { ...NONE, declared: [hall.url], alt: 'The hall from the gallery' };
    expect(leadImage(named)?.alt).toBe('The hall from the gallery');
    expect(leadImage({ ...named, pictures: [hall] })?.alt).toBe('The hall');
    expect(leadImage({ ...named, declared: [null, crowd.url] })?.alt).toBe('');
  });

  it('is not taken for another that the same program serves', () => {
    const pictures = [{ ...hall, url: 'https://blog.example/image?file=hall' }];
    const declared = ['https://blog.example/image?file=crowd'];
    expect(leadImage({ ...NONE, declared, pictures })).toEqual(picture('https://blog.example/image?file=crowd'));
  });

  it('passes over what is only decoration, wherever it is named', () => {
    const avatar = 'https://secure.gravatar.com/avatar/abc';
    expect(
      leadImage({
        ...NONE,
        declared: [avatar],
        attachments: [attachment(avatar, 'image/png')],
        pictures: [picture(avatar), crowd],
      }),
    ).toEqual(crowd);
  });

  it('is an enclosure that only its name tells to be a picture', () => {
    const poster = { ...attachment('https://blog.example/poster.png', ''), mimeType: null };
    expect(leadImage({ ...NONE, attachments: [poster] })?.url).toBe(poster.url);
  });

  it.each([
    ['logo', 'https://blog.example/static/logo.png'],
    ['picture for all posts', 'https://blog.example/og-default-1200x630.jpg?v=2'],
    ['card', 'https://blog.example/assets/social-card.png'],
    ['cover', 'https://static.ghost.org/v5.0.0/images/publication-cover.jpg'],
  ])('is the %s of the site only where there is no other', (_, declared) => {
    expect(leadImage({ ...NONE, declared: [declared], pictures: [hall] })).toEqual(hall);
    expect(leadImage({ ...NONE, declared: [declared] })?.url).toBe(declared);
  });

  it('is none where there are only avatars, icons and trackers', () => {
    expect(
      leadImage({ ...NONE, pictures: [picture('https://blog.example/a.png', { width: 1, height: 1 })] }),
    ).toBeNull();
  });
});

describe('decoration', () => {
  it('is soon known, however long the address', () => {
    expect(isDecoration(picture(`https://blog.example${'/wp-content/plugins/'.repeat(20_000)}`))).toBe(false);
  });

  it.each([
    ['an avatar', picture('https://blog.example/avatars/ada.jpg')],
    ['an icon', picture('https://blog.example/img/icon-mail.svg')],
    ['an icon by the end of its name', picture('https://blog.example/img/rss-feed-icon-16x16.png')],
    ['a build badge', picture('https://img.shields.io/badge/build-passing-green.svg')],
    ['an emoji image', picture('https://s.w.org/images/core/emoji/15/72x72/1f600.png')],
    ['an emoji by its alternative text', picture('https://cdn.example/x.png', { alt: '🎉' })],
    ['a smiley', picture('https://blog.example/smilies/icon_smile.gif')],
    ['a tracking pixel', picture('https://pixel.wp.com/b.gif?post=1')],
    ['a feed counter', picture('https://feeds.feedburner.com/~r/blog/~4/abc')],
    ['an advertisement', picture('https://ads.example.com/300.jpg')],
    ['a share button', picture('https://blog.example/share.png')],
    ['a blank that waits for a late picture', picture('https://blog.example/blank.gif')],
    ['a small picture', picture('https://blog.example/x.jpg', { width: 64, height: 64 })],
    ['a thin line', picture('https://blog.example/x.jpg', { width: 600, height: 3 })],
    ['no address', picture('not an address')],
    ['the address of the site', picture('https://blog.example')],
    ['the portrait of an account', picture('https://avatars.githubusercontent.com/u/583231?v=4')],
    ['a portrait in a folder of them', picture('https://pbs.twimg.com/profile_images/77/kim_normal.jpg')],
    ['a portrait whose address says how small it is', picture('https://lh3.googleusercontent.com/a/XYZ=s96-c')],
    ['a file whose name says how small it is', picture('https://blog.example/kim-48x48.jpg')],
    ['a file asked for in a small size', picture('https://img.example/kim.jpg?width=40&fit=crop')],
    ['the badge of a licence', picture('https://i.creativecommons.org/l/by/4.0/88x31.png')],
    ['a badge by its name', picture('https://git.example/kim/kite/coverage-badge.svg')],
    ['a button for patrons', picture('https://cdn.example/become_a_patron_button.png')],
    ['a counter of visits', picture('https://count.example/matomo.php?idsite=3&rec=1')],
    ['a counter of readers', picture('https://ssl-vg03.met.vgwort.de/na/0f3c')],
    [
      'a badge behind a proxy',
      picture(`https://camo.githubusercontent.com/1db4/${hexOf('https://travis-ci.org/a/b.svg')}`),
    ],
    ['a portrait behind a proxy', picture('https://img.example/?url=https%3A%2F%2Fwww.gravatar.com%2Fkim&w=640')],
    ['a square of 72 pixels', picture('https://bp.example/-x/AAA/s72-c/hall.jpg')],
    ['the button of a player', picture('https://blog.example/wp-content/plugins/powerpress/play_audio.png')],
    ['a formula', picture('https://s0.wp.com/latex.php?latex=e%5E2')],
  ])('is %s', (_, decoration) => {
    expect(isDecoration(decoration)).toBe(true);
  });

  it.each([
    ['a photo', picture('https://blog.example/2024/05/hall.jpg', { width: 800, height: 600 })],
    ['a photo of unknown size', picture('https://blog.example/2024/05/hall.jpg')],
    ['a file whose name only contains such a word', picture('https://blog.example/loading-the-truck.jpg')],
    ['a picture of silicon', picture('https://blog.example/silicon.jpg')],
    ['a file named after icons that it shows', picture('https://blog.example/redrawing-the-icons-of-gnome.png')],
    ['a photo of a badge', picture('https://blog.example/speaker-badge-2031.jpg')],
    ['a film about avatars', picture('https://blog.example/avatar-night-at-the-open-air.jpg')],
    ['a large icon', picture('https://blog.example/icons/kite.png', { width: 900, height: 900 })],
    ['a chart from the host of statistics', picture('https://stats.example.org/c.png', { width: 800, height: 450 })],
    ['a picture of wide format', picture('https://blog.example/kite-16x9.jpg')],
    ['a photo behind a proxy', picture('https://img.example/fit-in/640x0/https://blog.example/2024/hall.jpg')],
    ['a folder named like a size', picture('https://blog.example/s12/photo.jpg')],
    ['a card of the post itself', picture('https://blog.example/2024/kites/social-card.png')],
    ['a folder of short letters', picture('https://cdn.example/ad/93/photo.jpg')],
  ])('is not %s', (_, wanted) => {
    expect(isDecoration(wanted)).toBe(false);
  });
});
