import { expect, test } from 'vitest';
import { countCases, hasVectors, listVectorFiles } from '../../tools/testing/src/vectors.ts';
import { VECTOR_SUITES } from './vector-suites.ts';

/** The files and folders that the tests of this folder run. */
const RUN = Object.values(VECTOR_SUITES).map(({ path }): string => path);

/** The others, and why nothing here runs them. */
const LEFT_OUT: Record<string, string> = {
  'blns/': 'no cryptography: texts for fields and search',
  'cctv-age/': 'container of the backup, run by age.test.ts',
  'dompurify-xss/': 'no cryptography: texts for the views',
  'wycheproof/aes_kwp_test.json': 'keys are wrapped by AES-GCM and HPKE',
  'wycheproof/aes_wrap_test.json': 'keys are wrapped by AES-GCM and HPKE',
  'wycheproof/c2sp_chunked_encryption_aes_256_gcm_test.json': 'attachments have a format of their own',
  'wycheproof/chacha20_poly1305_test.json': 'not in suite S1',
  'wycheproof/ecdh_secp256r1_webcrypto_test.json': 'not in suite S1',
  'wycheproof/ecdsa_secp256r1_sha256_p1363_test.json': 'not in suite S1',
  'wycheproof/hkdf_sha512_test.json': 'not in suite S1',
  'wycheproof/hmac_sha256_test.json': 'used inside HKDF only',
  'wycheproof/hmac_sha512_test.json': 'not in suite S1',
  'wycheproof/json_web_key_test.json': 'no JOSE in the protocol',
  'wycheproof/json_web_signature_test.json': 'no JOSE in the protocol',
  'wycheproof/pbkdf2_hmacsha256_test.json': 'passwords go through Argon2id',
  'wycheproof/pbkdf2_hmacsha512_test.json': 'passwords go through Argon2id',
  'wycheproof/x25519_jwk_test.json': 'public keys travel as raw bytes',
  'wycheproof/xchacha20_poly1305_test.json': 'not in suite S1',
};

test.skipIf(!hasVectors(''))('[JT25, T39] runs every published file or says why not', () => {
  const files = listVectorFiles();
  const covers = (entry: string) => (file: string) => (entry.endsWith('/') ? file.startsWith(entry) : file === entry);
  for (const [entry, reason] of Object.entries(LEFT_OUT)) {
    const cases = files.filter(covers(entry)).reduce((sum, file) => sum + countCases(file), 0);
    console.log(`${entry}: ${cases} cases left out: ${reason}`);
    expect([entry, cases > 0]).toEqual([entry, true]);
  }
  const known = [...RUN, ...Object.keys(LEFT_OUT)];
  expect(files.filter((file) => !known.some((entry) => covers(entry)(file)))).toEqual([]);
  expect(known.filter((entry) => !files.some(covers(entry)))).toEqual([]);
});
