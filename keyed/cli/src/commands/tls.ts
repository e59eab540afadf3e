import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fail, ok, type Result } from '@siegel/wire';
import type { CommandGiven, CommandOutcome } from '../command.ts';
import type { CliFailure } from '../terminal/cli-errors.ts';
import type { Console } from '../terminal/console.ts';
import { EXIT } from '../terminal/exit-code.ts';
import { writeNewFile } from '../terminal/write-file.ts';
import { type KeyedCertificate, makeAuthority, makeServerCertificate } from '../tls/authority.ts';
import { type CertificateState, certificateState, WARN_DAYS } from '../tls/certificate-state.ts';
import { readNames, sameNames, type ServerNames } from '../tls/server-names.ts';
import {
  keepAuthority,
  keepServerCertificate,
  readIfThere,
  readKeyed,
  type TlsFiles,
  tlsFiles,
} from '../tls/tls-files.ts';
import { certificateJson, certificateLines, installLines, TLS_TEXT } from '../tls/tls-text.ts';

/** Options all of `siegel tls` take. */
export interface TlsWish {
  readonly data: string;
  readonly ca?: string;
}

/** Options of `siegel tls create` and `renew`. */
export interface TlsNamesWish extends TlsWish {
  readonly host?: readonly string[];
  readonly address?: readonly string[];
  /** create: put the new certificate in the place of one that is there. */
  readonly replace?: boolean;
  /** renew: also when it is not time yet. */
  readonly force?: boolean;
}

/** `renew` called every week, by hand or by a timer, has five chances before anybody is warned. */
const RENEW_DAYS = 60;

/** Makes authority and server certificate (CL60). An authority that is there already signs again: workplaces know it. */
export async function createTls(given: CommandGiven, wish: TlsNamesWish): Promise<CommandOutcome> {
  const { host = [], address = [], replace = false } = wish;
  if (host.length + address.length === 0) return fail('USAGE_WRONG', { detail: '--host, --address' });
  const names = readNames(host, address);
  if (!names.ok) return names;
  const files = tlsFiles(wish.data, given.home, wish.ca);
  await mkdir(files.data, { recursive: true, mode: 0o700 });
  const present = await readIfThere(files.certificate);
  if (!present.ok) return present;
  if (present.value !== undefined && !replace) return fail('TLS_EXISTS', { file: files.certificate });
  const authority = await authorityFor(given.console, files, names.value);
  if (!authority.ok) return authority;
  const state = await issue(files, authority.value, names.value);
  if (!state.ok) return state;
  const facts = { data: wish.data };
  const lines = [
    given.console.text(TLS_TEXT.made, facts),
    ...certificateLines(given.console, state.value),
    given.console.text(TLS_TEXT.next, facts),
  ];
  return ok({ json: { ...certificateJson(state.value), authorityFolder: dirname(files.authorityKey) }, lines });
}

/** Makes a new key and certificate when it is time, or when the names change (CL61). */
export async function renewTls(given: CommandGiven, wish: TlsNamesWish): Promise<CommandOutcome> {
  const files = tlsFiles(wish.data, given.home, wish.ca);
  const present = await stateOf(files.certificate);
  if (!present.ok) return present;
  const names = namesAfter(present.value.names, wish);
  if (!names.ok) return names;
  const { daysLeft } = present.value;
  if (wish.force !== true && daysLeft >= RENEW_DAYS && sameNames(names.value, present.value.names))
    return ok({
      json: { renewed: false, ...certificateJson(present.value) },
      lines: [given.console.text(TLS_TEXT.stillGood, { days: daysLeft })],
    });
  const authority = await readKeyed(files.authorityCertificate, files.authorityKey);
  if (!authority.ok) return authority;
  if (authority.value === undefined) return fail('TLS_CA_MISSING', { folder: dirname(files.authorityKey) });
  const state = await issue(files, authority.value, names.value);
  if (!state.ok) return state;
  const lines = [given.console.text(TLS_TEXT.renewed), ...certificateLines(given.console, state.value)];
  return ok({ json: { renewed: true, ...certificateJson(state.value) }, lines });
}

/** Shows both certificates (CL62); exit code 6 when the server's expires soon. */
export async function showTls({ console, home }: CommandGiven, wish: TlsWish): Promise<CommandOutcome> {
  const files = tlsFiles(wish.data, home);
  const server = await stateOf(files.certificate);
  if (!server.ok) return server;
  const authority = await stateOf(files.authority);
  if (!authority.ok) return authority;
  const isSoon = Math.min(server.value.daysLeft, authority.value.daysLeft) < WARN_DAYS;
  const lines = [
    console.text(TLS_TEXT.server),
    ...certificateLines(console, server.value),
    console.text(TLS_TEXT.authority, { issuer: authority.value.issuer }),
    ...certificateLines(console, authority.value),
    ...(isSoon ? [console.text(TLS_TEXT.soon, { data: wish.data })] : []),
  ];
  const json = { server: certificateJson(server.value), authority: certificateJson(authority.value) };
  return ok({ json, lines, exit: isSoon ? EXIT.findings : EXIT.ok });
}

/** Writes the authority's certificate, never a key, into a new file and says what to do with it (CL63). */
export async function exportTls(
  { console, home }: CommandGiven,
  wish: TlsWish & { readonly out: string },
): Promise<CommandOutcome> {
  const files = tlsFiles(wish.data, home);
  const authority = await stateOf(files.authority);
  if (!authority.ok) return authority;
  const pem = await readIfThere(files.authority);
  if (!pem.ok) return pem;
  const written = await writeNewFile(wish.out, pem.value ?? '');
  if (!written.ok) return written;
  const lines = [
    console.text(TLS_TEXT.exported, { file: wish.out }),
    ...certificateLines(console, authority.value),
    ...installLines(console),
  ];
  return ok({ json: { file: wish.out, ...certificateJson(authority.value) }, lines });
}

/** The authority of the folder, made when there is none. */
async function authorityFor(
  console: Console,
  files: TlsFiles,
  names: ServerNames,
): Promise<Result<KeyedCertificate, CliFailure>> {
  const present = await readKeyed(files.authorityCertificate, files.authorityKey);
  if (!present.ok) return present;
  if (present.value !== undefined) return ok(present.value);
  const made = makeAuthority(names, Date.now());
  const kept = await keepAuthority(files, made);
  if (!kept.ok) return kept;
  console.note(TLS_TEXT.authorityMade, { folder: dirname(files.authorityKey) });
  return ok(made);
}

async function issue(
  files: TlsFiles,
  authority: KeyedCertificate,
  names: ServerNames,
): Promise<Result<CertificateState, CliFailure>> {
  const made = makeServerCertificate(authority, names, Date.now());
  if (!made.ok) return made;
  const kept = await keepServerCertificate(files, made.value, authority.certificate);
  return kept.ok ? stateOf(files.certificate) : kept;
}

/** The state of a certificate file. TLS_MISSING, TLS_DAMAGED. */
async function stateOf(file: string): Promise<Result<CertificateState, CliFailure>> {
  const pem = await readIfThere(file);
  if (!pem.ok) return pem;
  if (pem.value === undefined) return fail('TLS_MISSING', { file });
  const state = certificateState(pem.value, Date.now());
  return state === undefined ? fail('TLS_DAMAGED', { file }) : ok(state);
}

/** Names given take the place of all old ones; without any the old ones stay. */
function namesAfter(present: ServerNames, { host = [], address = [] }: TlsNamesWish): Result<ServerNames, CliFailure> {
  return host.length + address.length === 0 ? ok(present) : readNames(host, address);
}
