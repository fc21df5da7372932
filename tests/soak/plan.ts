import type { Instant } from '../../src/model.ts';
import { type Chance, seededChance } from './chance.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A Friday, so that the first edition is due three days later. */
const START: Instant = Date.UTC(2014, 7, 15, 9);

export const FEED_FAULTS = [
  'reset',
  'shorter than it says',
  'server error',
  'not found',
  'busy',
  'moved for a while',
  'web page',
  'cut document',
  'garbage',
  'empty',
] as const;
export type FeedFault = (typeof FEED_FAULTS)[number];

/** What a mail server may do wrong at each step of the conversation. */
export const MAIL_FAULTS = {
  greeting: ['421 4.3.2 too busy', '554 5.3.2 not here', 'DROP'],
  mail: ['451 4.3.0 later', '421 4.3.2 closing', 'DROP'],
  rcpt: ['450 4.2.0 come back later', '550 5.1.1 no such user', 'DROP'],
  data: ['451 4.3.0 later', '554 5.7.1 not this message', 'DROP'],
  content: ['DROP'],
  end: ['451 4.3.0 later', '554 5.6.0 what is this', 'DROP', 'DROP AFTER TAKING'],
} as const;
export type MailStep = keyof typeof MAIL_FAULTS;

export interface MailTrouble {
  readonly step: MailStep;
  readonly answer: string;
  /** How many of those asked at this step get the answer, from 0 to 1. */
  readonly share: number;
}

/** When the process is killed: as the how-manieth of these happens, or when nothing was asked for some milliseconds. */
export interface Kill {
  readonly at: 'request' | 'mail command' | 'silence';
  readonly count: number;
}

/** One run of the program, and what goes wrong meanwhile. */
export interface Step {
  readonly number: number;
  /** The true time, and what the machine's clock says. */
  readonly at: Instant;
  readonly now: Instant;
  readonly feedFaults: ReadonlyMap<number, FeedFault>;
  readonly mail: MailTrouble | null;
  readonly kill: Kill | null;
  /** The disk holds no file longer than so many blocks of 512 bytes; null: there is room. */
  readonly fileLimit: number | null;
  /** Whether a second run is started beside it. */
  readonly twice: boolean;
  /** For the program's own chance. */
  readonly chance: number;
}

export interface PlanOptions {
  readonly seed: number;
  readonly weeks: number;
  /** How many days follow in which nothing goes wrong, so that all that is late arrives: until a Monday. */
  readonly calmDays: number;
  /** The hours between two runs, on average. */
  readonly every: number;
  readonly feeds: number;
}

/** The runs of so many weeks, with their troubles, and of the calm days after them. */
export function planSoak({ seed, weeks, calmDays, every, feeds }: PlanOptions): Step[] {
  const chance = seededChance(seed);
  const end = START + weeks * 7 * DAY;
  const steps: Step[] = [];
  for (let at = START; at < end; at += (0.5 + chance.next()) * every * HOUR) {
    steps.push(troubled(Math.round(at), steps.length, feeds, chance.branch()));
  }
  for (let day = 0; day <= calmDays; day += 1) {
    steps.push(calm(Math.round(end + day * DAY), steps.length, chance.below(2 ** 31)));
  }
  return steps;
}

function calm(at: Instant, number: number, chance: number): Step {
  return {
    number,
    at,
    now: at,
    feedFaults: new Map(),
    mail: null,
    kill: null,
    fileLimit: null,
    twice: false,
    chance,
  };
}

function troubled(at: Instant, number: number, feeds: number, chance: Chance): Step {
  const badDay = chance.happens(0.3) ? 0.7 : 0.2;
  const faulty = Array.from({ length: feeds }, (_, feed) => feed).filter(() => chance.happens(badDay));
  return {
    ...calm(at, number, chance.below(2 ** 31)),
    now: chance.happens(0.06) ? at + chance.pick(CLOCK_JUMPS) : at,
    feedFaults: new Map(faulty.map((feed) => [feed, chance.pick(FEED_FAULTS)])),
    mail: chance.happens(0.6) ? mailTrouble(chance) : null,
    kill: chance.happens(0.4) ? killOf(chance) : null,
    fileLimit: chance.happens(0.12) ? 8 + chance.below(chance.pick([60, 600, 3000])) : null,
    twice: chance.happens(0.05),
  };
}

const CLOCK_JUMPS = [3 * 365 * DAY, 10 * DAY, 5 * HOUR, -5 * HOUR, -10 * DAY, -3 * 365 * DAY] as const;

function mailTrouble(chance: Chance): MailTrouble {
  const step = chance.pick<MailStep>(['greeting', 'mail', 'rcpt', 'data', 'content', 'end']);
  const [answer, share] = [chance.pick<string>(MAIL_FAULTS[step]), chance.pick([0.1, 0.3, 0.9])];
  // Who is unknown is struck off the list: more of them would soon leave nobody to lose a message.
  return { step, answer, share: answer.startsWith('550 5.1.1') ? 0.1 : share };
}

function killOf(chance: Chance): Kill {
  const at = chance.pick<Kill['at']>(['request', 'mail command', 'silence']);
  return { at, count: 1 + chance.below(MOST_BEFORE_KILL[at]) };
}

const MOST_BEFORE_KILL: Readonly<Record<Kill['at'], number>> = { request: 8, 'mail command': 40, silence: 900 };
