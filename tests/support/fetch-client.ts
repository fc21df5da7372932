import { Fault, reasonOf } from '../../src/fault.ts';
import type { HttpClient } from '../../src/poll/http.ts';

/** Asks by the platform's own `fetch`, whose requests msw answers in place of the web. */
export function fetchClient(timeout: number): HttpClient {
  return {
    async get(url, headers) {
      try {
        const signal = AbortSignal.timeout(timeout);
        const response = await fetch(url, { headers: { ...headers }, redirect: 'manual', signal });
        const body = new Uint8Array(await response.arrayBuffer());
        return { status: response.status, headers: new Map(response.headers), body, bytes: body.length };
      } catch (thrown) {
        return new Fault({ stage: 'poll', subject: url.href, problem: reasonOf(thrown), cause: thrown });
      }
    },
    close: async () => undefined,
  };
}
