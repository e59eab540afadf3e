import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:tls';
import { expect, test } from 'vitest';
import { peerCheck } from '../doctor/check-certificate.ts';
import { type KeyedCertificate, makeAuthority, makeServerCertificate } from './authority.ts';
import { keyOfPem, serverExtensions, signCertificate } from './certificate.ts';
import { certificateState } from './certificate-state.ts';
import { notCovered, permittedFor, readNames, sameNames, type ServerNames } from './server-names.ts';

const DAY_MS = 86_400_000;
const NOW = Date.now();

function namesOf(hosts: readonly string[], addresses: readonly string[] = []): ServerNames {
  const names = readNames(hosts, addresses);
  if (!names.ok) throw new Error(names.error.code);
  return names.value;
}

function issued(authority: KeyedCertificate, names: ServerNames, now = NOW): KeyedCertificate {
  const made = makeServerCertificate(authority, names, now);
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
}

/** Why a client that trusts `authority` refuses a server of this name, or undefined. */
async function refusal(authority: KeyedCertificate, server: KeyedCertificate, name: string) {
  const listening = createServer({ cert: server.certificate, key: server.key }).listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  const socket = connect({ port, host: '127.0.0.1', servername: name, ca: authority.certificate });
  try {
    await once(socket, 'secureConnect');
    return undefined;
  } catch (error) {
    return (error as Error).message;
  } finally {
    socket.destroy();
    listening.close();
  }
}

/** A certificate the authority's key signs although `makeServerCertificate` would not. */
function forced(authority: KeyedCertificate, names: ServerNames): KeyedCertificate {
  const other = makeAuthority(names, NOW);
  const certificate = signCertificate({
    subject: names.hosts[0] ?? '',
    publicKey: new X509Certificate(other.certificate).publicKey,
    issuer: new X509Certificate(authority.certificate).subject.replace(/^CN=/, ''),
    issuerKey: keyOfPem(authority.key),
    notBefore: NOW - DAY_MS,
    notAfter: NOW + DAY_MS,
    extensions: serverExtensions(names),
  });
  return { certificate, key: other.key };
}

test('[CL60] reads host names and addresses in one spelling each and refuses what is none', () => {
  expect(namesOf(['Praxis.LOCAL', 'praxis.local', 'büro.example'], ['FD00:0::0001', '192.168.1.10'])).toEqual({
    hosts: ['praxis.local', 'xn--bro-hoa.example', 'localhost'],
    addresses: ['fd00::1', '192.168.1.10', '127.0.0.1', '::1'],
  });
  for (const host of ['', '*.praxis.local', 'a b', 'praxis.local/x', '-a', '192.168.1.10', 'x'.repeat(64)])
    expect(readNames([host], []), host).toMatchObject({ ok: false, error: { code: 'TLS_NAME_WRONG' } });
  for (const address of ['praxis.local', '192.168.1', 'fe80::1%eth0', '10.0.0.0/8'])
    expect(readNames([], [address]), address).toMatchObject({ ok: false, error: { code: 'TLS_NAME_WRONG' } });
});

