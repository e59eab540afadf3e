import { type Safe } from '@siegel/safe';
import { type Author, makeDeviceKeys, makeUserKey, signBatch } from '@siegel/seal';
import {
  checkpointOrigin,
  listNodeSource,
  MerkleFrontier,
  merkleRoot,
  rangeNodes,
  signCheckpoint,
  type Subtree,
} from '@siegel/journal';
import { type AskedRequest, type GivenAnswer, type Lie, sha256, testHasher, testKey } from '@siegel/testing';
import {
  type AppendRequest,
  appendRequestOfItems,
  type CborValue,
  classOfKind,
  decodeSequence,
  decodeStatement,
  encodeLeaf,
  encodeSequence,
  type EntryPacket,
  fixedBytes,
  type Hash,
  ID_BYTES,
  openFieldsToCbor,
  peekBody,
} from '@siegel/wire';
import { type HostileWorld, jsonAnswer } from './hostile-world.ts';

type Item = readonly CborValue[];
const PAGE = 0;
const BATCH = 1;
const LEAF = 2;
const ENTRY = 3;
const isEntry = (item: Item) => item[0] !== PAGE && item[0] !== BATCH;

/** The server in the guise of a device: its name and its user's, with keys of the server's own. */
export async function forgerOf({ author }: Safe): Promise<Author> {
  const keys = await makeDeviceKeys();
  return { ...author, userKey: await makeUserKey(), device: { ...keys, device: author.device.device } };
}

/** A journal as a server with the log key can show it: the honest one with batches of its own behind, under a checkpoint that
 *  fits. Everything a device may check without asking who signed is in order. */
export class ForgedJournal {
  readonly #forged: AppendRequest[] = [];
  readonly #world: HostileWorld;
  readonly #logKey: ReturnType<typeof testKey>;
  /** The honest entries the forged ones stand behind. */
  #honest: Item[] | undefined;

  constructor(world: HostileWorld, logSeed: Uint8Array) {
    this.#world = world;
    this.#logKey = testKey(logSeed);
  }

  /** Puts a batch behind the journal, signed with the forger's own key. */
  async forge(packets: readonly EntryPacket[], forger: Author, { follower }: Safe): Promise<void> {
    const { tenant, instance } = this.#world.practice.founded.given;
    this.#forged.push(await signBatch(packets, { tenant, instance, device: forger.device, seen: follower.head }));
  }

  /** Ends the journal before the batch that begins at `size`. */
  async cutAt(size: number, asked: AskedRequest): Promise<void> {
    await this.#readHonest(asked);
    const end = (this.#honest ?? []).findIndex((item) => item[0] === BATCH && (item[1] as number) >= size);
    if (end >= 0) this.#honest = this.#honest?.slice(0, end);
  }

  /** Leaves out one batch, as if it had never been written: all behind it moves up. */
  async drop(firstSeq: number, asked: AskedRequest): Promise<void> {
    await this.#readHonest(asked);
    let count = 0;
    let inside = false;
    this.#honest = (this.#honest ?? []).flatMap((item) => {
      if (item[0] === BATCH) {
        inside = item[1] === firstSeq;
        if (inside) count = item[2] as number;
        else if ((item[1] as number) > firstSeq) return [[BATCH, (item[1] as number) - count, ...item.slice(2)]];
      }
      return inside && item[0] !== PAGE ? [] : [item];
    });
  }

  /** Answers every question for the journal from the forged one. What is written from now on is not in it. */
  readonly lie: Lie = async (asked, honest) => {
    if (!asked.path.startsWith('journal?')) return honest();
    await this.#readHonest(asked);
    return this.#answer(Number(new URLSearchParams(asked.path.split('?')[1]).get('from')));
  };

  /** Says that a batch was written, with a proof and a checkpoint that fit, and forgets it.  */
  async acknowledge(asked: AskedRequest): Promise<GivenAnswer> {
    await this.#readHonest(asked);
    const { packets } = appendRequestOfItems(decodeSequence(asked.body));
    const receivedAt = Date.now();
    const leaves = (this.#honest ?? []).filter(isEntry).map(leafOf);
    const firstSeq = leaves.length;
    for (const { body } of packets) leaves.push(leafOf([ENTRY, receivedAt, body, null]));
    const hashes = leaves.map((leaf) => testHasher.leaf(leaf));
    const source = listNodeSource(testHasher, hashes);
    const named = (subtrees: readonly Subtree[]) =>
      subtrees.map((subtree) => Buffer.from(source(subtree) ?? []).toString('base64url'));
    const { left, right } = rangeNodes(firstSeq, hashes.length, hashes.length);
    const checkpoint = await this.#sign(hashes.length, merkleRoot(testHasher, hashes));
    return jsonAnswer({ firstSeq, receivedAt, checkpoint, left: named(left), right: named(right) });
  }

  async #readHonest(asked: AskedRequest): Promise<void> {
    const url = asked.url.replace(/(\/v1\/t\/[0-9a-f]+)\/.*$/, '$1/journal?from=0');
    const { authorization = '', 'siegel-protocol': protocol = '' } = asked.headers;
    const headers = { authorization, 'siegel-protocol': protocol };
    const whole = await fetch(`${this.#world.proxy.target}${url}`, { headers });
    this.#honest ??= decodeSequence(new Uint8Array(await whole.arrayBuffer())) as Item[];
  }

  async #sign(size: number, root: Hash): Promise<string> {
    const { tenant, instance } = this.#world.practice.founded.given;
    const signer = { publicKey: this.#logKey.publicKey, sign: async (bytes: Uint8Array) => this.#logKey.sign(bytes) };
    const head = { origin: checkpointOrigin(tenant, instance), size, root };
    return new TextDecoder().decode(await signCheckpoint(head, signer, sha256));
  }

  async #answer(from: number): Promise<GivenAnswer> {
    const items = [...(this.#honest ?? []).slice(1), ...this.#forgedItems()];
    const tree = MerkleFrontier.empty(testHasher);
    const sent: Item[] = [];
    let isSent = false;
    for (const item of items) {
      if (item[0] === BATCH) isSent = (item[1] as number) >= from;
      else tree.append(testHasher.leaf(leafOf(item)));
      if (isSent) sent.push(item);
    }
    const page: Item = [PAGE, from, tree.size, await this.#sign(tree.size, tree.root())];
    return {
      status: 200,
      headers: { 'content-type': 'application/cbor-seq' },
      body: encodeSequence([page, ...sent] as CborValue[]),
    };
  }

  #forgedItems(): Item[] {
    let firstSeq = (this.#honest ?? []).filter(isEntry).length;
    const receivedAt = Date.now();
    return this.#forged.flatMap(({ statement, packets }) => {
      const { count } = decodeStatement(statement.bytes);
      const batch: Item = [BATCH, firstSeq, count, statement.bytes, statement.signature];
      firstSeq += count;
      return [batch, ...packets.map(({ body, open }): Item => [ENTRY, receivedAt, body, openFieldsToCbor(open)])];
    });
  }
}

function leafOf(item: Item): Uint8Array {
  if (item[0] === LEAF) return item[1] as Uint8Array;
  const body = item[2] as Uint8Array;
  const place = peekBody(body, fixedBytes(body.slice(3, 3 + ID_BYTES), ID_BYTES, 'tenant'));
  if (place === undefined) throw new Error('WR11: not even the beginning of a body');
  const entryHash = sha256(body) as Hash;
  return encodeLeaf({ site: place.site, class: classOfKind(place.kind), receivedAt: item[1] as number, entryHash });
}
