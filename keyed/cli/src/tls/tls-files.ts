import { chown, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fail, ok, type Result } from '@siegel/wire';
import type { CliFailure } from '../terminal/cli-errors.ts';
import { writeNewFile } from '../terminal/write-file.ts';
import type { KeyedCertificate } from './authority.ts';

/** Where certificates and keys lie. The server program gets the data folder; the key of the authority is never in it (CL60). */
export interface TlsFiles {
  readonly data: string;
  readonly certificate: string;
  readonly key: string;
  /** A copy of the authority's certificate beside the server's, to show and export on the box. */
  readonly authority: string;
  readonly authorityCertificate: string;
  readonly authorityKey: string;
}

/** The folder of the authority unless --ca names one. No profile can have this name. */
const AUTHORITY_FOLDER = '.tls-ca';
const OWNER_ONLY = 0o700;

/** The files for a data folder. */
export function tlsFiles(data: string, home: string, ca?: string): TlsFiles {
  const authority = ca ?? join(home, AUTHORITY_FOLDER);
  return {
    data,
    certificate: join(data, 'tls', 'server.crt'),
    key: join(data, 'tls', 'server.key'),
    authority: join(data, 'tls', 'ca.crt'),
    authorityCertificate: join(authority, 'ca.crt'),
    authorityKey: join(authority, 'ca.key'),
  };
}

/** The text of a file, undefined when there is none. FILE_UNREADABLE. */
export async function readIfThere(file: string): Promise<Result<string | undefined, CliFailure>> {
  try {
    return ok(await readFile(file, 'utf8'));
  } catch (error) {
    const { code = '?' } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? ok(undefined) : fail('FILE_UNREADABLE', { file, reason: code });
  }
}

/** Certificate and key of two files; undefined when one of them is not there. */
export async function readKeyed(
  certificateFile: string,
  keyFile: string,
): Promise<Result<KeyedCertificate | undefined, CliFailure>> {
  const certificate = await readIfThere(certificateFile);
  if (!certificate.ok) return certificate;
  const key = await readIfThere(keyFile);
  if (!key.ok) return key;
  return ok(
    certificate.value === undefined || key.value === undefined
      ? undefined
      : { certificate: certificate.value, key: key.value },
  );
}

/** Keeps a new authority; never writes over an old one, which workplaces trust already. */
export async function keepAuthority(files: TlsFiles, authority: KeyedCertificate): Promise<Result<true, CliFailure>> {
  await mkdir(dirname(files.authorityKey), { recursive: true, mode: OWNER_ONLY });
  const key = await writeNewFile(files.authorityKey, authority.key);
  return key.ok ? writeNewFile(files.authorityCertificate, authority.certificate) : key;
}

/** Puts a server's key and certificate in place, each whole or not at all, key first: a running server waits until both belong
 *  together. The files belong to whoever owns the data folder, also when the administrator made them. */
export async function keepServerCertificate(
  files: TlsFiles,
  server: KeyedCertificate,
  authorityCertificate: string,
): Promise<Result<true, CliFailure>> {
  await mkdir(dirname(files.key), { recursive: true, mode: OWNER_ONLY });
  await giveToOwner(dirname(files.key), files.data);
  const contents = [
    [files.authority, authorityCertificate],
    [files.key, server.key],
    [files.certificate, server.certificate],
  ] as const;
  for (const [file, content] of contents) {
    const replaced = await replaceFile(file, content, files.data);
    if (!replaced.ok) return replaced;
  }
  return ok(true);
}

async function replaceFile(file: string, content: string, data: string): Promise<Result<true, CliFailure>> {
  const fresh = `${file}.new`;
  await rm(fresh, { force: true });
  const written = await writeNewFile(fresh, content);
  if (!written.ok) return written;
  await giveToOwner(fresh, data);
  await rename(fresh, file);
  return ok(true);
}

async function giveToOwner(path: string, data: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(data);
  await chown(path, uid, gid);
}
