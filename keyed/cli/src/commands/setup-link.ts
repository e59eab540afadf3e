import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The link that begins the first run (FR6), with the founding token behind `#`, where no server sees it. Undefined once an
 * organisation is founded, and while the token cannot be read.
 */
export async function setupLink(data: string, url: string): Promise<string | undefined> {
  const founded = await readdir(join(data, 'tenants')).catch(() => []);
  if (founded.length > 0) return undefined;
  const token = await readFile(join(data, 'founding-token'), 'utf8').catch(() => '');
  return token === '' ? undefined : `${url}/#einrichten=${token.trim()}`;
}
