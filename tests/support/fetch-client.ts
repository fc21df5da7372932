import { Fault, reasonOf } from '../../src/fault.ts';
import type { HttpClient } from '../../src/poll/http.ts';

/** Asks by the platform's own `fetch`, whose requests msw answers in place of the web. */
export function fetchClient(timeout: number): HttpClient {
  const send = async (url: URL, request: RequestInit) => {
    try {
      const response = await fetch(url, { ...request, redirect: 'manual', signal: AbortSignal.timeout(timeout) });
      const body = new Uint8Array(await response.arrayBuffer());
      return { status: response.status, headers: new Map(response.headers), body, bytes: body.length };
    } catch (thrown) {
      return new Fault({ stage: 'poll', subject: url.href, problem: reasonOf(thrown), cause: thrown });
    }
  };
  return {
    get: (url, headers) => send(url, { headers: { ...headers } }),
    post: (url, form) => send(url, { method: 'POST', body: form }),
    close: async () => undefined,
  };
}
