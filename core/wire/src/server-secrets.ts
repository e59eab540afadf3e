/** The only secrets blind/ may hold (A1, A9). A test compares this list with what the server's module graph reaches. */
export const SERVER_SECRETS = [
  { name: 'box key', use: 'encrypts database files at rest; opened by a stick or a key file', module: 'blind/store' },
  { name: 'TLS key', use: 'identifies the server to browsers', module: 'blind/server' },
  { name: 'server log key', use: 'signs checkpoints and server-authored entries (Ed25519)', module: 'blind/server' },
  { name: 'OPAQUE server set-up', use: 'answers password log-ins without seeing the password', module: 'blind/server' },
  {
    name: 'session half key',
    use: 'makes the half of session slots; a half opens nothing alone',
    module: 'blind/server',
  },
  {
    name: 'TOTP secrets',
    use: 'check one-time codes at sign-in; open nothing, are sent once at enrolment',
    module: 'blind/server',
  },
  { name: 'SMS gateway access', use: 'sends sign-in codes; from a file of the operator', module: 'blind/server' },
  { name: 'backup recipients', use: 'public keys only', module: 'blind/keep' },
  { name: 'witness key', use: 'co-signs checkpoints of a partner', module: 'blind/keep' },
] as const;

/** The one file of the server's graph that calls a cipher: it seals backups, for keys the server has not (HS26). */
export const SERVER_SEALING_FILES = ['blind/keep/src/age/seal-payload.ts'] as const;

/** Modules with ciphers or password protocols that the server may load, each with its reason. */
export const SERVER_CIPHER_MODULES = [
  { module: 'better-sqlite3-multiple-ciphers', reason: 'database file encrypted at rest with the box key' },
  { module: '@serenity-kit/opaque', reason: 'OPAQUE server side' },
  { module: 'node:crypto', reason: 'SHA-256, Ed25519, random ids, HKDF and HMAC of the box key' },
  { module: 'age-encryption', reason: 'headers of backups for public recipients; opening is loaded by nobody here' },
  { module: '@noble/ciphers', reason: 'part of age-encryption' },
  { module: '@noble/curves', reason: 'part of age-encryption' },
  { module: '@noble/hashes', reason: 'part of age-encryption' },
  { module: '@noble/post-quantum', reason: 'part of age-encryption' },
  { module: '@scure/base', reason: 'part of age-encryption' },
  { module: 'node:https', reason: 'TLS' },
  { module: 'node:tls', reason: 'TLS' },
] as const;
