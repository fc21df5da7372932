import type { MiddlewareHandler } from 'hono';
import type { Measurement } from './web-options.ts';

/** Counts requests by method and status. */
export interface RequestCounter {
  readonly count: MiddlewareHandler;
  measure(): Measurement;
}

export function openRequestCounter(): RequestCounter {
  const counts = new Map<string, { labels: { method: string; status: string }; value: number }>();
  return {
    async count(context, next) {
      await next();
      const labels = { method: context.req.method, status: String(context.res.status) };
      const key = `${labels.method} ${labels.status}`;
      counts.set(key, { labels, value: (counts.get(key)?.value ?? 0) + 1 });
    },
    measure: () => ({
      name: 'tidings_http_requests_total',
      help: 'Requests answered.',
      type: 'counter',
      values: [...counts.values()],
    }),
  };
}

/** The measurements in the text format of Prometheus, version 0.0.4. */
export function prometheusText(measurements: readonly Measurement[]): string {
  return measurements
    .flatMap(({ name, help, type, values }) => [
      `# HELP ${name} ${help}`,
      `# TYPE ${name} ${type}`,
      ...values.map(({ labels, value }) => `${name}${labelsOf(labels)} ${value}`),
    ])
    .map((line) => `${line}\n`)
    .join('');
}

function labelsOf(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escapeLabel(value: string): string {
  return value.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n');
}
