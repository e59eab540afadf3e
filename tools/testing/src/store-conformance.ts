import { person as personKind } from '@siegel/akten';
import {
  assembleProof,
  inclusionNodes,
  merkleRoot,
  openBatch,
  rangeNodes,
  type TreeHead,
  verifyInclusion,
  verifyRange,
} from '@siegel/journal';
import type { AppendBatch, ReadView, StoreEngine, TenantStore, WriteTx } from '@siegel/store';
import {
  type AppendRequest,
  classOfKind,
  concatBytes,
  decodeBody,
  encodeLeaf,
  type EntryPacket,
  type Hash,
  hexOf,
  type Id,
  type Sha256,
  WIRE_KINDS,
  ZERO_ID,
} from '@siegel/wire';
import { seededRandom, sha256 } from './deterministic.ts';
import { testHasher, TestTenant } from './journal-builder.ts';

/** What a suite needs of an engine: a fresh, empty one, and a way to throw it away. */
export interface EngineUnderTest {
  readonly engine: StoreEngine;
  /** Another engine over the same data, as after a restart. The first one is closed before. */
  reopen(): Promise<StoreEngine>;
  /** The proof helper of the package, handed in because this file may import only its types. */
  readonly readSubtrees: typeof import('@siegel/store').readSubtrees;
  dispose(): Promise<void>;
}

const RECEIVED_AT = 1_795_000_000_000;

/** A checked batch from an append request. */
export function openedBatch(request: AppendRequest): AppendBatch {
  const opened = openBatch(request, testHasher);
  if (!opened.ok) throw new Error(`the builder made a batch that does not open: ${opened.error.code}`);
  return opened.value;
}

/** Appends packets as one batch at the end, `seen` being the head before. */
export async function appendPackets(tx: WriteTx, tenant: TestTenant, packets: readonly EntryPacket[]): Promise<void> {
  const head = await tx.treeHead();
  const batch = openedBatch(tenant.batch(packets, head));
  await tx.append(batch, { firstSeq: head.size, receivedAt: RECEIVED_AT + head.size });
}

/** All rows of a stream of pages. */
export async function collect<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const rows: T[] = [];
  for await (const page of pages) rows.push(...page);
  return rows;
}

const hashOfPacket = (packet: EntryPacket): Hash => sha256(packet.body);
const hexes = (values: readonly (Uint8Array | undefined)[]) => values.map((value) => value && hexOf(value));

function leafHashOfPacket(packet: EntryPacket, receivedAt: number): Hash {
  const { site, kind } = decodeBody(packet.body);
  return testHasher.leaf(encodeLeaf({ site, class: classOfKind(kind), receivedAt, entryHash: hashOfPacket(packet) }));
}

/** The rules every engine keeps (docs/spec/store.md). `make` gives a fresh engine for every test. Await it in the test file:
 *  the test runner is loaded only here, so that programs may use the other builders of this package. */
