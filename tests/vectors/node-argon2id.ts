import { argon2Sync } from 'node:crypto';
import type { Argon2id } from '../../tools/testing/src/vector-runners/argon2id-vectors.ts';

/** Argon2id of node:crypto, which gives the published answer; what the library of the browser is compared with. */
export const nodeArgon2id: Argon2id = async (input) =>
  new Uint8Array(
    argon2Sync('argon2id', {
      message: input.password,
      nonce: input.salt,
      secret: input.secret,
      associatedData: input.associatedData,
      memory: input.memoryKiB,
      passes: input.iterations,
      parallelism: input.parallelism,
      tagLength: input.sizeBytes,
    }),
  );
