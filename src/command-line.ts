import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { App, GlobalOptions, Surroundings, Terminal } from './app.ts';
import { openClock } from './clock.ts';
import { Fault, reasonOf } from './fault.ts';
import { version } from './version.ts';

/** What the command line needs of the process. */
export interface Process extends Surroundings {
  /** Where it is a stream that is full, it says `false` to a write, and `drain` when there is room again. */
  readonly stdout: Terminal & { once?(event: 'drain', listener: () => void): unknown };
  readonly stdin: AsyncIterable<Uint8Array>;
}

/** Exit statuses, as the contract has them; 75 (another run holds this site) is returned by the commands themselves. */
const DONE = 0;
const FAILED = 1;
const WRONG_USAGE = 2;

const WRONG_STAGES: ReadonlySet<string> = new Set(['usage', 'settings']);

/** Runs the command that the arguments name and returns its exit status. Never throws for what a person can mend. */
export async function runCommandLine(args: readonly string[], process: Process): Promise<number> {
  let status = DONE;
  const program = buildProgram(process, (ended) => {
    status = ended;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return status;
  } catch (thrown) {
    return report(thrown, args, process);
  }
}

function report(thrown: unknown, args: readonly string[], { stderr }: Process): number {
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? DONE : WRONG_USAGE;
  const verbose = args.includes('--verbose');
  const trace = verbose && thrown instanceof Error && thrown.stack !== undefined ? `\n${thrown.stack}` : '';
  const unexpected = thrown instanceof Fault ? '' : 'unexpected: ';
  stderr.write(`tidings: ${unexpected}${reasonOf(thrown)}${trace}\n`);
  return thrown instanceof Fault && WRONG_STAGES.has(thrown.stage) ? WRONG_USAGE : FAILED;
}

type Ended = (status: number) => void;

/** The commands, their arguments and options; docs/commands.md is made of it. */
export function buildProgram(process: Process, ended: Ended): Command {
  const program = new Command('tidings')
    .description('Polls blog and event feeds and turns a week of them into one digest email and one merged feed.')
    .version(version(), '-V, --version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => process.stdout.write(text),
      writeErr: (text) => process.stderr.write(text),
      outputError: (text, write) =>
        write(
          `tidings: ${text
            .replace(/^error: /, '')
            .trim()
            .replaceAll('\n', ' ')}\n`,
        ),
    });
  addSiteCommands(program, process, ended);
  addSubscriberCommands(program, process, ended);
  addTextCommands(program, process, ended);
  return program;
}

/** Adds a command, with the options that every command has and an example in its help. */
function addCommand(parent: Command, usage: string, description: string, example: string): Command {
  return parent
    .command(usage)
    .description(description)
    .option('--config <file>', 'the settings file (default: tidings.yaml in the working folder)')
    .option('--site <dir>', "the site's folder")
    .option('--json', 'print one JSON document on stdout and nothing else there')
    .option('--now <instant>', 'set the clock, as in 2014-08-18T07:00:00+02:00 (also TIDINGS_NOW)')
    .addOption(new Option('--quiet', 'say only what went wrong').conflicts('verbose'))
    .option('--verbose', 'say everything, with stack traces')
    .option('--log <form>', 'what is said on stderr: lines, or json (also TIDINGS_LOG)')
    .addHelpText('after', `\nExample:\n  ${example}`);
}

type SiteCommand<O> = (app: App, options: O) => Promise<number>;

/** Makes the action of a command that works on a site: it opens the site, runs and closes it. */
async function onSite<O extends GlobalOptions>(
  process: Process,
  ended: Ended,
  options: O,
  load: () => Promise<SiteCommand<O>>,
): Promise<void> {
  // Not every command has a site, and most of what there is to load is for one.
  const { openApp } = await import('./app.ts');
  const app = await openApp(options, process);
  try {
    const run = await load();
    ended(await run(app, options));
  } finally {
    await app.close();
  }
}

