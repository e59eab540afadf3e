import {
  type AppendPolicy,
  checkpointOrigin,
  type EntryHasher,
  Membership,
  MerkleFrontier,
  type TreeHead,
  type VerifyEd25519,
  verifyCheckpoint,
} from '@siegel/journal';
import {
  CborError,
  equalBytes,
  type ErrorCode,
  fail,
  type Failure,
  type Id,
  LayoutError,
  type Leaf,
  LEAF_CLASS,
  ok,
  type Result,
  ZERO_ID,
} from '@siegel/wire';
import { logAuthorId, readsPersons } from '@siegel/akten';
import { Attributor, type Quarantined } from './attributor.ts';
import { Breather } from './breather.ts';
import { type BoundBatch, JournalColumns } from './journal-columns.ts';
import { type HiddenLeaf, PageBinder } from './page-binder.ts';
import type { PageItem } from './page-items.ts';
import type { TreeNodes } from './tree-nodes.ts';

/** What a follower needs from its surroundings (A10). */
export interface FollowerGiven {
  readonly tenant: Id;
  readonly hasher: EntryHasher;
  readonly verify: VerifyEd25519;
  readonly policy: AppendPolicy;
  /** From kit, slot or approval; undefined only where trust begins with this first sync. */
  readonly orgPublic?: Uint8Array;
  /** Heads that were seen otherwise: a journal that does not pass through them is a fork. */
  readonly mustPass?: readonly TreeHead[];
  /** Where the nodes of the tree go, for whoever asks for roots of before. */
  readonly nodes?: TreeNodes;
}

/** What one page brought. */
export interface PageReport {
  readonly from: number;
  readonly to: number;
  readonly batches: readonly BoundBatch[];
  readonly quarantined: readonly Quarantined[];
  readonly hidden: readonly HiddenLeaf[];
  /** Case-key entries whose open fields did not come: erased, or withheld. */
  readonly withoutOpen: readonly number[];
}

type PageHead = Extract<PageItem, { item: 'page' }>;

/** Follows the journal of one tenant and believes nothing unproven: every page must extend what was seen before, under a
 *  checkpoint of the log key the genesis names (JN21). A refused page leaves no trace. */
export class JournalFollower {
  readonly columns = new JournalColumns();
  readonly membership = new Membership();
  readonly attributor: Attributor;
  readonly #given: FollowerGiven;
  #tree: MerkleFrontier;
  #checkpoint: Uint8Array = new Uint8Array(0);
  #lastLogAuthor: { readonly logPublic: Uint8Array; readonly author: Id } | undefined;

  /** @param tree where to begin: a frontier that an attestation signs, or nothing for the whole journal. */
  constructor(given: FollowerGiven, tree: MerkleFrontier = MerkleFrontier.empty(given.hasher)) {
    this.#given = given;
    this.#tree = tree;
    const { columns, membership } = this;
    if (tree.size > 0) columns.startAt(tree.size);
    const logAuthor = () => this.#logAuthor(this.#logKey() ?? ZERO_ID);
    this.attributor = new Attributor({ ...given, columns, membership, orgPublic: given.orgPublic, logAuthor });
  }

  /** The newest tree head this device has verified; it is pinned. */
  get head(): TreeHead {
    return { size: this.#tree.size, root: this.#tree.root() };
  }

  /** The signed note over `head`, as the server gave it. */
  get checkpoint(): Uint8Array {
    return this.#checkpoint;
  }

  /** Takes one page as its items arrive. On a failure everything of it is forgotten. Codes: LOG_SHORTENED, LOG_FORKED,
   *  CHECKPOINT_WRONG, PROOF_WRONG, GENESIS_WRONG, layouts. Rejects when the stream does (network). */
  async takePage(items: AsyncIterable<Iterable<PageItem>>): Promise<Result<PageReport>> {
    const before = this.columns.size;
    try {
      const report = await this.#takePage(items);
      if (!report.ok) this.#forget(before);
      return report;
    } catch (error) {
      this.#forget(before);
      if (error instanceof CborError) return fail('CBOR_MALFORMED');
      if (error instanceof LayoutError) return fail('LAYOUT_MALFORMED');
      throw error;
    }
  }

  async #takePage(pages: AsyncIterable<Iterable<PageItem>>): Promise<Result<PageReport>> {
    const binder = new PageBinder(this.columns, this.#tree, this.#given);
    const from = this.columns.size;
    const firstBatch = this.columns.batches.length;
    const quarantined: Quarantined[] = [];
    const breather = new Breather();
    let page: PageHead | undefined;
    for await (const items of pages) {
      for (const item of items) {
        if (breather.isDue) await breather.turn();
        const outcome = this.#takeItem(item, page, binder);
        if (typeof outcome === 'string') return fail(outcome);
        if (item.item === 'page') page = item;
        else if (outcome !== undefined) quarantined.push(...(await this.attributor.takeHouse(outcome)));
      }
    }
    if (page === undefined || binder.isInsideBatch || binder.tree.size !== page.to) return fail('PROOF_WRONG');
    const fault = await this.#checkpointFault(page, binder.tree);
    if (fault !== undefined) return { ok: false, error: fault };
    this.#tree = binder.tree;
    this.#checkpoint = page.checkpoint.slice();
    const batches = [...this.columns.batches.from(firstBatch)];
    return ok({ from, to: page.to, batches, quarantined, hidden: binder.hidden, withoutOpen: binder.withoutOpen });
  }

  /** @returns a batch whose house entries are to be attributed now, or the code of a broken rule. */
  #takeItem(item: PageItem, page: PageHead | undefined, binder: PageBinder): BoundBatch | ErrorCode | undefined {
    if (item.item === 'page') return page === undefined ? this.#headFault(item) : 'LAYOUT_MALFORMED';
    if (page === undefined) return 'LAYOUT_MALFORMED';
    const outcome = binder.take(item);
    if (outcome === undefined || typeof outcome === 'string') return outcome;
    return this.attributor.isHouseBatch(outcome) ? outcome : undefined;
  }

