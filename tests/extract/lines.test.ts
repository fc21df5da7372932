import { describe, expect, it } from 'vitest';
import { linesOf } from '../../src/extract/lines.ts';

function linesIn(...parts: readonly string[]): string[] {
  return linesOf(parts.join('\n'));
}

describe('lines are one', () => {
  it.each([
    ['where a small letter goes on', ['One line', 'that goes on'], 'One line that goes on'],
    [
      'where the first ends at a comma',
      ['Rain on the roof,', 'Wind in the reeds.'],
      'Rain on the roof, Wind in the reeds.',
    ],
    [
      'where a text was wrapped by hand, though a capital or a number follows',
      [
        'The old paper mill is open to all again, and the town of',
        'Ambert pays for it. It was built by the monks in',
        '1568 and has a wheel.',
      ],
      'The old paper mill is open to all again, and the town of Ambert pays for it. It was built by the monks in 1568 and has a wheel.',
    ],
    [
      'where they are verses without marks',
      ['The mill stands still', 'The river sleeps', 'And all the town', 'Has gone to bed.'],
      'The mill stands still The river sleeps And all the town Has gone to bed.',
    ],
    [
      'where a verse ends what one without a mark began',
      ['Nobody knows', 'The way to the moon,', 'The snow on the sill', 'Or the fire in the room.'],
      'Nobody knows The way to the moon, The snow on the sill Or the fire in the room.',
    ],
  ])('%s', (_, lines, line) => {
    expect(linesIn(...lines)).toEqual([line]);
  });
});

describe('lines stand alone', () => {
  it.each([
    ['that name facts', ['Date: 5 May', 'Place: Lyon']],
    ['of an address', ['The Old Mill', '12 River Street', 'Ambert', 'Come by train.']],
    ['of a list of titles', ['Trams are back', 'Why we sleep', 'The bridge']],
    ['of a list with signs', ['- Bring a cup for tea', '- and one for a friend', '- and something to eat']],
    ['that each end a sentence', ['Bring a cup.', 'Bring a friend.', 'Bring a cake.']],
    [
      'of a heading and its text',
      [
        'What we do',
        'We mend what others throw away, from lamps to prams, on the first Saturday of every month. Come and see us.',
      ],
    ],
  ])('%s', (_, lines) => {
    expect(linesIn(...lines)).toEqual(lines);
  });

  it('where an empty one is between them', () => {
    expect(linesIn('Dear all,', '', 'The mill is open.')).toEqual(['Dear all,', 'The mill is open.']);
  });
});

describe('a line', () => {
  it.each([
    ['has its spaces collapsed', ' One   two ', 'One two'],
    ['begins with no invisible space', '\u200b One two', 'One two'],
    ['has no hyphens that are not seen', 'Dampf\u00adschiff', 'Dampfschiff'],
  ])('%s', (_, text, line) => {
    expect(linesOf(text)).toEqual([line]);
  });
});
