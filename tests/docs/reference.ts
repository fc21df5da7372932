import type { Command } from 'commander';
import { z } from 'zod';
import { shape } from '../../src/config/settings.ts';

/** What of a JSON Schema is written down. */
const described = z.looseObject({
  description: z.string().default(''),
  properties: z.record(z.string(), z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  required: z.array(z.string()).default([]),
  enum: z.array(z.string()).optional(),
  units: z.record(z.string(), z.number()).optional(),
  perSecond: z.boolean().default(false),
});

type Described = z.output<typeof described>;

interface Setting {
  readonly key: string;
  readonly value: string;
  readonly meaning: string;
}

const HEAD = '<!-- Made by npm run docs. -->\n';

/** docs/settings.md: every key of tidings.yaml, from the schema that checks it. */
export function settingsReference(): string {
  const schema = described.parse(z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }));
  const defaults = shape.parse({ title: 'A', url: 'https://a.example' });
  const rows = settingsOf(schema, defaults, '').map(
    ({ key, value, meaning }) => `| \`${key}\` | ${value} | ${meaning} |`,
  );
  return `${HEAD}# Settings

\`tidings.yaml\` in a site's folder. Only \`title\` and \`url\` are needed. A key that does not exist is an error that names
it and its line. Durations are written as \`250ms\`, \`20s\`, \`15m\`, \`6h\`, \`60d\`, \`2w\` or \`2y\`, sizes as \`500KB\` or \`10MB\`, rates as
\`10/s\`, \`600/m\` or \`5000/h\`. Paths are relative to the file.

| key | default | meaning |
| --- | --- | --- |
${rows.join('\n')}

## Environment

| variable | meaning |
| --- | --- |
| \`TIDINGS_STATE\` | goes before \`state\` |
| \`TIDINGS_SMTP_URL\` | goes before \`smtp.url\`, so that a password need not be in the file |
| \`TIDINGS_SECRET\` | signs the links in messages; without it a secret is made and kept in the state |
| \`TIDINGS_NOW\` | sets the clock, as \`--now\` does |
| \`TIDINGS_LOG\` | \`lines\` or \`json\`, as \`--log\` does |
| \`NO_COLOR\` | no colours |
`;
}

function settingsOf(schema: Described, defaults: unknown, prefix: string): Setting[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, given]) => {
    const property = described.parse(given);
    const key = prefix + name;
    const value = defaultOf(defaults, name);
    const inner = [property, ...(property.anyOf ?? []).map((one) => described.parse(one))].find(
      (one) => one.properties,
    );
    const meaning = property.description + choices(property);
    if (inner === undefined) {
      const isNeeded = prefix === '' && schema.required.includes(name);
      return [{ key, value: isNeeded ? 'needed' : shown(value, property), meaning }];
    }
    const own = meaning === '' ? [] : [{ key, value: value === null ? 'none' : '', meaning }];
    return [...own, ...settingsOf(inner, value, `${key}.`)];
  });
}

function choices(property: Described): string {
  return property.enum === undefined ? '' : ` (${property.enum.map((one) => `\`${one}\``).join(', ')})`;
}

function defaultOf(defaults: unknown, name: string): unknown {
  const known = z.record(z.string(), z.unknown()).safeParse(defaults);
  return known.success ? known.data[name] : undefined;
}

function shown(value: unknown, { units, perSecond }: Described): string {
  if (value === undefined || value === '') return '';
  if (value === null) return 'none';
  if (typeof value === 'number' && units !== undefined) return `\`${withUnit(value, units)}\``;
  if (perSecond) return `\`${value}/s\``;
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

/** The quantity in the greatest unit of which it is a whole multiple; weeks and more are given in days. */
function withUnit(value: number, units: Readonly<Record<string, number>>): string {
  const fitting = Object.entries(units).filter(([unit, size]) => unit !== 'w' && value % size === 0);
  const [unit, size] = fitting.at(-1) ?? ['', 1];
  return `${value / size}${unit}`;
}

/** Options that every command has, told of once. */
const COMMON = /^--(config|site|json|now|quiet|verbose|log)\b/;

/** docs/commands.md: every command with its arguments and options, as `--help` has them. */
export function commandsReference(program: Command): string {
  const commands = leaves(program, []);
  const common = commands[0]?.command.options.filter(({ flags }) => COMMON.test(flags)) ?? [];
  return `${HEAD}# Commands

\`tidings COMMAND --help\` says the same. Exit status: 0 done (a failing source fails no run; it is reported), 1 the job could
not be done, 2 wrong usage or settings, 75 another run holds this site.

Every command has these options:

${table(common.map(({ flags, description }) => [flags, description]))}

${commands.map(({ command, path }) => section(command, path)).join('\n')}`;
}

function leaves(command: Command, path: readonly string[]): { command: Command; path: readonly string[] }[] {
  return command.commands.flatMap((one) =>
    one.commands.length > 0 ? leaves(one, [...path, one.name()]) : [{ command: one, path: [...path, one.name()] }],
  );
}

function section(command: Command, path: readonly string[]): string {
  const args = command.registeredArguments.map((one): [string, string] => [one.name(), one.description]);
  const own = command.options.filter(({ flags }) => !COMMON.test(flags));
  const rows = [...args, ...own.map(({ flags, description }): [string, string] => [flags, description])];
  const usage = command.registeredArguments.map((one) => {
    const name = one.variadic ? `${one.name()}…` : one.name();
    return one.required ? ` ${name.toUpperCase()}` : ` [${name.toUpperCase()}]`;
  });
  const text = `## tidings ${path.join(' ')}${usage.join('')}\n\n${sentence(command.description())}\n`;
  return rows.length === 0 ? text : `${text}\n${table(rows)}\n`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function table(rows: readonly (readonly [string, string])[]): string {
  return ['| | |', '| --- | --- |', ...rows.map(([what, meaning]) => `| \`${what}\` | ${meaning} |`)].join('\n');
}
