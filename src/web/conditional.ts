import type { Encoding, StaticFile } from './static-files.ts';

/** The encoding in which a client wants a text most: brotli where it is taken, else gzip (RFC 9110, 12.5.3). */
export function chooseEncoding(acceptEncoding: string | undefined, file: StaticFile): Encoding {
  if (file.bodies.br === file.bodies.identity) return 'identity';
  const weights = new Map(
    (acceptEncoding ?? '').split(',').map((item) => {
      const [name = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase());
      const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
      return [name, Number.parseFloat(weight) || 0];
    }),
  );
  const weightOf = (name: string) => weights.get(name) ?? weights.get('*') ?? 0;
  const [best] = (['br', 'gzip'] as const)
    .filter((name) => weightOf(name) > 0)
    .sort((a, b) => weightOf(b) - weightOf(a));
  return best ?? 'identity';
}

/** The tag of a file in one encoding: each is a representation of its own (RFC 9110, 8.8.3). */
export function entityTag(file: StaticFile, encoding: Encoding): string {
  return encoding === 'identity' ? `"${file.tag}"` : `"${file.tag}-${encoding}"`;
}

/** Whether what the client has is still right (RFC 9110, 13.2.2: a date counts only where there is no tag). */
export function isFresh(request: Request, file: StaticFile, encoding: Encoding): boolean {
  const tags = request.headers.get('if-none-match');
  if (tags !== null) {
    const tag = entityTag(file, encoding);
    return tags.split(',').some((one) => ['*', tag].includes(one.trim().replace(/^W\//, '')));
  }
  const since = Date.parse(request.headers.get('if-modified-since') ?? '');
  return !Number.isNaN(since) && file.modified.getTime() <= since;
}
