import {
  type AppendPolicy,
  type CheckContext,
  type CheckedEntry,
  entryChecks,
  type Fields,
  genesisChecks,
  type Membership,
  type OpenedBatch,
  type SignatureCheck,
  statementKey,
  type VerifyEd25519,
} from '@siegel/journal';
import {
  type Body,
  CborError,
  decodeBody,
  equalBytes,
  classOfKind,
  type ErrorCode,
  type Id,
  LayoutError,
  LEAF_CLASS,
  unpackOpenFields,
  WIRE_KINDS,
} from '@siegel/wire';
import { Breather, type Turns } from './breather.ts';
import type { BoundBatch, JournalColumns } from './journal-columns.ts';
import { AkteMemory, SeqView } from './seq-view.ts';

/** What attribution depends on. */
export interface AttributionContext {
  readonly columns: JournalColumns;
  readonly membership: Membership;
  readonly policy: AppendPolicy;
  /** Strict platform check. */
  readonly verify: VerifyEd25519;
  readonly tenant: Id;
  /** Known from kit, slot or approval; a journal that begins otherwise is not this organisation's. */
  readonly orgPublic: Uint8Array | undefined;
  logAuthor(): Id;
}

/** An entry that failed a check: held back alone, shown as such, never applied (JN23). */
export interface Quarantined {
  readonly seq: number;
  readonly code: ErrorCode;
}

const NOTHING: ReadonlySet<number> = new Set();

/** Checks who wrote what and whether they might: batch by batch, in order (JN20 *attributed*). House entries are attributed
 *  while they arrive, because everything else rests on them; records follow when opened, or in idle time. */
export class Attributor {
  readonly #context: AttributionContext;
  /** The Akten that entries were held against last. */
  readonly #akten = new AkteMemory();
  /** Verdicts on entries that stood in the way of later ones. */
  readonly #faults = new Map<number, Promise<ErrorCode | undefined>>();
  readonly #breather = new Breather();

  constructor(context: AttributionContext) {
    this.#context = context;
  }

  /** Forgets what it remembers of entries that were taken back. */
  forget(): void {
    this.#akten.clear();
    this.#faults.clear();
  }

  /** True when the batch holds entries the membership is made of. */
  isHouseBatch(batch: BoundBatch): boolean {
    const { columns } = this.#context;
    for (let seq = batch.firstSeq; seq < batch.firstSeq + batch.count; seq++) {
      const kind = columns.kindAt(seq);
      if (kind !== undefined && classOfKind(kind) === LEAF_CLASS.house) return true;
    }
    return false;
  }

