/** What people call a zone's time, summer or winter alike: "CET" in July is what clocks show in Berlin. */
const NAMED: readonly (readonly [string, string])[] = [
  ['utc|gmt|zulu', 'UTC'],
  ['cet|cest|mez|mesz|hec|hnec', 'Europe/Berlin'],
  ['bst|uk time|british time|london time', 'Europe/London'],
  ['wet|west', 'Europe/Lisbon'],
  ['eet|eest', 'Europe/Helsinki'],
  ['msk', 'Europe/Moscow'],
  ['pt|pst|pdt|pacific', 'America/Los_Angeles'],
  ['mt|mst|mdt|mountain', 'America/Denver'],
  ['ct|cst|cdt|central', 'America/Chicago'],
  ['et|est|edt|eastern', 'America/New_York'],
  ['brt', 'America/Sao_Paulo'],
  ['art', 'America/Argentina/Buenos_Aires'],
  ['ist', 'Asia/Kolkata'],
  ['sgt', 'Asia/Singapore'],
  ['hkt', 'Asia/Hong_Kong'],
  ['jst', 'Asia/Tokyo'],
  ['kst', 'Asia/Seoul'],
  ['awst', 'Australia/Perth'],
  ['aest|aedt', 'Australia/Sydney'],
  ['nzst|nzdt', 'Pacific/Auckland'],
];

/** Zones as words, for patterns; an offset may follow UTC and GMT. */
export const ZONE_WORDS = `(?:utc|gmt)\\s?[+-]\\s?\\d{1,2}(?::?\\d{2})?|${NAMED.map(([words]) => words).join('|')}`;

const PATTERNS = NAMED.map(([words, zone]) => [new RegExp(`^(?:${words})$`), zone] as const);
const OFFSET = /^(?:utc|gmt)\s?([+-])\s?(\d{1,2})(?::?(\d{2}))?$/;

/** The IANA zone, or the offset as `+08:00`, of a word that `ZONE_WORDS` matched. */
export function zoneOf(word: string): string | null {
  const [, sign, hours, minutes] = OFFSET.exec(word) ?? [];
  if (sign !== undefined && hours !== undefined && Number(hours) <= 14) {
    return `${sign}${hours.padStart(2, '0')}:${minutes ?? '00'}`;
  }
  return PATTERNS.find(([pattern]) => pattern.test(word))?.[1] ?? null;
}
