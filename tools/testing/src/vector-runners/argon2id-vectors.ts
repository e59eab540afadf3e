import { startTally, type VectorOutcome } from './outcome.ts';
import { answered, hex } from './vector-bytes.ts';

/** One Argon2id derivation, version 19. */
interface Argon2idInput {
  readonly password: Uint8Array;
  readonly salt: Uint8Array;
  readonly secret: Uint8Array;
  readonly associatedData: Uint8Array;
  readonly memoryKiB: number;
  readonly iterations: number;
  readonly parallelism: number;
  readonly sizeBytes: number;
}

/** Answers undefined when the implementation does not offer what the input asks for. */
export type Argon2id = (input: Argon2idInput) => Promise<Uint8Array | undefined>;

interface KnownAnswer {
  readonly header: readonly string[];
  readonly tag: string;
}

/** Runs the known answer of RFC 9106 §5.3 (which uses a secret and associated data). */
export async function runArgon2idVector(json: unknown, argon2id: Argon2id): Promise<VectorOutcome> {
  const tally = startTally();
  const { header, tag } = json as KnownAnswer;
  const text = header.join('\n');
  const bytesBehind = (label: string, from = text) =>
    hex((new RegExp(`^${label}(?:\\[\\d+\\])?: ([0-9a-f ]+)$`, 'm').exec(from)?.[1] ?? '').replaceAll(' ', ''));
  const numberBehind = (label: string) => Number(new RegExp(`${label}: (\\d+)`).exec(text)?.[1]);
  const expected = bytesBehind('Tag', tag);
  const answer = await argon2id({
    password: bytesBehind('Password'),
    salt: bytesBehind('Salt'),
    secret: bytesBehind('Secret'),
    associatedData: bytesBehind('Associated data'),
    memoryKiB: numberBehind('Memory'),
    iterations: numberBehind('Iterations'),
    parallelism: numberBehind('Parallelism'),
    sizeBytes: expected.length,
  });
  if (answer === undefined) tally.skip('secret or associated data not offered');
  else tally.check('RFC 9106 §5.3', answered(answer, expected));
  return tally.outcome();
}

/** Compares two implementations where the published answer cannot be asked of one of them: parameters around the floor
 *  of Siegel's password derivation, without secret and associated data. */
export async function compareArgon2id(one: Argon2id, other: Argon2id): Promise<VectorOutcome> {
  const tally = startTally();
  for (const [memoryKiB, iterations, parallelism, sizeBytes] of [
    [8, 1, 1, 16],
    [32, 3, 4, 32],
    [1_024, 2, 1, 32],
    [4_096, 3, 2, 64],
    [65_536, 3, 1, 32],
    [65_536, 3, 4, 32],
  ] as const) {
    for (const length of [1, 32, 200]) {
      const none = new Uint8Array(0);
      const [password, salt] = [new Uint8Array(length).fill(0xc3), new Uint8Array(16).fill(length)];
      // The slow ones once: they take a tenth of a second each.
      if (memoryKiB >= 65_536 && length !== 32) continue;
      const input = {
        password,
        salt,
        secret: none,
        associatedData: none,
        memoryKiB,
        iterations,
        parallelism,
        sizeBytes,
      };
      const expected = await one(input);
      const name = `m=${memoryKiB} t=${iterations} p=${parallelism} password ${length} bytes`;
      if (expected === undefined) tally.skip('not offered by the reference');
      else tally.check(name, answered(await other(input), expected));
    }
  }
  return tally.outcome();
}
