import { checkpointOrigin, MerkleFrontier, signCheckpoint } from '@siegel/journal';
import type { PageItem } from '@siegel/safe';
import {
  type AppendRequest,
  classOfKind,
  decodeStatement,
  encodeLeaf,
  ID_BYTES,
  type EntryPacket,
  type Leaf,
  peekBody,
} from '@siegel/wire';
import { sha256, type TestKey } from './deterministic.ts';
import { testHasher, type TestTenant } from './journal-builder.ts';

/** What the lying server keeps of a batch. */
export interface KeptBatch {
  request: AppendRequest;
  receivedAt: number;
  /** Send only its leaves. */
  hidden: boolean;
}

/** A server that keeps what it is given without asking and can lie in every way: the normal counterpart of everything that
 *  follows a journal. Tests change `batches` and `logKey`, or the items on their way. */
export class LyingServer {
  readonly tenant: TestTenant;
  batches: KeptBatch[] = [];
  logKey: TestKey;

  constructor(tenant: TestTenant) {
    this.tenant = tenant;
    this.logKey = tenant.log;
  }

  /** The newest tree head over what it keeps. */
  get head() {
    const tree = MerkleFrontier.empty(testHasher);
    for (const batch of this.batches)
      for (const packet of batch.request.packets) tree.append(testHasher.leaf(encodeLeaf(leafOf(packet, batch))));
    return { size: tree.size, root: tree.root() };
  }

  take(request: AppendRequest): void {
    this.batches.push({ request, receivedAt: this.tenant.now, hidden: false });
  }

  /** The items of a journal page from `from` on, under a checkpoint signed by `logKey`. */
  async items(from = 0): Promise<PageItem[]> {
    const { size, root } = this.head;
    const origin = checkpointOrigin(this.tenant.tenant, this.tenant.instance);
    const signer = { publicKey: this.logKey.publicKey, sign: async (message: Uint8Array) => this.logKey.sign(message) };
    const checkpoint = await signCheckpoint({ origin, size, root }, signer, sha256);
    const items: PageItem[] = [{ item: 'page', from, to: size, checkpoint }];
    let firstSeq = 0;
    for (const batch of this.batches) {
      const { packets, statement } = batch.request;
      if (firstSeq >= from) {
        items.push({ item: 'batch', firstSeq, count: decodeStatement(statement.bytes).count, statement });
        for (const packet of packets) items.push(itemOf(packet, batch));
      }
      firstSeq += packets.length;
    }
    return items;
  }
}

function leafOf(packet: EntryPacket, { receivedAt }: KeptBatch): Leaf {
  // Read without decoding: this server also hands out bodies that are none.
  const place = peekBody(packet.body, packet.body.subarray(3, 3 + ID_BYTES));
  if (place === undefined) throw new Error('WR11: not even the beginning of a body');
  return { site: place.site, class: classOfKind(place.kind), receivedAt, entryHash: sha256(packet.body) };
}

function itemOf(packet: EntryPacket, batch: KeptBatch): PageItem {
  if (batch.hidden) return { item: 'leaf', leaf: leafOf(packet, batch) };
  return { item: 'entry', receivedAt: batch.receivedAt, body: packet.body, open: packet.open };
}

/** Items in chunks, as they would arrive. */
export async function* pageStream(items: readonly PageItem[], chunk = 3): AsyncGenerator<readonly PageItem[]> {
  for (let at = 0; at < items.length; at += chunk) yield items.slice(at, at + chunk);
}
