import { platformHasher, platformRandom } from '@siegel/seal';
import { bytesOfHex, hexOf, type Id, ok, type Result, shardOf } from '@siegel/wire';
import { person } from '@siegel/akten';
import type { Safe } from '../safe/safe.ts';
import type { PersonRow } from '../search/person-row.ts';
import { tellJson } from '../server/server-request.ts';
import type { OfferedSet } from './start-items.ts';

const PART_CHECKED = 0.01;
const FEWEST = 8;

/** What a check of the sets in use has found. */
export interface SnapshotCheck {
  readonly checked: number;
  /** Shards with a row that is not what the person's record says; ascending. */
  readonly wrongShards: readonly number[];
}

/** Holds one row in a hundred, drawn at random, against the opened record of the person; reports shards with a wrong row, and puts
 *  right every row of theirs (SN30, SN31). One delivery entry per 500 persons. Codes of the requests: it was not done then. */
export async function checkSnapshot(safe: Safe, sets: readonly OfferedSet[]): Promise<Result<SnapshotCheck>> {
  const coversSeq = Math.min(...sets.map(({ head }) => head.coversSeq));
  const all = [...safe.index.personIds()];
  const isUnchanged = (personId: string) => isOlder(safe, personId, coversSeq);
  const drawn = drawSome(all, Math.max(FEWEST, Math.ceil(all.length * PART_CHECKED))).filter(isUnchanged);
  const rows = new Map(drawn.map((personId) => [personId, safe.index.get(personId)]));
  const fetched = await safe.fetchPersons(drawn);
  if (!fetched.ok) return fetched;
  const wrong = new Set<number>();
  for (const [personId, row] of rows) if (!isSameRow(row, safe.index.get(personId))) wrong.add(shardOfPerson(personId));
  const wrongShards = [...wrong].toSorted((a, b) => a - b);
  if (wrongShards.length === 0) return ok({ checked: drawn.length, wrongShards });
  const again = all.filter((personId) => wrong.has(shardOfPerson(personId)) && isUnchanged(personId));
  const refreshed = await safe.fetchPersons(again);
  if (!refreshed.ok) return refreshed;
  for (const { head } of sets) {
    const body = { site: hexOf(head.site), set: hexOf(head.set), shards: wrongShards };
    const told = await tellJson(safe.given.address, 'snapshot/report', { body });
    // Another set is in use by now: there is nothing left to report.
    if (!told.ok && told.error.code !== 'SNAPSHOT_UNKNOWN') return told;
  }
  return ok({ checked: drawn.length, wrongShards });
}

/** True when the person's record is the one the shards were made from. */
function isOlder({ directory, records }: Safe, personId: string, coversSeq: number): boolean {
  const stammakte = directory.aktenOfPerson(personId).find((akte) => akte.stammakte);
  const shown = stammakte === undefined ? [] : records.recordsOfAkte(stammakte.akte);
  return shown.some(({ newest }) => newest.body.kind === person.code && newest.seq < coversSeq);
}

function shardOfPerson(personId: string): number {
  return shardOf(bytesOfHex(personId) as Id, platformHasher.sha256);
}

/** `count` different ones: whoever made the set must not know which. */
function drawSome(all: readonly string[], count: number): readonly string[] {
  const left = [...all];
  const drawn: string[] = [];
  while (drawn.length < count && left.length > 0) {
    const [a = 0, b = 0, c = 0, d = 0] = platformRandom(4);
    const at = (((a << 24) | (b << 16) | (c << 8) | d) >>> 0) % left.length;
    const last = left.pop() as string;
    drawn.push(at === left.length ? last : (left[at] as string));
    if (at < left.length) left[at] = last;
  }
  return drawn;
}

function isSameRow(a: PersonRow | undefined, b: PersonRow | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
