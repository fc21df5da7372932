/** What a clause can say that speaks for or against a date in it being an event's. */
export type Cue =
  /** Something takes place. */
  | 'happens'
  /** The reader is asked to come. */
  | 'invites'
  /** A kind of event is named. */
  | 'occasion'
  /** Something is handed in, applied for, or closes. */
  | 'closing'
  /** It has been. */
  | 'past'
  /** A version comes out, or is supported. */
  | 'release'
  /** The text itself was published, edited, signed. */
  | 'publication'
  /** Votes, results, appointments, decisions. */
  | 'office'
  /** A standing habit, not a day. */
  | 'recurring'
  /** It does not take place. */
  | 'cancelled';

/**
 * The first from the day of writing on, if it is not over (`any`) or even so; the last before that day, the first after it,
 * that of the week after, or of the week after that, the one a week after the first; or none that can be told, as of every
 * week, and where it is a feast's name.
 */
export type WhichWeekday = 'any' | 'last' | 'this' | 'coming' | 'nextWeek' | 'inTwoWeeks' | 'weekLater' | 'none';

/** Words that stand before something, and behind it. */
export interface Around {
  readonly before: readonly string[];
  readonly behind: readonly string[];
}

/**
 * What must be known of a language to find events in its prose; a new language is one file more. Words may be regular
 * expressions and are compared without case and accents.
 */
export interface EventLanguage {
  /** ISO 639-1. */
  readonly code: string;
  /** January first; each month's names and abbreviations. */
  readonly months: readonly (readonly string[])[];
  /** Monday first. */
  readonly weekdays: readonly (readonly string[])[];
  /** Words for days by how far they are ahead: today and its evening, tomorrow, the day after. */
  readonly nearDays: readonly (readonly string[])[];
  /** What says before or behind a weekday's name which one is meant. Without, it is `any`. */
  readonly whichWeekday: Readonly<Record<WhichWeekday, Around>>;
  /** Parts of a day, until noon and after it, as they stand behind its name: "morning", "por la tarde". */
  readonly dayParts: { readonly early: readonly string[]; readonly late: readonly string[] };
  /** What may follow a day's number directly: "th", "er", ".". */
  readonly ordinals: readonly string[];
  /** Between weekday and number, or before it: "the", "den". */
  readonly articles: readonly string[];
  /** Between number and month: "of", "de". */
  readonly of: readonly string[];
  /** Between the first and the last day or hour: "to", "bis". */
  readonly until: readonly string[];
  readonly and: readonly string[];
  /** Whether months and weekdays are told from other words by their capital, as English May from may. */
  readonly capitals: boolean;
  /** Whether "June 30" is said as well as "30 June". */
  readonly monthFirst: boolean;
  readonly times: {
    /** Before an hour that may stand without minutes or unit: "um", "alle ore". */
    readonly before: readonly string[];
    /** After it: "Uhr", "h". */
    readonly after: readonly string[];
    readonly morning: readonly string[];
    readonly afternoon: readonly string[];
    readonly noon: readonly string[];
    /** Behind an hour, when half of it is over: "y media". */
    readonly andHalf: readonly string[];
    /** Before an hour that stands alone where the part of the day is said: "tomorrow evening at 7". */
    readonly besidePart: readonly string[];
  };
  /** Words that stand before a colon, or alone above what they announce. */
  readonly labels: {
    readonly when: readonly string[];
    readonly where: readonly string[];
  };
  /** Before a place: "at", "in". */
  readonly at: readonly string[];
  /** Before a date that is a limit: "until", "by". */
  readonly limits: readonly string[];
  /** Before a date something happens on: "on", "am". */
  readonly on: readonly string[];
  readonly cues: Readonly<Record<Cue, readonly string[]>>;
  /** What says that something is open: "from Friday to Sunday" beside it are its hours. */
  readonly open: readonly string[];
  /** What says that a day was changed for another: "moved from Friday to Sunday". */
  readonly moved: readonly string[];
  /** Before the new date of what was put off: "to", "auf den". */
  readonly movedTo: readonly string[];
  /** In a title: what follows tells of what was. */
  readonly recaps: readonly string[];
}
