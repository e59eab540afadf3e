import { type AkteLine, akteLine, akteRoot, houseRoot, type TreeHead } from '@siegel/journal';
import { buildEntry, platformHasher, platformRandom, userCoSigner } from '@siegel/seal';
import { bytesOfHex, fail, hexOf, type Id, ok, type Result, WIRE_KINDS, ZERO_ID } from '@siegel/wire';
import type { JournalFollower } from '../journal/journal-follower.ts';
import { houseLines } from '../snapshot/house-lines.ts';
import type { Safe } from './safe.ts';

/** What an attestation says beside the head it is about. */
export interface AttestationWish {
  /** The verified head; the follower's when left out. */
  readonly head?: TreeHead;
  /** Signs a set of shards as well (SN2). */
  readonly shardRoot?: Uint8Array;
  /** Lets others have their turn, every few thousand Akten. */
  readonly pause?: () => Promise<void>;
}

const AKTEN_AT_ONCE = 1_000;

/** Says under the signatures of device and user that the journal was verified up to a head (JN30 to JN32). To be called only
 *  after an audit without findings. @returns the id of the attestation; OFFLINE when it could not be written now. */
export async function attest(safe: Safe, verified: JournalFollower, wish: AttestationWish = {}): Promise<Result<Id>> {
  const author = safe.author;
  const { size, root } = wish.head ?? verified.head;
  const open = {
    logSize: size,
    root,
    siteScope: verified.membership.userAt(author.user, size)?.sites ?? [],
    akteRoot: akteRoot(await akteLines(verified, size, wish.pause), platformHasher),
    houseRoot: houseRoot(houseLines(verified.columns, size), platformHasher),
    ...(wish.shardRoot === undefined ? {} : { shardRoot: wish.shardRoot }),
  };
  const record = platformRandom(16) as Id;
  const draft = { kind: WIRE_KINDS.attestation, schemaVersion: 1, record, open, coSigners: [userCoSigner(author)] };
  const written = await safe.write([await buildEntry(draft, author)]);
  if (!written.ok) return written;
  return written.value.saved ? ok(record) : fail('OFFLINE');
}

/** One line per Akte this device reads: its entries below `size` by their hashes, in order. */
async function akteLines(
  { columns }: JournalFollower,
  size: number,
  pause: () => Promise<void> = () => Promise.resolve(),
): Promise<readonly AkteLine[]> {
  const lines: AkteLine[] = [];
  for (const hex of [...columns.akteIds()]) {
    const akte = bytesOfHex(hex);
    if (akte === undefined || hex === hexOf(ZERO_ID)) continue;
    const hashes = columns.seqsOfAkte(akte).filter((seq) => seq < size);
    if (hashes.length === 0) continue;
    if (lines.length % AKTEN_AT_ONCE === 0) await pause();
    lines.push(
      akteLine(
        akte,
        hashes.map((seq) => columns.hashAt(seq)),
        platformHasher.sha256,
      ),
    );
  }
  return lines;
}