  /** Attributes the house entries of a batch and applies them to the membership. */
  async takeHouse(batch: BoundBatch): Promise<readonly Quarantined[]> {
    if (batch.firstSeq === 0) {
      const code = await this.#found(batch);
      if (code !== undefined) return [{ seq: 0, code }];
    } else if (!(await this.#isStatementSigned(batch))) return this.#quarantineAll(batch, 'STATEMENT_SIGNATURE_WRONG');
    const quarantined: Quarantined[] = [];
    for (let seq = Math.max(1, batch.firstSeq); seq < batch.firstSeq + batch.count; seq++) {
      const kind = this.#context.columns.kindAt(seq);
      if (kind === undefined || classOfKind(kind) !== LEAF_CLASS.house) continue;
      const code = await this.#attribute(seq, batch, true);
      if (code !== undefined) quarantined.push({ seq, code });
    }
    return quarantined;
  }

  /** Attributes every readable entry of a batch whose house entries were taken before.
   *  @param turns when it gives way; a job that somebody waits for only to what waits already. */
  async check(batch: BoundBatch, turns: Turns = this.#breather): Promise<readonly Quarantined[]> {
    if (!(await this.isSigned(batch))) return this.#quarantineAll(batch, 'STATEMENT_SIGNATURE_WRONG');
    const quarantined: Quarantined[] = [];
    for (let seq = Math.max(1, batch.firstSeq); seq < batch.firstSeq + batch.count; seq++) {
      if (this.#context.columns.kindAt(seq) === undefined) continue;
      if (turns.isDue) await turns.turn();
      const code = await this.#attribute(seq, batch, false);
      if (code !== undefined) quarantined.push({ seq, code });
    }
    return quarantined;
  }

  /** True when the batch is signed by the device it names, at its place; the genesis has its own rules (`takeHouse`). */
  async isSigned(batch: BoundBatch): Promise<boolean> {
    return batch.firstSeq === 0 || this.#isStatementSigned(batch);
  }

  /** Attributes one readable entry of a batch that `isSigned`, without the others of its batch. */
  async checkEntry(seq: number): Promise<ErrorCode | undefined> {
    const batch = seq === 0 ? undefined : this.#context.columns.batchOf(seq);
    return batch === undefined ? undefined : this.#attribute(seq, batch, false);
  }

  async #isStatementSigned(batch: BoundBatch): Promise<boolean> {
    const { membership, tenant, verify } = this.#context;
    const statement = batch.said;
    const context = { membership, logAuthor: this.#context.logAuthor(), first: this.#firstOf(batch) };
    const key = statementKey(statement.device, batch.firstSeq, context);
    if (key === undefined || !equalBytes(statement.tenant, tenant)) return false;
    const instance = membership.logAt(batch.firstSeq)?.instance;
    if (instance === undefined || !equalBytes(instance, statement.instance)) return false;
    return verify(key, batch.statement.bytes, batch.statement.signature);
  }

  #firstOf({ firstSeq }: BoundBatch): { readonly body: Body; readonly fields: Fields | null } | undefined {
    const { columns } = this.#context;
    const entry = columns.kindAt(firstSeq) === WIRE_KINDS.device ? columns.entryAt(firstSeq) : undefined;
    if (entry === undefined) return undefined;
    return { body: decodeBody(entry.body), fields: entry.open === null ? null : unpackOpenFields(entry.open) };
  }

  /** A body that is signed but has no valid layout is that entry's fault alone (JN23): it must not stop the others. */
  async #attribute(seq: number, batch: BoundBatch, applies: boolean): Promise<ErrorCode | undefined> {
    try {
      return await this.#attributeWellFormed(seq, batch, applies);
    } catch (error) {
      if (error instanceof CborError || error instanceof LayoutError) return 'LAYOUT_MALFORMED';
      throw error;
    }
  }

  async #attributeWellFormed(seq: number, batch: BoundBatch, applies: boolean): Promise<ErrorCode | undefined> {
    const entry = this.#context.columns.entryAt(seq);
    if (entry === undefined) return undefined;
    const body = decodeBody(entry.body);
    if (!equalBytes(body.author, batch.said.device)) return 'AUTHOR_MISMATCH';
    const fields = entry.open === null ? null : unpackOpenFields(entry.open);
    const erased = entry.open === null && body.openHash !== null;
    const given = { seq, receivedAt: this.#context.columns.receivedAt(seq), body, fields };
    const context = await this.#contextOf(given, erased);
    const first = entryChecks(given, context);
    // Nearly always right at once; asked again only where something stands in the way.
    const outcome = typeof first === 'string' ? await this.#outcomeWithoutHeldBack(given, context, first) : first;
    if (typeof outcome === 'string') return outcome;
    if (outcome.length > 0 && !(await this.#allValid(outcome))) return 'CO_SIGNATURE_WRONG';
    if (applies && fields !== null) this.#context.membership.apply(seq, body, fields);
    return undefined;
  }

  async #contextOf(entry: CheckedEntry, erased: boolean): Promise<CheckContext & { readonly view: SeqView }> {
    const { columns, membership, policy } = this.#context;
    const view = new SeqView(columns, entry.seq, this.#akten, NOTHING);
    const without = await this.#withoutHeldBack(entry, { view });
    return {
      view: without.size === 0 ? view : new SeqView(columns, entry.seq, this.#akten, without),
      membership,
      policy: erased ? lenient(policy) : policy,
      logAuthor: this.#context.logAuthor(),
    };
  }

  /** What the rules say when what is held back before the entry is left out, as long as such a thing stands in the way: a version
   *  or a founding that nobody entitled signed must not keep the true one out (JN23). */
  async #outcomeWithoutHeldBack(
    entry: CheckedEntry,
    context: CheckContext & { readonly view: SeqView },
    first: ErrorCode,
  ): Promise<ReturnType<typeof entryChecks>> {
    const without = new Set(context.view.without);
    let { view } = context;
    let outcome: ReturnType<typeof entryChecks> = first;
    while (typeof outcome === 'string') {
      const inTheWay = view.inTheWay(outcome, entry.body);
      if (inTheWay === undefined || (await this.#faultAt(inTheWay)) === undefined) return outcome;
      without.add(inTheWay);
      view = new SeqView(this.#context.columns, entry.seq, this.#akten, without);
      outcome = entryChecks(entry, { ...context, view });
    }
    return outcome;
  }

  /** Of the entries that decide over this one, those that are held back themselves: the rules are asked without them (JN23). */
  async #withoutHeldBack(entry: CheckedEntry, { view }: { readonly view: SeqView }): Promise<ReadonlySet<number>> {
    const deciding = view.deciding(entry);
    if (deciding.length === 0) return NOTHING;
    const without = new Set<number>();
    for (const seq of deciding) if ((await this.#faultAt(seq)) !== undefined) without.add(seq);
    return without;
  }

  #faultAt(seq: number): Promise<ErrorCode | undefined> {
    const known = this.#faults.get(seq);
    if (known !== undefined) return known;
    const fault = this.#findFault(seq);
    this.#faults.set(seq, fault);
    return fault;
  }

  async #findFault(seq: number): Promise<ErrorCode | undefined> {
    const batch = this.#context.columns.batchOf(seq);
    if (batch === undefined || !(await this.isSigned(batch))) return 'STATEMENT_SIGNATURE_WRONG';
    return this.checkEntry(seq);
  }

  async #found(batch: BoundBatch): Promise<ErrorCode | undefined> {
    const { columns, membership, policy, tenant, orgPublic } = this.#context;
    const entry = columns.entryAt(0);
    if (entry === undefined || entry.open === null) return 'GENESIS_WRONG';
    const body = decodeBody(entry.body);
    const fields: Fields = unpackOpenFields(entry.open);
    const opened = foundingBatch(batch, { body, fields, entryHash: columns.hashAt(0), bodyBytes: entry.body });
    const logPublic = fields['logPublic'];
    if (!(logPublic instanceof Uint8Array)) return 'GENESIS_WRONG';
    const expected = { policy, tenant, logPublic, ...(orgPublic === undefined ? {} : { orgPublic }) };
    const checks = genesisChecks(opened, expected);
    if (typeof checks === 'string') return checks;
    if (!(await this.#allValid(checks))) return 'GENESIS_WRONG';
    membership.apply(0, body, fields);
    return undefined;
  }

  async #allValid(checks: readonly SignatureCheck[]): Promise<boolean> {
    const verdicts = await Promise.all(checks.map((c) => this.#context.verify(c.publicKey, c.message, c.signature)));
    return verdicts.every(Boolean);
  }

  #quarantineAll(batch: BoundBatch, code: ErrorCode): readonly Quarantined[] {
    return Array.from({ length: batch.count }, (_, i) => ({ seq: batch.firstSeq + i, code }));
  }
}

function foundingBatch(batch: BoundBatch, first: Omit<OpenedBatch['entries'][number], 'packet'>): OpenedBatch {
  const packet = { body: first.bodyBytes, open: null, envelopes: [], wraps: [] };
  return {
    statement: batch.said,
    signed: batch.statement,
    entries: [{ ...first, packet }],
  };
}

/** Erased open fields cannot be held against their form; the hash in the body still stands for them. */
function lenient(policy: AppendPolicy): AppendPolicy {
  return { ...policy, openFieldsFault: () => undefined };
}
