import { hash } from 'node:crypto';
import { createTreeHasher, type EntryHasher } from '@siegel/journal';
import type { Sha256 } from '@siegel/wire';

/** SHA-256 of the platform, one call per value. */
export const sha256: Sha256 = (bytes) => hash('sha256', bytes, 'buffer');

/** Tree and entry hashes of the platform. */
export const hasher: EntryHasher = { ...createTreeHasher(sha256), sha256 };