test('[CL60] makes certificates that a strict client takes for every name of the server, and for no other', async () => {
  const names = namesOf(['praxis.local'], ['192.168.1.10']);
  const authority = makeAuthority(names, NOW);
  const server = issued(authority, names);
  expect(await refusal(authority, server, 'praxis.local')).toBeUndefined();
  expect(await refusal(authority, server, 'localhost')).toBeUndefined();
  expect(await refusal(authority, server, 'other.local')).toContain('does not match certificate');
  expect(await refusal(makeAuthority(names, NOW), server, 'praxis.local')).toMatch(
    /unable to verify|signature failure/,
  );
  const certificate = new X509Certificate(server.certificate);
  expect(certificate.checkIP('192.168.1.10')).toBe('192.168.1.10');
  expect(certificate.ca).toBe(false);
  expect(certificate.publicKey.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
});

test('[CL60] limits the authority to the names of the house: clients refuse whatever else its key signs', async () => {
  const authority = makeAuthority(namesOf(['praxis.local']), NOW);
  const bank = namesOf(['bank.example']);
  expect(makeServerCertificate(authority, bank, NOW)).toMatchObject({
    ok: false,
    error: { code: 'TLS_NAME_NOT_COVERED', facts: { name: 'bank.example' } },
  });
  expect(await refusal(authority, forced(authority, bank), 'bank.example')).toBe('permitted subtree violation');
  expect(await refusal(authority, forced(authority, namesOf(['praxis.local'])), 'praxis.local')).toBeUndefined();
  const public_ = namesOf([], ['8.8.8.8']);
  expect(await refusal(authority, forced(authority, public_), 'localhost')).toBe('permitted subtree violation');
  expect(
    await refusal(authority, issued(authority, namesOf(['neu.praxis.local'], ['10.1.2.3'])), 'neu.praxis.local'),
  ).toBe(undefined);
});

test('[CL60] covers hosts below its own, private addresses and given ones', () => {
  const permitted = permittedFor(namesOf(['praxis.local'], ['203.0.113.7', '2001:db8::7']));
  const covered = (hosts: string[], addresses: string[] = []) => notCovered({ hosts, addresses }, permitted);
  expect(covered(['praxis.local', 'a.praxis.local'], ['172.31.0.1', 'fd12::1', '203.0.113.7', '2001:db8::7'])).toBe(
    undefined,
  );
  expect(covered(['xpraxis.local'])).toBe('xpraxis.local');
  for (const address of ['203.0.113.8', '2001:db8::8', '172.32.0.1', '8.8.8.8'])
    expect(covered([], [address])).toBe(address);
});

test('[CL61] signs for 397 days, never longer than the authority lasts, and not at all after its end', () => {
  const names = namesOf(['praxis.local']);
  const daysOf = (authority: KeyedCertificate, now: number) =>
    certificateState(issued(authority, names, now).certificate, now)?.daysLeft;
  const authority = makeAuthority(names, NOW);
  // Certificates know whole seconds.
  expect(daysOf(authority, NOW)).toBe(396);
  expect(daysOf(authority, NOW + 3500 * DAY_MS)).toBe(149);
  expect(makeServerCertificate(authority, names, NOW + 3651 * DAY_MS)).toMatchObject({
    ok: false,
    error: { code: 'TLS_CA_EXPIRED' },
  });
  const other = makeAuthority(names, NOW);
  expect(makeServerCertificate({ ...authority, key: other.key }, names, NOW)).toMatchObject({
    ok: false,
    error: { code: 'TLS_CA_DAMAGED' },
  });
  expect(makeServerCertificate({ ...authority, certificate: 'none' }, names, NOW)).toMatchObject({
    ok: false,
    error: { code: 'TLS_CA_DAMAGED' },
  });
});

test('[CL61, CL62] gives back the names of a certificate as they were asked for', () => {
  const names = namesOf(['praxis.local'], ['fd00::12', '192.168.1.10']);
  const state = certificateState(issued(makeAuthority(names, NOW), names).certificate, NOW);
  expect(state && sameNames(state.names, names)).toBe(true);
  expect(state?.fingerprint).toMatch(/^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  expect(certificateState('no certificate', NOW)).toBeUndefined();
});

test('[CL50] tells an expired certificate, a foreign name and an unknown authority apart, and warns 30 days before', () => {
  const names = namesOf(['praxis.local']);
  const after = (days: number) =>
    certificateState(issued(makeAuthority(names, NOW), names).certificate, NOW + days * DAY_MS);
  const verdict = (days: number, fault?: string) => {
    const { state, text } = peerCheck(after(days), fault);
    return [state, text.de];
  };
  expect(verdict(0)[0]).toBe('ok');
  expect(verdict(365)[0]).toBe('ok');
  expect(verdict(367)).toEqual(['warning', expect.stringContaining('nur noch')]);
  expect(verdict(398)).toEqual(['failed', expect.stringContaining('abgelaufen')]);
  expect(verdict(0, 'CERT_HAS_EXPIRED')).toEqual(['failed', expect.stringContaining('abgelaufen')]);
  expect(verdict(0, 'ERR_TLS_CERT_ALTNAME_INVALID')).toEqual(['failed', expect.stringContaining('diese Adresse')]);
  expect(verdict(0, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE')).toEqual([
    'failed',
    expect.stringContaining('siegel tls export'),
  ]);
});
