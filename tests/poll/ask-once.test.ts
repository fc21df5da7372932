import { describe, expect, it } from 'vitest';
import { AskOnce } from '../../src/poll/ask-once.ts';

const LED_TO = new URL('https://feeds.example/both');

/** How often an address is asked for that is led to before and after so many others, whose bodies have so many bytes. */
async function timesAsked(others: number, bytes: number): Promise<number> {
  let times = 0;
  const asking = new AskOnce(async (url) => {
    if (url.href === LED_TO.href) times += 1;
    return { status: 200, headers: new Map(), body: new Uint8Array(bytes), bytes };
  });
  await asking.ask(LED_TO, {});
  for (let host = 0; host < others; host += 1) await asking.ask(new URL(`https://host${host}.example/`), {});
  await asking.ask(LED_TO, {});
  return times;
}

describe('an address that two sources are led to', () => {
  it.each([
    ['many others are', 300, 2_000],
    ['a few large ones are', 10, 500_000],
  ])('1.6 is asked once, though %s asked in between', async (_, others, bytes) => {
    expect(await timesAsked(others, bytes)).toBe(1);
  });

  it.each([
    ['many', 10_000, 1],
    ['long', 40, 500_000],
  ])(
    '6.2 is asked again where the answers in between are too %s to be kept: memory stays bounded',
    async (_, others, bytes) => {
      expect(await timesAsked(others, bytes)).toBe(2);
    },
  );

  it('6.2 is asked again where its body is larger than any that is kept', async () => {
    expect(await timesAsked(0, 5_000_000)).toBe(2);
  });
});
