import { type App, type GlobalOptions, openApp } from '../../src/app.ts';
import { layOutSite, type TestSite } from './site.ts';

/** A site opened in this process, with what its commands say. */
export interface TestApp extends AsyncDisposable {
  readonly app: App;
  readonly site: TestSite;
  /** The JSON documents printed, in order. */
  readonly printed: () => unknown[];
  /** The lines printed for people. */
  readonly lines: () => string[];
  readonly said: () => string;
}

/** Lays out and opens a site. `now` stands still. */
export async function openTestApp(
  files: Readonly<Record<string, string>>,
  options: GlobalOptions = {},
  environment: NodeJS.ProcessEnv = {},
): Promise<TestApp> {
  const site = layOutSite(files);
  let stdout = '';
  let stderr = '';
  const app = await openApp(
    { site: site.dir, ...options },
    {
      environment,
      stdout: { write: (text) => (stdout += text) },
      stderr: { write: (text) => (stderr += text) },
      signal: new AbortController().signal,
    },
  );
  return {
    app,
    site,
    printed: () =>
      stdout
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    lines: () => stdout.split('\n').filter(Boolean),
    said: () => stderr,
    async [Symbol.asyncDispose]() {
      await app.close();
      site[Symbol.dispose]();
    },
  };
}
