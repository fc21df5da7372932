import { describe, expect, it } from 'vitest';
import { LAST } from '../../../src/extract/series/numbers.ts';
import { type PartKind, readPart } from '../../../src/extract/series/part.ts';

describe('readPart', () => {
  it.each<[string, PartKind, number, string]>([
    ['Day 2 at open.conf in Perth', 'day', 2, 'open.conf in Perth'],
    ['Day two at open.conf, the keynotes', 'day', 2, 'open.conf'],
    ['The second day of camp', 'day', 2, 'camp'],
    ['Last day at open.conf', 'day', LAST, 'open.conf'],
    ['open.conf: day 3 – kernels', 'day', 3, 'open.conf'],
    ['Moving house, part III', 'part', 3, 'Moving house'],
    ['Moving house (Pt. 3)', 'part', 3, 'Moving house'],
    ['[2/4] Moving house', 'fraction', 2, 'Moving house'],
    ['Moving house 2/4', 'fraction', 2, 'Moving house'],
    ['Moving house (2 of 4)', 'part', 2, 'Moving house'],
    ['Moving house (2)', 'apart', 2, 'Moving house'],
    ['Moving house - 2', 'apart', 2, 'Moving house'],
    ['Moving house, day eleven', 'day', 11, 'Moving house'],
    ['Moving house: Day Twenty-One', 'day', 21, 'Moving house'],
    ['The twelfth day of camp', 'day', 12, 'camp'],
    ['Step 2 of moving house', 'part', 2, 'moving house'],
    ['My second day at camp', 'day', 2, 'camp'],
    ['Part I: the boxes', 'part', 1, ''],
    ['Part 2 of 4: Moving house', 'part', 2, ''],
    ['Week 47', 'week', 47, ''],
    ['Harbour news #41', 'hash', 41, 'Harbour news'],
    ['Harbour news, issue 41', 'issue', 41, 'Harbour news'],
    ['This Week in Trees 560', 'bare', 560, 'This Week in Trees'],
    ['Notes on a garden IV', 'roman', 4, 'Notes on a garden'],
    ['Notes on a garden (IV)', 'roman', 4, 'Notes on a garden'],
    ['2e jour à Perth', 'day', 2, 'Perth'],
    ['Dernier jour du sommet', 'day', LAST, 'sommet'],
    ['Le serveur, 1ère partie', 'part', 1, 'Le serveur'],
    ['Troisième partie : le bois', 'part', 3, ''],
    ['Dritter Tag auf dem Treffen', 'day', 3, 'Treffen'],
    ['Ein Haus (Teil 3)', 'part', 3, 'Ein Haus'],
    ['Segunda parte de la mudanza', 'part', 2, 'mudanza'],
    ['Último día en la feria', 'day', LAST, 'feria'],
    ['Terza parte: il sugo', 'part', 3, ''],
    ['移行の記録 第３章', 'part', 3, '移行の記録'],
    ['移行の記録（後編）', 'part', LAST, '移行の記録'],
    ['移行の記録（２）', 'apart', 2, '移行の記録'],
    ['移行の記録②', 'apart', 2, '移行の記録'],
    ['Flytta hem, del 2', 'part', 2, 'Flytta hem'],
    ['Muutto, osa 2', 'part', 2, 'Muutto'],
    ['Przeprowadzka, cz. 2', 'part', 2, 'Przeprowadzka'],
    ['Przeprowadzka, część druga', 'part', 2, 'Przeprowadzka'],
    ['Stěhování – 2. díl', 'part', 2, 'Stěhování'],
    ['Переезд, часть вторая', 'part', 2, 'Переезд'],
    ['Переезд. 2-я часть', 'part', 2, 'Переезд'],
    ['Переїзд. Частина 2', 'part', 2, 'Переїзд'],
    ['Taşınma – 2. Bölüm', 'part', 2, 'Taşınma'],
    ['Μετακόμιση, μέρος 2', 'part', 2, 'Μετακόμιση'],
    ['Költözés 2. rész', 'part', 2, 'Költözés'],
    ['Mutarea, partea a 2-a', 'part', 2, 'Mutarea'],
    ['Chuyển nhà, phần 2', 'part', 2, 'Chuyển nhà'],
    ['الانتقال: الجزء الثاني', 'part', 2, 'الانتقال'],
    ['מעבר דירה - חלק 2', 'part', 2, 'מעבר דירה'],
    ['اسباب‌کشی – بخش ۲', 'part', 2, 'اسباب‌کشی'],
    ['घर बदलना भाग २', 'part', 2, 'घर बदलना'],
    ['ย้ายบ้าน ตอนที่ ๒', 'part', 2, 'ย้ายบ้าน'],
    ['이사 2부', 'part', 2, '이사'],
  ])('reads "%s"', (title, kind, number, own) => {
    expect(readPart(title)).toMatchObject({ kind, number, topics: { own } });
  });

  it('reads how many parts there are', () => {
    expect(readPart('Moving house, part 2 of 4')?.total).toBe(4);
    expect(readPart('Moving house (2/4)')?.total).toBe(4);
    expect(readPart('Moving house, part 2')?.total).toBeNull();
  });

  it.each([
    'The day we won',
    'Taking part in it all',
    'The part I liked best',
    'The day I met Ann',
    'Stage 3 proposals',
    'Menú del 12 de mayo',
    'No one saw it',
    'Looking back at 2013',
    'Day 2014',
    'Open around the clock (24/7)',
    'Learning C#3',
    'Kettle 2.0 is out',
    'Bread and butter',
    '',
  ])('finds no part in "%s"', (title) => {
    expect(readPart(title)).toBeNull();
  });
});