  #headFault(page: { readonly from: number; readonly to: number }): 'LOG_SHORTENED' | 'PROOF_WRONG' | undefined {
    if (page.to < this.#tree.size) return 'LOG_SHORTENED';
    return page.from === this.#tree.size ? undefined : 'PROOF_WRONG';
  }

  /** The page's tree is the one the server signed; a signed head of the same size with another root is a fork. */
  async #checkpointFault(
    page: { readonly checkpoint: Uint8Array },
    tree: MerkleFrontier,
  ): Promise<Failure | undefined> {
    const log = this.membership.logAt(tree.size);
    if (log === undefined) return { code: 'GENESIS_WRONG' };
    const origin = checkpointOrigin(this.#given.tenant, log.instance);
    const verifier = { sha256: this.#given.hasher.sha256, verify: this.#given.verify };
    const checkpoint = await verifyCheckpoint(page.checkpoint, { origin, publicKey: log.logPublic }, verifier);
    if (!checkpoint.ok) return checkpoint.error;
    if (checkpoint.value.size < tree.size) return { code: 'LOG_SHORTENED' };
    if (checkpoint.value.size !== tree.size) return { code: 'PROOF_WRONG' };
    return equalBytes(checkpoint.value.root, tree.root()) ? undefined : { code: 'LOG_FORKED' };
  }

  /** Asked for every entry, and the same for all of them until the log changes its key. */
  #logAuthor(logPublic: Uint8Array): Id {
    if (this.#lastLogAuthor?.logPublic !== logPublic)
      this.#lastLogAuthor = { logPublic, author: logAuthorId(logPublic, this.#given.hasher.sha256) };
    return this.#lastLogAuthor.author;
  }

  #logKey(): Uint8Array | undefined {
    return this.membership.logAt(this.columns.size + 1)?.logPublic;
  }

  #forget(size: number): void {
    this.columns.truncate(size);
    this.membership.rollback(size);
    this.attributor.forget();
  }
}

/** Whose device follows: what the server owes it. */
export interface BodyReader {
  readonly sites: readonly Id[];
  /** Whether the user may read records; the house is owed to everybody. */
  readonly readsRecords: boolean;
  /** Whether the user sees who the persons are: Stammakten are owed. */
  readonly readsPersons: boolean;
}

/** Leaves whose bodies this user may read and did not get: an alarm (JN22). */
export function withheldLeaves(hidden: readonly HiddenLeaf[], reader: BodyReader): readonly HiddenLeaf[] {
  return hidden.filter(({ leaf }) => isOwed(leaf, reader));
}

/** True for a leaf of the house, and for a record of a site this user reads: its body is owed (JN22). */
export function isOwed(leaf: Leaf, { sites, readsRecords, readsPersons }: BodyReader): boolean {
  if (leaf.class === LEAF_CLASS.house) return true;
  if (leaf.class === LEAF_CLASS.accessLog) return false;
  if (equalBytes(leaf.site, ZERO_ID)) return readsPersons;
  return readsRecords && sites.some((site) => equalBytes(site, leaf.site));
}

/** What a user may read with everything before `size`. */
export function bodyReaderAt({ membership }: Pick<JournalFollower, 'membership'>, user: Id, size: number): BodyReader {
  const sites = membership.userAt(user, size)?.sites ?? [];
  const rights = membership.rightsAt(user, size);
  return { sites, readsRecords: rights.has('read-records'), readsPersons: readsPersons(rights) };
}
