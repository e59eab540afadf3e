import { createHash, createPrivateKey, createPublicKey, type KeyObject, randomBytes, sign } from 'node:crypto';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  ExtendedKeyUsage,
  Extension,
  Extensions,
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_nameConstraints,
  id_ce_subjectAltName,
  id_ce_subjectKeyIdentifier,
  id_kp_serverAuth,
  KeyIdentifier,
  KeyUsage,
  KeyUsageFlags,
  Name,
  NameConstraints,
  RelativeDistinguishedName,
  SubjectAlternativeName,
  SubjectKeyIdentifier,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509';
import type { ServerNames } from './server-names.ts';

const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';
const COMMON_NAME = '2.5.4.3';
const SERIAL_BYTES = 16;
const FIRST_BYTE_LESS_SIGN = 0x7f;
const KEY_ID_BYTES = 20;
const PEM_LINE = /.{1,64}/g;

/** What is signed, by whom, for how long. Keys are ECDSA on P-256 in PEM (PKCS #8). */
export interface CertificateWish {
  readonly subject: string;
  readonly publicKey: KeyObject;
  readonly issuer: string;
  readonly issuerKey: KeyObject;
  readonly notBefore: number;
  readonly notAfter: number;
  readonly extensions: readonly Extension[];
}

/** An X.509 v3 certificate as PEM, signed with ECDSA and SHA-256. The structures are those of RFC 5280, laid out by
 *  @peculiar/asn1-x509 (ADR 0017); nothing of the encoding is ours. */
export function signCertificate(wish: CertificateWish): string {
  const algorithm = new AlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA256 });
  const serial = randomBytes(SERIAL_BYTES);
  // RFC 5280 wants a positive number without leading zeros.
  serial[0] = ((serial[0] ?? 0) & FIRST_BYTE_LESS_SIGN) | 1;
  const keyIds = [
    extension(id_ce_subjectKeyIdentifier, new SubjectKeyIdentifier(keyId(wish.publicKey))),
    extension(
      id_ce_authorityKeyIdentifier,
      new AuthorityKeyIdentifier({ keyIdentifier: new KeyIdentifier(keyId(createPublicKey(wish.issuerKey))) }),
    ),
  ];
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: bufferOf(serial),
    signature: algorithm,
    issuer: nameOf(wish.issuer),
    validity: new Validity({ notBefore: new Date(wish.notBefore), notAfter: new Date(wish.notAfter) }),
    subject: nameOf(wish.subject),
    subjectPublicKeyInfo: publicKeyInfo(wish.publicKey),
    extensions: new Extensions([...wish.extensions, ...keyIds]),
  });
  const signatureValue = sign('sha256', Buffer.from(AsnConvert.serialize(tbsCertificate)), wish.issuerKey);
  const certificate = new Certificate({
    tbsCertificate,
    signatureAlgorithm: algorithm,
    signatureValue: bufferOf(signatureValue),
  });
  return pemOf(AsnConvert.serialize(certificate));
}

/** Extensions of an authority that may sign server certificates for `permitted` only, and no further authority: whoever steals
 *  its key cannot pose as somebody else's site on the workplaces that trust it. */
export function authorityExtensions(permitted: ServerNames): readonly Extension[] {
  const subtree = (base: Partial<GeneralName>) => new GeneralSubtree({ base: new GeneralName(base) });
  const permittedSubtrees = new GeneralSubtrees([
    ...permitted.hosts.map((dNSName) => subtree({ dNSName })),
    ...permitted.addresses.map((iPAddress) => subtree({ iPAddress })),
  ]);
  return [
    extension(id_ce_basicConstraints, new BasicConstraints({ cA: true, pathLenConstraint: 0 }), true),
    extension(id_ce_keyUsage, new KeyUsage(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign), true),
    extension(id_ce_extKeyUsage, new ExtendedKeyUsage([id_kp_serverAuth])),
    extension(id_ce_nameConstraints, new NameConstraints({ permittedSubtrees }), true),
  ];
}

/** Extensions of a server's certificate for `names`. */
export function serverExtensions(names: ServerNames): readonly Extension[] {
  const alternatives = new SubjectAlternativeName([
    ...names.hosts.map((dNSName) => new GeneralName({ dNSName })),
    ...names.addresses.map((iPAddress) => new GeneralName({ iPAddress })),
  ]);
  return [
    extension(id_ce_basicConstraints, new BasicConstraints({ cA: false }), true),
    extension(id_ce_keyUsage, new KeyUsage(KeyUsageFlags.digitalSignature), true),
    extension(id_ce_extKeyUsage, new ExtendedKeyUsage([id_kp_serverAuth])),
    extension(id_ce_subjectAltName, alternatives),
  ];
}

/** The names an authority's certificate permits, addresses with their prefix; undefined when it names no limits. */
export function permittedNames(certificateDer: Uint8Array): ServerNames | undefined {
  const { tbsCertificate } = AsnConvert.parse(certificateDer, Certificate);
  const found = tbsCertificate.extensions?.find(({ extnID }) => extnID === id_ce_nameConstraints);
  if (found === undefined) return undefined;
  const { permittedSubtrees } = AsnConvert.parse(found.extnValue.buffer, NameConstraints);
  const bases = [...(permittedSubtrees ?? [])].map(({ base }) => base);
  return {
    hosts: bases.flatMap(({ dNSName }) => (dNSName === undefined ? [] : [dNSName])),
    addresses: bases.flatMap(({ iPAddress }) => (iPAddress === undefined ? [] : [iPAddress])),
  };
}

/** The private key of a PEM file. */
export function keyOfPem(pem: string): KeyObject {
  return createPrivateKey(pem);
}

function extension(extnID: string, value: object, critical = false): Extension {
  return new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });
}

function nameOf(commonName: string): Name {
  const value = new AttributeValue({ utf8String: commonName });
  return new Name([new RelativeDistinguishedName([new AttributeTypeAndValue({ type: COMMON_NAME, value })])]);
}

function publicKeyInfo(publicKey: KeyObject): SubjectPublicKeyInfo {
  return AsnConvert.parse(publicKey.export({ type: 'spki', format: 'der' }), SubjectPublicKeyInfo);
}

/** RFC 7093 method 1: SHA-256 over the public key, shortened. */
function keyId(publicKey: KeyObject): Uint8Array {
  const { subjectPublicKey } = publicKeyInfo(publicKey);
  return createHash('sha256').update(new Uint8Array(subjectPublicKey)).digest().subarray(0, KEY_ID_BYTES);
}

/** The bytes alone: a Buffer of Node may be a window into a larger one. */
function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

function pemOf(der: ArrayBuffer): string {
  const lines = Buffer.from(der).toString('base64').match(PEM_LINE) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