function addSiteCommands(program: Command, process: Process, ended: Ended): void {
  addCommand(program, 'run', 'poll, publish, and send when due: what cron calls', 'tidings run --quiet').action(
    (options) => onSite(process, ended, options, async () => (await import('./commands/run.ts')).run),
  );
  addCommand(program, 'poll', 'poll the sources that are due', 'tidings poll --all')
    .argument('[source...]', 'addresses or names of sources, polled due or not')
    .option('--all', 'every source, due or not')
    .action((only, options) =>
      onSite(process, ended, { ...options, only }, async () => (await import('./commands/poll.ts')).poll),
    );
  addCommand(program, 'publish', 'write public/ from the state', 'tidings publish').action((options) =>
    onSite(process, ended, options, async () => (await import('./commands/publish.ts')).publish),
  );
  addCommand(program, 'work', 'the same for ever, as a service', 'tidings work').action((options) =>
    onSite(process, ended, options, async () => (await import('./commands/work.ts')).work),
  );
  addCommand(program, 'serve', 'the site on the web: pages, feeds, subscribe, unsubscribe', 'tidings serve').action(
    (options) => onSite(process, ended, options, async () => (await import('./commands/serve.ts')).serve),
  );
  addCommand(program, 'digest', 'render the edition that would be sent now', 'tidings digest --out preview')
    .option('--out <dir>', 'where digest.html, .txt, .eml and .json are written (default: out/ of the site)')
    .option('--edition <name>', 'an edition already sent, as in 2014-W34')
    .option('--watch', 'show it in the browser, again at every change of templates or settings')
    .action((options) =>
      onSite(process, ended, options, async () =>
        options.watch ? (await import('./commands/preview.ts')).preview : (await import('./commands/digest.ts')).digest,
      ),
    );
  addCommand(program, 'send', 'send the edition that is due', 'tidings send --test me@example.org')
    .option('--dry-run', 'show what would be sent, and send nothing')
    .option('--test <address>', 'send to this address alone, recording nothing')
    .option('--resend-uncertain', 'send again where nobody knows whether the message arrived')
    .action((options) => onSite(process, ended, options, async () => (await import('./commands/send.ts')).send));
  addCommand(program, 'approve', 'let an edition go out that waits for approval', 'tidings approve 2014-W34')
    .argument('[edition]', 'the name of the edition (default: the one that waits)')
    .option('--reject', 'send it to nobody; its posts are in the next edition')
    .action((edition, options) =>
      onSite(process, ended, { ...options, edition }, async () => (await import('./commands/approve.ts')).approve),
    );
  addCommand(program, 'status', "each source's health, the last editions, what is queued", 'tidings status')
    .argument('[source]', 'the address or name of a source: why it is polled when it is')
    .option('--html', 'as a page of HTML')
    .action((source, options) =>
      onSite(process, ended, { ...options, source }, async () => (await import('./commands/status.ts')).status),
    );
  addCommand(program, 'explain', 'why an entry is or is not in the edition', 'tidings explain https://example.org/post')
    .argument('<url>', "the entry's address")
    .action((url, options) =>
      onSite(process, ended, { ...options, url }, async () => (await import('./commands/explain.ts')).explain),
    );
  addCommand(program, 'check', 'look at settings, templates, sources and SMTP', 'tidings check').action(
    async (options) => ended(await (await import('./commands/check.ts')).checkSite(options, process)),
  );
  addCommand(
    program,
    'migrate',
    'copy the state to another database',
    'tidings migrate --to postgres://db.example.org/news',
  )
    .requiredOption('--to <state>', 'an empty PostgreSQL database, or a new SQLite file')
    .action((options) => onSite(process, ended, options, async () => (await import('./commands/migrate.ts')).migrate));
  addCommand(program, 'backup', 'copy the state, whoever uses it meanwhile', 'tidings backup copies/tidings.db')
    .argument('<file>', 'where the copy goes; an earlier one is replaced')
    .action((file, options) =>
      onSite(process, ended, { ...options, file }, async () => (await import('./commands/backup.ts')).backup),
    );
  addCommand(program, 'restore', 'make a copy the state again', 'tidings restore copies/tidings.db')
    .argument('<file>', 'a copy made by tidings backup')
    .action(async (file, options) =>
      ended(await (await import('./commands/restore.ts')).restore({ ...options, file }, process)),
    );
  addCommand(program, 'vacuum', 'drop what is older than state.keep, and shrink the state', 'tidings vacuum').action(
    (options) => onSite(process, ended, options, async () => (await import('./commands/vacuum.ts')).vacuum),
  );
  addCommand(program, 'add', 'find the feed behind a page or feed and add it', 'tidings add https://example.org/')
    .argument('<url...>', 'addresses of pages or feeds')
    .action((urls, options) =>
      onSite(process, ended, { ...options, urls }, async () => (await import('./commands/add.ts')).add),
    );
  addCommand(program, 'import', 'add the feeds of an OPML file', 'tidings import subscriptions.opml')
    .argument('<file>', 'an OPML file')
    .action((file, options) =>
      onSite(process, ended, { ...options, file }, async () => (await import('./commands/import.ts')).importOpml),
    );
  addCommand(program, 'export', 'print the sources as OPML', 'tidings export > sources.opml').action((options) =>
    onSite(process, ended, options, async () => (await import('./commands/export.ts')).exportOpml),
  );
  addCommand(program, 'bounce', 'read a bounce message and suppress the address', 'tidings bounce < message.eml')
    .argument('[file]', 'the message, or a Maildir (default: stdin)')
    .option('--inbox', 'read the unread messages of the mailbox in inbox.url')
    .action((file, options) =>
      onSite(process, ended, { ...options, file, stdin: process.stdin }, async () => {
        return (await import('./commands/bounce.ts')).bounce;
      }),
    );
}

