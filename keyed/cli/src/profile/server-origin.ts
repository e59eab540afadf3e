import { fail, ok, type Result } from '@siegel/wire';
import type { CliFailure } from '../terminal/cli-errors.ts';
import { trustSystemCertificates } from './system-certificates.ts';

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The origin of a server address: https, or http on this machine only. SERVER_ADDRESS_WRONG. */
export function serverOrigin(address: string): Result<string, CliFailure> {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return fail('SERVER_ADDRESS_WRONG');
  }
  const { protocol, hostname, origin, pathname, username } = url;
  const isPlainLocal = protocol === 'http:' && LOCAL.has(hostname);
  const isOrigin = pathname === '/' && username === '' && url.search === '';
  if (!isOrigin || (protocol !== 'https:' && !isPlainLocal)) return fail('SERVER_ADDRESS_WRONG');
  trustSystemCertificates(origin);
  return ok(origin);
}