export async function tenantStoreConformance(name: string, make: () => Promise<EngineUnderTest>): Promise<void> {
  const { afterEach, describe, expect, test } = await import('vitest');
  describe(`tenant store: ${name}`, () => {
    let underTest: EngineUnderTest | undefined;
    afterEach(async () => {
      await underTest?.engine.close();
      await underTest?.dispose();
      underTest = undefined;
    });

    /** An engine with one founded tenant. */
    async function founded(seed = 'store'): Promise<{ made: EngineUnderTest; store: TenantStore; tenant: TestTenant }> {
      underTest ??= await make();
      const tenant = new TestTenant(seed);
      const created = await underTest.engine.createTenant(tenant.tenant);
      if (!created.ok) throw new Error(created.error.code);
      const batch = openedBatch(tenant.genesis());
      await created.value.write((tx) => tx.append(batch, { firstSeq: 0, receivedAt: RECEIVED_AT }));
      return { made: underTest, store: created.value, tenant };
    }

    const append = (store: TenantStore, tenant: TestTenant, packets: readonly EntryPacket[]) =>
      store.write((tx) => appendPackets(tx, tenant, packets));

    const reopened = async (made: EngineUnderTest, tenant: Id): Promise<TenantStore> => {
      await made.engine.close();
      underTest = { ...made, engine: await made.reopen() };
      const opened = await underTest.engine.openTenant(tenant);
      if (!opened.ok) throw new Error(opened.error.code);
      return opened.value;
    };

    describe('tenants', () => {
      test('[ST1] creates a tenant once, lists it, and finds no other one', async () => {
        const { made, tenant } = await founded();
        expect(await made.engine.createTenant(tenant.tenant)).toEqual({ ok: false, error: { code: 'TENANT_EXISTS' } });
        expect(hexes(await made.engine.tenants())).toEqual([hexOf(tenant.tenant)]);
        expect(await made.engine.openTenant(sha256(tenant.tenant).slice(0, 16))).toEqual({
          ok: false,
          error: { code: 'TENANT_UNKNOWN' },
        });
      });

      test('[ST4] refuses to open a tenant twice, and opens it again after closing', async () => {
        const { made, store, tenant } = await founded();
        const second = await made.engine.openTenant(tenant.tenant);
        expect(second).toMatchObject({ ok: false, error: { code: 'DATABASE_IN_USE' } });
        await store.close();
        const again = await made.engine.openTenant(tenant.tenant);
        expect(again.ok && (await again.value.size())).toBe(1);
      });

      test('[ST16] refuses work on a closed store', async () => {
        const { store } = await founded();
        await store.close();
        await expect(store.write(() => 1)).rejects.toThrow('ST16');
      });
    });

    describe('entries', () => {
      test('[ST10] gives back the exact bytes of bodies and open fields, also after a restart', async () => {
        const { made, store, tenant } = await founded();
        const akte = tenant.random(16);
        const packets = [tenant.caseKey(akte), tenant.record(akte), tenant.groupKey(tenant.random(16))];
        await append(store, tenant, packets);
        const again = await reopened(made, tenant.tenant);
        const rows = await collect(again.entriesFrom(1, 4));
        expect(rows.map((row) => hexOf(row.body))).toEqual(packets.map((packet) => hexOf(packet.body)));
        expect(rows.map((row) => row.open && hexOf(concatBytes(row.open.salt, row.open.bytes)))).toEqual(
          packets.map((packet) => packet.open && hexOf(concatBytes(packet.open.salt, packet.open.bytes))),
        );
        expect(rows.map((row) => [row.seq, row.receivedAt])).toEqual([1, 2, 3].map((seq) => [seq, RECEIVED_AT + 1]));
        expect(hexOf((await again.entryAt(2))?.body ?? ZERO_ID)).toBe(hexOf(packets[1]!.body));
        expect(await again.entryAt(4)).toBeUndefined();
        expect(hexOf(again.treeHead().root)).toBe(hexOf((await again.rootAt(4))!));
      });

      test('[ST10] answers ranges that are empty, cut or beyond the end', async () => {
        const { store, tenant } = await founded();
        const akte = tenant.random(16);
        await append(store, tenant, [tenant.caseKey(akte), tenant.record(akte)]);
        const seqs = async (from: number, to: number) =>
          (await collect(store.entriesFrom(from, to))).map((row) => row.seq);
        expect(await seqs(0, 0)).toEqual([]);
        expect(await seqs(1, 2)).toEqual([1]);
        expect(await seqs(2, 99_999)).toEqual([2]);
        expect(await seqs(3, 10)).toEqual([]);
      });

      test('[ST11] refuses a batch that does not begin where the journal ends, and keeps nothing of it', async () => {
        const { store, tenant } = await founded();
        const batch = openedBatch(tenant.batch([tenant.groupKey(tenant.random(16))], store.treeHead()));
        for (const firstSeq of [0, 2]) {
          await expect(store.write((tx) => tx.append(batch, { firstSeq, receivedAt: RECEIVED_AT }))).rejects.toThrow(
            'ST11',
          );
        }
        expect(await store.size()).toBe(1);
      });

      test('[ST12] writes every statement again as the bytes that were signed', async () => {
        const { made, store, tenant } = await founded();
        const akte = tenant.random(16);
        const requests: AppendRequest[] = [];
        const appendRequest = (request: AppendRequest) =>
          store.write(async (tx) => {
            requests.push(request);
            await tx.append(openedBatch(request), { firstSeq: await tx.size(), receivedAt: RECEIVED_AT });
          });
        await appendRequest(tenant.batch([tenant.caseKey(akte)], store.treeHead()));
        await appendRequest(
          tenant.batch(
            [1, 2, 3].map(() => tenant.record(akte)),
            { size: 1, root: sha256(akte) },
          ),
        );
        const restored = new TestTenant('restored', { tenant: tenant.tenant });
        const other = { ...restored.first, device: tenant.random(16) };
        await appendRequest(restored.batch([restored.record(akte, { by: other })], store.treeHead(), other));
        await appendRequest(tenant.batch([tenant.record(akte)], { size: 0, root: testHasher.emptyRoot }));
        const again = await reopened(made, tenant.tenant);
        const batches = await collect(again.batchesFrom(1, 99));
        expect(batches.map((batch) => [batch.firstSeq, batch.count])).toEqual([
          [1, 1],
          [2, 3],
          [5, 1],
          [6, 1],
        ]);
        expect(hexes(batches.map((batch) => batch.bytes))).toEqual(hexes(requests.map((r) => r.statement.bytes)));
        expect(hexes(batches.map((batch) => batch.signature))).toEqual(
          hexes(requests.map((r) => r.statement.signature)),
        );
        expect((await collect(again.batchesFrom(3, 4))).map((batch) => batch.firstSeq)).toEqual([2]);
        expect((await collect(again.batchesFrom(4, 6))).map((batch) => batch.firstSeq)).toEqual([2, 5]);
        expect(await collect(again.batchesFrom(7, 9))).toEqual([]);
      });

      test('[ST17] finds entries by hash and records by id only when the full value fits', async () => {
        const { store, tenant } = await founded();
        const akte = tenant.random(16);
        // Two records whose ids share their first 8 bytes: the index keeps only those.
        const [a, b, c] = [1, 2, 3].map((last) => concatBytes(tenant.tenant.slice(0, 15), Uint8Array.of(last)));
        const packets = [
          tenant.caseKey(akte),
          tenant.record(akte, { record: a! }),
          tenant.record(akte, { record: b! }),
        ];
        await append(store, tenant, packets);
        const heads = await store.headsOf([b!, a!, c!]);
        expect(heads.map((head) => head?.seq)).toEqual([3, 2, undefined]);
        expect(hexes(heads.map((head) => head?.entryHash))).toEqual(
          hexes([packets[2]!, packets[1]!].map(hashOfPacket)).concat(undefined),
        );
        const wanted = hashOfPacket(packets[1]!);
        const almost = concatBytes(wanted.slice(0, 31), Uint8Array.of(wanted[31]! ^ 1));
        expect(await store.seqsOfHashes([almost, wanted, hashOfPacket(packets[0]!)])).toEqual([undefined, 2, 1]);
      });
    });

    describe('transactions', () => {
      test('[ST13] keeps nothing of a work that throws, in tables, tree and later numbers', async () => {
        const { store, tenant } = await founded();
        const before = { head: store.treeHead(), digest: hexOf(await store.projectionDigest()) };
        const akte = tenant.random(16);
        const key = tenant.caseKey(akte);
        const failing = store.write(async (tx) => {
          await appendPackets(tx, tenant, [key]);
          await tx.putSecret('x', tenant.random(3));
          throw new Error('second thoughts');
        });
        await expect(failing).rejects.toThrow('second thoughts');
        expect(hexOf(store.treeHead().root)).toBe(hexOf(before.head.root));
        expect(hexOf(await store.projectionDigest())).toBe(before.digest);
        expect(await store.secret('x')).toBeUndefined();
        // The same signer and wrapping keys get their numbers again.
        await append(store, tenant, [key, tenant.record(akte)]);
        expect((await store.fullCheck()).findings).toEqual([]);
        expect((await store.contentOfAkte(akte, { history: false }))?.wraps).toHaveLength(1);
      });

      test('[ST13] undoes a savepoint alone, and goes on with the same tree', async () => {
        const { store, tenant } = await founded();
        const akte = tenant.random(16);
        const [kept, dropped, later] = [tenant.record(akte), tenant.record(akte), tenant.record(akte)];
        await store.write(async (tx) => {
          await tx.savepoint(() => appendPackets(tx, tenant, [tenant.caseKey(akte), kept]));
          const refused = tx.savepoint(async () => {
            await appendPackets(tx, tenant, [dropped]);
            await tx.savepoint(() => appendPackets(tx, tenant, [tenant.caseKey(tenant.random(16))]));
            throw new Error('stale');
          });
          await expect(refused).rejects.toThrow('stale');
          await appendPackets(tx, tenant, [later]);
          expect(await tx.seqsOfHashes([kept, dropped, later].map(hashOfPacket))).toEqual([2, undefined, 3]);
        });
        expect(await store.size()).toBe(4);
        expect((await store.fullCheck()).findings).toEqual([]);
      });

      test('[ST13] runs works one after the other, in the order they came', async () => {
        const { store } = await founded();
        const order: string[] = [];
        const first = store.write(async (tx) => {
          order.push('first begins');
          await new Promise((resolve) => setTimeout(resolve, 20));
          await tx.putSecret('n', Uint8Array.of(1));
          order.push('first ends');
        });
        const second = store.write(async (tx) => {
          order.push(`second sees ${(await tx.secret('n'))?.[0]}`);
        });
        await Promise.all([first, second]);
        expect(order).toEqual(['first begins', 'first ends', 'second sees 1']);
      });

      test('[ST14] refuses a transaction after its work, and a work that passes over a failed write', async () => {
        const { store, tenant } = await founded();
        const escaped = await store.write((tx) => ({ tx }));
        await expect(escaped.tx.size()).rejects.toThrow('ST14');
        const batch = openedBatch(
          tenant.batch([tenant.groupKey(tenant.random(16)), tenant.record(tenant.random(16))], store.treeHead()),
        );
        const careless = store.write(async (tx) => {
          await tx.append(batch, { firstSeq: 1, receivedAt: RECEIVED_AT }).catch(() => undefined);
        });
        await expect(careless).rejects.toThrow('ST14');
        expect(await store.size()).toBe(1);
      });

      test('[ST16] lets reads outside go on during a work; they see the state before it', async () => {
        const { store, tenant } = await founded();
        const akte = tenant.random(16);
        await store.write(async (tx) => {
          await appendPackets(tx, tenant, [tenant.caseKey(akte)]);
          expect(await tx.size()).toBe(2);
          expect(await store.size()).toBe(1);
          expect(await store.aktenOf([akte])).toEqual([undefined]);
          expect(store.treeHead().size).toBe(1);
        });
        expect(await store.size()).toBe(2);
        expect(store.treeHead().size).toBe(2);
      });
    });

    describe('tree', () => {
      test('[ST18] gives the roots and nodes of the tree over its leaves, and proofs can be made of them', async () => {
        const { made, store, tenant } = await founded();
        const akte = tenant.random(16);
        const packets = [tenant.caseKey(akte), ...Array.from({ length: 299 }, () => tenant.record(akte))];
        for (let at = 0; at < packets.length; at += 37) await append(store, tenant, packets.slice(at, at + 37));
        const rows = await collect(store.entriesFrom(0, 301));
        const leaves = rows.map((row) =>
          leafHashOfPacket({ body: row.body, open: null, envelopes: [], wraps: [] }, row.receivedAt),
        );
        const head: TreeHead = store.treeHead();
        expect(hexOf(head.root)).toBe(hexOf(merkleRoot(testHasher, leaves)));
        for (const size of [0, 1, 2, 16, 17, 255, 256, 300]) {
          expect(hexOf((await store.rootAt(size))!), `root at ${size}`).toBe(
            hexOf(merkleRoot(testHasher, leaves.slice(0, size))),
          );
        }
        expect(await store.rootAt(302)).toBeUndefined();
        expect(hexes(await store.treeNodes({ level: 0, first: 298, count: 9 }))).toEqual(hexes(leaves.slice(298)));
        expect(await store.treeNodes({ level: 4, first: 0, count: 99 })).toHaveLength(18);
        expect(await store.treeNodes({ level: 8, first: 0, count: 99 })).toHaveLength(1);
        await expectProofs(made, store, leaves, head);
        const again = await reopened(made, tenant.tenant);
        await append(again, tenant, [tenant.record(akte)]);
        expect((await again.fullCheck()).findings).toEqual([]);
      });
    });

    async function expectProofs(
      made: EngineUnderTest,
      view: ReadView,
      leaves: readonly Hash[],
      head: TreeHead,
    ): Promise<void> {
      for (const index of [0, 17, 255, 300]) {
        const plan = inclusionNodes(index, head.size);
        const path = assembleProof(testHasher, plan, await made.readSubtrees(view, testHasher, plan.flat()));
        expect(path.ok && verifyInclusion(testHasher, { leafHash: leaves[index]!, index }, head, path.value)).toBe(
          true,
        );
      }
      const { left, right } = rangeNodes(100, 120, head.size);
      const source = await made.readSubtrees(view, testHasher, [...left, ...right]);
      const proof = { left: left.map((node) => source(node)!), right: right.map((node) => source(node)!) };
      expect(verifyRange(testHasher, { first: 100, leafHashes: leaves.slice(100, 120) }, head, proof)).toBe(true);
    }

    describe('Akten', () => {
      test('[ST24] tells heads, parts, Akten and persons from the entries', async () => {
        const { store, tenant } = await founded();
        const [stamm, site, akte] = [tenant.random(16), tenant.random(16), tenant.random(16)];
        const first = tenant.record(akte, { envelopes: [tenant.envelope(), tenant.envelope()], site });
        const body = decodeBody(first.body);
        const fresh = tenant.envelope(400);
        const second = tenant.record(akte, {
          record: body.record,
          parent: hashOfPacket(first),
          site,
          parts: [body.parts[0]!, tenant.part(1, fresh, tenant.first, 2)],
          envelopes: [fresh],
        });
        await append(store, tenant, [
          tenant.caseKey(stamm, { site: ZERO_ID, person: stamm }),
          tenant.caseKey(akte, { site, person: stamm }),
        ]);
        await append(store, tenant, [first, tenant.record(akte, { site })]);
        await append(store, tenant, [second]);
        const [head] = await store.headsOf([body.record]);
        expect(head).toMatchObject({ seq: 5, partSeqs: [3, 5], released: false });
        const third = tenant.record(akte, {
          record: body.record,
          parent: hashOfPacket(second),
          site,
          parts: decodeBody(second.body).parts,
          envelopes: [],
        });
        expect(hexOf(head!.entryHash)).toBe(hexOf(hashOfPacket(second)));
        expect((await store.recordsOfAkte(akte)).map((row) => row.seq)).toEqual([2, 5, 4]);
        expect((await store.versionsOfAkte(akte)).map((row) => row.seq)).toEqual([2, 3, 4, 5]);
        const akten = await store.aktenOfPerson(stamm);
        expect(
          akten.map((row) => [hexOf(row.akte), hexOf(row.site), row.stammakte, row.caseKey?.seq, row.caseKey?.version]),
        ).toEqual([
          [hexOf(stamm), hexOf(ZERO_ID), true, 1, 1],
          [hexOf(akte), hexOf(site), false, 2, 1],
        ]);
        expect(hexOf(akten[1]!.caseKey!.keyId)).toBe(hexOf(sha256(akte)));
        const newest = await store.contentOfAkte(akte, { history: false });
        expect(newest?.envelopes.map((part) => [part.seq, part.compartment]).toSorted()).toEqual([
          [3, 0],
          [4, 0],
          [5, 1],
        ]);
        const all = await store.contentOfAkte(akte, { history: true });
        expect(all?.envelopes.map((part) => [part.seq, part.compartment])).toEqual([
          [3, 0],
          [3, 1],
          [4, 0],
          [5, 1],
        ]);
        expect(await store.contentOfAkte(tenant.random(16), { history: false })).toBeUndefined();
        const range = await collect(store.contentOfRange(2, 5));
        expect(range.map((row) => [row.seq, row.wraps.length, row.envelopes.length])).toEqual([
          [2, 1, 0],
          [3, 0, 2],
          [4, 0, 1],
        ]);
        // A version that carries everything: its parts lie with two different earlier entries.
        await append(store, tenant, [third]);
        expect((await store.headsOf([body.record]))[0]).toMatchObject({ seq: 6, partSeqs: [3, 5] });
        const carried = await store.contentOfAkte(akte, { history: false });
        expect(carried?.envelopes.map((part) => [part.seq, part.compartment]).toSorted()).toEqual([
          [3, 0],
          [4, 0],
          [5, 1],
        ]);
      });

      test('[ST24] knows a Freigabe of exactly the newest version', async () => {
        const { store, tenant } = await founded();
        const akte = tenant.random(16);
        const first = tenant.record(akte);
        const { record } = decodeBody(first.body);
        const freigabe = (target: EntryPacket) =>
          tenant.entry({
            kind: WIRE_KINDS.freigabe,
            record: tenant.random(16),
            akte,
            site: tenant.site,
            fields: { target: record, entryHash: hashOfPacket(target), partHashes: [] },
          });
        await append(store, tenant, [tenant.caseKey(akte), first]);
        await append(store, tenant, [freigabe(first)]);
        expect((await store.headsOf([record]))[0]?.released).toBe(true);
        await append(store, tenant, [tenant.record(akte, { record, parent: hashOfPacket(first) })]);
        expect((await store.headsOf([record]))[0]?.released).toBe(false);
      });

      test('[ST26] streams the identity part of every person, and since a seq only the changed ones', async () => {
        const { store, tenant } = await founded();
        const persons = [1, 2, 3].map(() => tenant.random(16));
        const identity = tenant.random.bind(tenant);
        const record = (akte: Id, parent: EntryPacket | undefined, parts: 'identity' | 'clinical') => {
          const before = parent && decodeBody(parent.body);
          const fresh = concatBytes(Uint8Array.of(1), identity(300));
          const version = before === undefined ? 1 : 2;
          const part = tenant.part(
            parts === 'identity' ? 0 : 1,
            fresh,
            tenant.first,
            parts === 'identity' ? version : 1,
          );
          return tenant.record(akte, {
            kind: personKind.code,
            site: ZERO_ID,
            record: before?.record ?? tenant.random(16),
            parent: parent === undefined ? null : hashOfPacket(parent),
            parts: parts === 'clinical' && before !== undefined ? [...before.parts, part] : [part],
            envelopes: [fresh],
          });
        };
        const first = persons.map((akte) => record(akte, undefined, 'identity'));
        for (const [i, akte] of persons.entries()) {
          await append(store, tenant, [
            tenant.caseKey(akte, { site: ZERO_ID }),
            first[i]!,
            tenant.record(akte, { site: ZERO_ID }),
          ]);
        }
        const other = tenant.random(16);
        await append(store, tenant, [tenant.caseKey(other), tenant.record(other, { kind: personKind.code })]);
        const since = await store.size();
        const changed = record(persons[1]!, first[1], 'identity');
        await append(store, tenant, [changed]);
        await append(store, tenant, [record(persons[2]!, first[2], 'clinical')]);
        const all = await collect(store.identityParts(0));
        expect(all.map((row) => hexOf(row.akte))).toEqual(persons.map(hexOf));
        expect(all.map((row) => row.envelopes.map((part) => hexOf(sha256(part.bytes))))).toEqual(
          [first[0]!, changed, first[2]!].map((packet) => [hexOf(sha256(packet.envelopes[0]!))]),
        );
        expect(all.every((row) => row.wraps.length === 1)).toBe(true);
        const tail = await collect(store.identityParts(since));
        expect(tail.map((row) => hexOf(row.akte)).toSorted()).toEqual([persons[1]!, persons[2]!].map(hexOf).toSorted());
      });

      test('[ST27] gives a user the wraps of its group keys and of older versions under them', async () => {
        const { store, tenant } = await founded();
        const [group, user, other] = [tenant.random(16), tenant.random(16), tenant.random(16)];
        const wrap = (wrapper: 0 | 3, wrapperId: Id, compartment = 255) => ({
          wrapper,
          wrapperId,
          wrapperKeyId: sha256(wrapperId),
          wrappedKeyId: tenant.random(32),
          compartment,
          bytes: tenant.random(1168),
        });
        const key = (version: number, wraps: readonly ReturnType<typeof wrap>[]) => ({
          ...tenant.groupKey(tenant.random(16), { version }),
          wraps,
        });
        const keyed = { ...tenant.groupKey(group), wraps: [wrap(0, user), wrap(0, other)] };
        const next = {
          ...tenant.groupKey(group, { version: 2, parent: hashOfPacket(keyed) }),
          wraps: [wrap(0, other), wrap(0, user), wrap(3, group)],
        };
        const late = tenant.random(16);
        const widened = {
          ...tenant.groupKey(group, { version: 2, parent: hashOfPacket(next) }),
          wraps: [wrap(0, late)],
        };
        await append(store, tenant, [keyed, key(1, [wrap(0, other)]), next, widened]);
        const rows = await store.groupKeyWraps(user);
        expect(rows.map((row) => [row.seq, hexOf(row.group), row.version])).toEqual([
          [1, hexOf(group), 1],
          [3, hexOf(group), 2],
        ]);
        expect(rows.map((row) => row.wraps.map((w) => hexOf(w.bytes)))).toEqual([
          [hexOf(keyed.wraps[0]!.bytes)],
          [hexOf(next.wraps[1]!.bytes), hexOf(next.wraps[2]!.bytes)],
        ]);
        expect(rows[0]!.wraps[0]).toMatchObject({ wrapper: 0, compartment: 255 });
        expect(hexOf(rows[0]!.wraps[0]!.wrapperKeyId)).toBe(hexOf(sha256(user)));
        expect(await store.groupKeyWraps(group)).toEqual([]);
        // Who came after the change gets the older version under the newer one, and nobody else's wraps.
        const ofLate = await store.groupKeyWraps(late);
        expect(ofLate.map((row) => [row.seq, row.wraps.map((w) => hexOf(w.bytes))])).toEqual([
          [3, [hexOf(next.wraps[2]!.bytes)]],
          [4, [hexOf(widened.wraps[0]!.bytes)]],
        ]);
      });

      test('[ST28] gives house entries in order, and only those', async () => {
        const { store, tenant } = await founded();
        const akte = tenant.random(16);
        const opening = tenant.entry({
          kind: WIRE_KINDS.opening,
          akte,
          site: tenant.site,
          fields: { purpose: 'open' },
          coSign: 'none',
        });
        await append(store, tenant, [
          tenant.groupKey(tenant.random(16)),
          tenant.caseKey(akte),
          tenant.record(akte),
          opening,
        ]);
        await append(store, tenant, [tenant.groupKey(tenant.random(16))]);
        expect((await collect(store.houseEntriesFrom(0))).map((row) => row.seq)).toEqual([0, 1, 5]);
        expect((await collect(store.houseEntriesFrom(2))).map((row) => row.seq)).toEqual([5]);
        expect(await collect(store.houseEntriesFrom(6))).toEqual([]);
      });
    });

    describe('erasure', () => {
      const tombstone = (tenant: TestTenant, packets: readonly EntryPacket[]) =>
        tenant.entry({ kind: WIRE_KINDS.tombstone, fields: { entries: packets.map(hashOfPacket), reason: 'request' } });

      const erase = (store: TenantStore, tenant: TestTenant, packets: readonly EntryPacket[]) =>
        store.write(async (tx) => {
          await appendPackets(tx, tenant, [tombstone(tenant, packets)]);
          return tx.erase(packets.map(hashOfPacket));
        });

      test('[ST20] removes envelopes, open fields and wraps, keeps bodies, roots and proofs', async () => {
        const { made, store, tenant } = await founded();
        const [akte, other] = [tenant.random(16), tenant.random(16)];
        const packets = [tenant.caseKey(akte), tenant.record(akte), tenant.record(akte)];
        const kept = [tenant.caseKey(other), tenant.record(other)];
        await append(store, tenant, [...packets, ...kept]);
        const root = hexOf((await store.rootAt(6))!);
        expect(await erase(store, tenant, packets)).toBe(3);
        expect(await store.write((tx) => tx.erase(packets.map(hashOfPacket)))).toBe(0);
        const again = await reopened(made, tenant.tenant);
        expect(await again.contentOfAkte(akte, { history: true })).toMatchObject({ wraps: [], envelopes: [] });
        expect((await again.contentOfAkte(other, { history: true }))?.envelopes).toHaveLength(1);
        expect((await again.aktenOf([akte]))[0]).toMatchObject({ caseKey: null, person: null, stammakte: false });
        expect(await again.aktenOfPerson(akte)).toEqual([]);
        expect((await again.entryAt(1))?.open).toBeNull();
        expect(hexes((await collect(again.entriesFrom(1, 4))).map((row) => row.body))).toEqual(
          hexes(packets.map((p) => p.body)),
        );
        expect(hexOf((await again.rootAt(6))!)).toBe(root);
        expect((await again.headsOf([decodeBody(packets[1]!.body).record]))[0]?.seq).toBe(2);
        expect((await again.fullCheck()).findings).toEqual([]);
      });

      test('[ST29] removes the wraps beside older case keys, and nothing else', async () => {
        const { made, store, tenant } = await founded();
        const akte = tenant.random(16);
        const first = tenant.caseKey(akte);
        const second = tenant.caseKey(akte, { parent: hashOfPacket(first) });
        await append(store, tenant, [first, tenant.record(akte), second]);
        const root = hexOf((await store.rootAt(4))!);
        expect(await store.write((tx) => tx.dropOlderWraps(akte))).toBe(1);
        expect(await store.write((tx) => tx.dropOlderWraps(tenant.random(16)))).toBe(0);
        const again = await reopened(made, tenant.tenant);
        const content = await again.contentOfAkte(akte, { history: true });
        expect(content?.wraps.map(({ bytes }) => hexOf(bytes))).toEqual([hexOf(second.wraps[0]!.bytes)]);
        expect(content?.envelopes).toHaveLength(1);
        expect(hexOf((await again.rootAt(4))!)).toBe(root);
        expect((await again.entryAt(1))?.open).not.toBeNull();
        expect((await again.fullCheck()).findings).toEqual([]);
      });

      test('[ST21] keeps an envelope that a living version still carries, and removes it with the last one', async () => {
        const { store, tenant } = await founded();
        const akte = tenant.random(16);
        const first = tenant.record(akte, { envelopes: [tenant.envelope(), tenant.envelope()] });
        const { record, parts } = decodeBody(first.body);
        const fresh = tenant.envelope();
        const second = tenant.record(akte, {
          record,
          parent: hashOfPacket(first),
          parts: [parts[0]!, tenant.part(1, fresh, tenant.first, 2)],
          envelopes: [fresh],
        });
        await append(store, tenant, [tenant.caseKey(akte), first]);
        await append(store, tenant, [second]);
        const places = async () =>
          (await store.contentOfAkte(akte, { history: true }))?.envelopes.map((part) => [part.seq, part.compartment]);
        await erase(store, tenant, [first]);
        expect(await places()).toEqual([
          [2, 0],
          [3, 1],
        ]);
        await erase(store, tenant, [second]);
        expect(await places()).toEqual([]);
        expect((await store.fullCheck()).findings).toEqual([]);
      });

      test('[ST22] reports missing content that no tombstone names', async () => {
        const { store, tenant } = await founded();
        const akte = tenant.random(16);
        const packets = [tenant.caseKey(akte), tenant.record(akte)];
        await append(store, tenant, packets);
        await store.write((tx) => tx.erase(packets.map(hashOfPacket)));
        expect((await store.fullCheck()).findings).toEqual([
          { what: 'open fields', at: 1 },
          { what: 'envelope', at: 2 },
        ]);
      });

      test('[ST25] rebuilds identical derived rows, before and after a tombstone', async () => {
        const { store, tenant } = await founded();
        const [akte, stamm] = [tenant.random(16), tenant.random(16)];
        const first = tenant.record(akte, { envelopes: [tenant.envelope(), tenant.envelope()] });
        const { record, parts } = decodeBody(first.body);
        const fresh = tenant.envelope();
        const second = tenant.record(akte, {
          record,
          parent: hashOfPacket(first),
          parts: [parts[0]!, tenant.part(1, fresh, tenant.first, 2)],
          envelopes: [fresh],
        });
        const freigabe = tenant.entry({
          kind: WIRE_KINDS.freigabe,
          akte,
          site: tenant.site,
          fields: { target: record, entryHash: hashOfPacket(second), partHashes: [] },
        });
        const key = tenant.caseKey(akte, { person: stamm });
        await append(store, tenant, [tenant.caseKey(stamm, { site: ZERO_ID, person: stamm }), key, first]);
        await append(store, tenant, [second, freigabe]);
        const expectSame = async () => {
          const before = hexOf(await store.projectionDigest());
          await store.rebuildProjection();
          expect(hexOf(await store.projectionDigest())).toBe(before);
          return before;
        };
        const whole = await expectSame();
        await erase(store, tenant, [key, freigabe, first]);
        expect(await expectSame()).not.toBe(whole);
        expect((await store.headsOf([record]))[0]).toMatchObject({ seq: 4, partSeqs: [3, 4], released: false });
      });
    });

    describe('side state', () => {
      test('[ST45] keeps accounts, slots, sessions and secrets, each replaced by its key', async () => {
        const { made, store, tenant } = await founded();
        const [user, other, device, slotId] = [1, 2, 3, 4].map(() => tenant.random(16)) as [Id, Id, Id, Id];
        const session = (token: number, owner: Id, on: Id | null, expiresAt: number) => ({
          tokenHash: sha256(Uint8Array.of(token)),
          user: owner,
          device: on,
          createdAt: 5,
          expiresAt,
        });
        await store.write(async (tx) => {
          await tx.putAccount({ account: 'anna', user, opaqueRecord: Uint8Array.of(1) });
          await tx.putAccount({ account: 'anna', user, opaqueRecord: Uint8Array.of(2) });
          await tx.putSlot({ slotId, user, device, kind: 'password', bytes: Uint8Array.of(3) });
          await tx.putSlot({ slotId: other, user, device: null, kind: 'recovery', bytes: Uint8Array.of(4) });
          await tx.putSecret('log-seed', Uint8Array.of(5));
          for (const row of [
            session(1, user, null, 100),
            session(2, user, device, 200),
            session(3, other, null, 300),
          ]) {
            await tx.putSession(row);
          }
          await tx.putSession(session(1, user, device, 150));
        });
        const again = await reopened(made, tenant.tenant);
        expect(hexOf((await again.account('anna'))!.opaqueRecord)).toBe('02');
        expect(await again.account('otto')).toBeUndefined();
        const slots = (await again.slotsOfUser(user)).map((slot) => [slot.kind, slot.device && hexOf(slot.device)]);
        expect(slots).toHaveLength(2);
        expect(slots).toEqual(
          expect.arrayContaining([
            ['password', hexOf(device)],
            ['recovery', null],
          ]),
        );
        expect(hexOf((await again.secret('log-seed'))!)).toBe('05');
        expect((await again.session(session(1, user, device, 0).tokenHash))?.expiresAt).toBe(150);
        expect((await again.sessions()).map(({ expiresAt }) => expiresAt).toSorted((a, b) => a - b)).toEqual([
          150, 200, 300,
        ]);
        const alive = async () => {
          const rows = await Promise.all(
            [1, 2, 3].map((token) => again.session(session(token, user, null, 0).tokenHash)),
          );
          return rows.map((row) => row !== undefined);
        };
        await again.write((tx) => tx.removeSessionsExpiredAt(150));
        expect(await alive()).toEqual([false, true, true]);
        await again.write((tx) => tx.removeSessionsOf(user, other));
        expect(await alive()).toEqual([false, true, true]);
        await again.write((tx) => tx.removeSessionsOf(user, device));
        expect(await alive()).toEqual([false, false, true]);
        await again.write(async (tx) => {
          await tx.removeSessionsOf(other);
          await tx.removeSlot(slotId);
          await tx.removeAccount('anna');
          await tx.removeSecret('log-seed');
        });
        expect(await alive()).toEqual([false, false, false]);
        expect(await again.account('anna')).toBeUndefined();
        expect(await again.secret('log-seed')).toBeUndefined();
        expect(await again.slotsOfUser(user)).toHaveLength(1);
      });
    });

    describe('attachments', () => {
      const sealedFile = seededRandom('blob')(300_000);
      const upload = async (store: TenantStore, hash: Hash, from = 0) => {
        for (let at = from; at < sealedFile.length; at += 100_000)
          await store.blobs.append(hash, at, sealedFile.subarray(at, at + 100_000));
      };
      const bytesOf = async (stream: AsyncIterable<unknown>) => {
        const pieces: Uint8Array[] = [];
        for await (const piece of stream) pieces.push(piece as Uint8Array);
        return concatBytes(...pieces);
      };
      const hashOf: Sha256 = sha256;

      test('[ST40] takes an attachment in pieces, goes on where it was cut off, and gives any range of it', async () => {
        const { made, store, tenant } = await founded();
        const hash = hashOf(sealedFile);
        await store.blobs.append(hash, 0, sealedFile.subarray(0, 100_000));
        // The second piece was written but never acknowledged: other bytes follow at the same place.
        await store.blobs.append(hash, 100_000, tenant.random(350_000));
        const again = await reopened(made, tenant.tenant);
        await upload(again, hash, 100_000);
        expect(await again.blobs.complete(hash)).toEqual({ ok: true, value: undefined });
        expect(await again.blobs.complete(hash)).toEqual({ ok: true, value: undefined });
        expect(hexOf(hashOf(await bytesOf(again.blobs.read(hash, 0, sealedFile.length))))).toBe(hexOf(hash));
        expect(hexOf(await bytesOf(again.blobs.read(hash, 99_998, 100_003)))).toBe(
          hexOf(sealedFile.subarray(99_998, 100_003)),
        );
        await again.blobs.remove(hash);
        await expect(bytesOf(again.blobs.read(hash, 0, 1))).rejects.toThrow('ENOENT');
      });

      test('[ST41] refuses an attachment whose bytes do not have its hash, and starts again from nothing', async () => {
        const { store } = await founded();
        const hash = hashOf(sealedFile);
        await upload(store, hash);
        await store.blobs.append(hash, 200_000, new Uint8Array(100_000));
        expect(await store.blobs.complete(hash)).toEqual({ ok: false, error: { code: 'BLOB_HASH_WRONG' } });
        await upload(store, hash);
        expect(await store.blobs.complete(hash)).toEqual({ ok: true, value: undefined });
        expect(await store.blobs.complete(hashOf(hash))).toEqual({ ok: false, error: { code: 'BLOB_HASH_WRONG' } });
      });

      test('[ST42] keeps what is known of an attachment by hash and Akte', async () => {
        const { store, tenant } = await founded();
        const [hash, akte] = [hashOf(sealedFile), tenant.random(16)];
        const row = { hash, akte, sizeBytes: 300_000, receivedBytes: 0, complete: false };
        await store.write((tx) => tx.putBlob(row));
        await store.write((tx) => tx.putBlob({ ...row, receivedBytes: 300_000, complete: true }));
        expect(await store.blob(hash)).toMatchObject({ sizeBytes: 300_000, receivedBytes: 300_000, complete: true });
        expect((await store.blobsOfAkte(akte)).map((blob) => hexOf(blob.hash))).toEqual([hexOf(hash)]);
        await store.write((tx) => tx.removeBlob(hash));
        expect(await store.blob(hash)).toBeUndefined();
      });
    });
  });
}