function addSubscriberCommands(program: Command, process: Process, ended: Ended): void {
  const subscribers = program.command('subscribers').description('who gets the digest');
  const load = () => import('./commands/subscribers.ts');
  addCommand(subscribers, 'list', 'list the subscribers', 'tidings subscribers list --json').action((options) =>
    onSite(process, ended, options, async () => (await load()).listSubscribers),
  );
  addCommand(subscribers, 'add', 'add subscribers', 'tidings subscribers add friend@example.org')
    .argument('<email...>', 'addresses')
    .option('--name <name>', "the subscriber's name")
    .action((emails, options) =>
      onSite(process, ended, { ...options, emails }, async () => (await load()).addSubscribers),
    );
  addCommand(subscribers, 'remove', 'unsubscribe addresses', 'tidings subscribers remove friend@example.org')
    .argument('<email...>', 'addresses')
    .action((emails, options) =>
      onSite(process, ended, { ...options, emails }, async () => (await load()).removeSubscribers),
    );
  addCommand(subscribers, 'import', 'add the subscribers of a CSV file', 'tidings subscribers import people.csv')
    .argument('<file>', 'a CSV file with a column "email"')
    .action((file, options) =>
      onSite(process, ended, { ...options, file }, async () => (await load()).importSubscribers),
    );
  addCommand(subscribers, 'export', 'print the subscribers as CSV', 'tidings subscribers export > people.csv').action(
    (options) => onSite(process, ended, options, async () => (await load()).exportSubscribers),
  );
  addCommand(subscribers, 'forget', "erase a person's data", 'tidings subscribers forget friend@example.org')
    .argument('<email...>', 'addresses')
    .action((emails, options) =>
      onSite(process, ended, { ...options, emails }, async () => (await load()).forgetSubscribers),
    );
}

/** The commands that need no site. */
function addTextCommands(program: Command, process: Process, ended: Ended): void {
  addCommand(program, 'init', 'lay out a new site, never overwriting a file', 'tidings init my-planet')
    .argument('[dir]', 'the folder of the site', '.')
    .action(async (dir, options) =>
      ended(await (await import('./commands/init.ts')).init({ ...options, dir }, process)),
    );
  addCommand(program, 'demo', 'the whole job on the bundled sample site, without the internet', 'tidings demo')
    .option('--out <dir>', 'where the demo site is laid out (default: a new folder under the system’s temporary one)')
    .action(async (options) => ended(await (await import('./commands/demo.ts')).demo(options, process)));
  addCommand(program, 'parse', 'read files as feeds and print them as JSON Lines', 'tidings parse feed.xml')
    .argument('<file...>', 'feeds')
    .option('--url <url>', 'where the files are from, for relative links', absoluteUrl)
    .option('--content-type <type>', 'the Content-Type they came with')
    .action(async (files, options) => {
      const clock = await openClock(options.now ?? process.environment.TIDINGS_NOW, 'UTC');
      const { parse } = await import('./commands/parse.ts');
      ended(await parse({ ...options, files, now: clock() }, (text) => write(process, text)));
    });
  addCommand(
    program,
    'extract',
    'JSON Lines in, JSON Lines out: summary, image, language and events',
    EXTRACT_EXAMPLE,
  ).action(async () => {
    const { extract } = await import('./commands/extract.ts');
    ended(await extract(linesOf(process.stdin), (line) => write(process, `${line}\n`), { timezone: 'UTC' }));
  });
}

const EXTRACT_EXAMPLE = 'tidings extract < entries.jsonl';

function absoluteUrl(text: string): string {
  if (URL.canParse(text)) return text;
  throw new InvalidArgumentError(`${text} is no absolute address.`);
}

/** Writes, and waits where whoever reads is slower. */
async function write({ stdout }: Process, text: string): Promise<void> {
  if (stdout.write(text) === false) await new Promise<void>((resolve) => stdout.once?.('drain', resolve));
}

/** The lines of a stream of UTF-8, each without its end. */
async function* linesOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}
