import { generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto';
import { fail, ok, type Result } from '@siegel/wire';
import type { CliFailure } from '../terminal/cli-errors.ts';
import { authorityExtensions, keyOfPem, permittedNames, serverExtensions, signCertificate } from './certificate.ts';
import { notCovered, permittedFor, type ServerNames } from './server-names.ts';

const DAY_MS = 86_400_000;
/** Clocks of workplaces are behind now and then. */
const BACKDATED_MS = DAY_MS;
const AUTHORITY_DAYS = 3650;
/** 13 months: browsers take at most 825 days from an authority of one's own, 398 from a public one. */
const SERVER_DAYS = 397;
/** A common name has at most 64 signs (RFC 5280, ub-common-name); nobody compares it, clients read the names beside it. */
const LONGEST_NAME = 44;

/** A certificate and its private key, both as PEM. */
export interface KeyedCertificate {
  readonly certificate: string;
  readonly key: string;
}

/** Makes the authority of a house: a certificate that workplaces trust once, limited to the names of the house. */
export function makeAuthority(names: ServerNames, now: number): KeyedCertificate {
  const { publicKey, privateKey } = newKey();
  const subject = `Siegel ${(names.hosts[0] ?? '').slice(0, LONGEST_NAME)} ${new Date(now).toISOString().slice(0, 10)}`;
  const certificate = signCertificate({
    subject,
    publicKey,
    issuer: subject,
    issuerKey: privateKey,
    notBefore: now - BACKDATED_MS,
    notAfter: now + AUTHORITY_DAYS * DAY_MS,
    extensions: authorityExtensions(permittedFor(names)),
  });
  return { certificate, key: pemOfKey(privateKey) };
}

/** A new key and certificate for a server, signed by the authority. TLS_CA_DAMAGED when its two files do not belong together,
 *  TLS_CA_EXPIRED, TLS_NAME_NOT_COVERED for a name the authority may not sign for. */
export function makeServerCertificate(
  authority: KeyedCertificate,
  names: ServerNames,
  now: number,
): Result<KeyedCertificate, CliFailure> {
  const opened = openAuthority(authority);
  if (!opened.ok) return opened;
  const { certificate, key, permitted } = opened.value;
  const expiry = certificate.validToDate.getTime();
  if (expiry <= now) return fail('TLS_CA_EXPIRED');
  const name = notCovered(names, permitted);
  if (name !== undefined) return fail('TLS_NAME_NOT_COVERED', { name });
  const { publicKey, privateKey } = newKey();
  const issued = signCertificate({
    subject: (names.hosts[0] ?? '').slice(0, LONGEST_NAME),
    publicKey,
    issuer: commonName(certificate),
    issuerKey: key,
    notBefore: now - BACKDATED_MS,
    notAfter: Math.min(now + SERVER_DAYS * DAY_MS, expiry),
    extensions: serverExtensions(names),
  });
  return ok({ certificate: issued, key: pemOfKey(privateKey) });
}

interface OpenedAuthority {
  readonly certificate: X509Certificate;
  readonly key: KeyObject;
  readonly permitted: ServerNames;
}

function openAuthority({ certificate: pem, key: keyPem }: KeyedCertificate): Result<OpenedAuthority, CliFailure> {
  try {
    const certificate = new X509Certificate(pem);
    const key = keyOfPem(keyPem);
    const permitted = permittedNames(certificate.raw);
    if (permitted === undefined || !certificate.ca || !certificate.checkPrivateKey(key)) return fail('TLS_CA_DAMAGED');
    return ok({ certificate, key, permitted });
  } catch {
    return fail('TLS_CA_DAMAGED');
  }
}

function newKey(): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

function pemOfKey(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

function commonName({ subject }: X509Certificate): string {
  return subject.replace(/^CN=/, '');
}
