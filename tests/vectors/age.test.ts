import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { AgeError, openAge } from '@siegel/keep/restore';
import { expect, test } from 'vitest';
import { hasVectors, readVectorFolder } from '../../tools/testing/src/vectors.ts';

async function* cut(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

interface Vector {
  readonly expect: string;
  readonly payload: string | undefined;
  readonly identities: readonly string[];
  readonly isArmored: boolean;
  readonly body: Buffer;
}

function vectorOf(bytes: Uint8Array): Vector {
  const file = Buffer.from(bytes);
  const end = file.indexOf('\n\n');
  const lines = file.subarray(0, end).toString('utf8').split('\n');
  const all = (name: string) =>
    lines.filter((line) => line.startsWith(`${name}: `)).map((line) => line.slice(name.length + 2));
  const body = file.subarray(end + 2);
  return {
    expect: all('expect')[0] ?? '',
    payload: all('payload')[0],
    identities: all('identity'),
    isArmored: all('armored').length > 0,
    body: all('compressed').length > 0 ? inflateSync(body) : body,
  };
}

const OUTCOME: Readonly<Record<string, string>> = {
  success: 'opened',
  'no match': 'BACKUP_KEY_WRONG',
  'HMAC failure': 'BACKUP_DAMAGED',
  'header failure': 'BACKUP_DAMAGED',
  'payload failure': 'BACKUP_DAMAGED',
};

test.skipIf(!hasVectors('cctv-age'))(
  '[BK3] [T39] opens the published files of age, and refuses those that must be refused',
  async () => {
    let run = 0;
    for (const { name, bytes } of readVectorFolder('cctv-age')) {
      const vector = vectorOf(bytes);
      const [identity] = vector.identities;
      // Passphrases and armour are no part of a backup, nor are keys of other kinds.
      if (vector.isArmored || vector.identities.length !== 1 || identity?.startsWith('AGE-SECRET-KEY-1') !== true)
        continue;
      run++;
      const hash = createHash('sha256');
      let outcome = 'opened';
      try {
        for await (const piece of openAge(cut(vector.body, 30_001), identity)) hash.update(piece);
      } catch (error) {
        outcome = error instanceof AgeError ? error.code : String(error);
      }
      expect([name, outcome]).toEqual([name, OUTCOME[vector.expect]]);
      // Of a damaged one less may be given out than the vector allows: the last chunk that is there might be no last one.
      if (outcome === 'opened') expect([name, hash.digest('hex')]).toEqual([name, vector.payload]);
    }
    expect(run).toBeGreaterThan(30);
  },
);
