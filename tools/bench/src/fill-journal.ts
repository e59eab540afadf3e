import { openBatch } from '@siegel/journal';
import { type Safe, sealEintrag } from '@siegel/safe';
import { buildAkte, platformHasher, signBatch } from '@siegel/seal';
import { createSqliteEngine, readBoxKeyFile, type TenantStore } from '@siegel/store';
import type { ServerProcess } from '@siegel/testing';
import { type EntryPacket, type Id, ID_BYTES } from '@siegel/wire';

const TEXT = 'RR 150/90, Puls 72, Gewicht 81 kg. Husten seit zwei Wochen, nachts mehr. '.repeat(4).slice(0, 262);
const BATCH = 1_000;
/** Akten sealed at the same time, and written in one transaction. */
const AKTEN_AT_ONCE = 50;
const EMPTY = { size: 0, root: platformHasher.emptyRoot };

/** How much a tenant holds and how it was signed. */
export interface TenantSize {
  readonly akten: number;
  readonly recordsPerAkte: number;
  /** True: every entry is a batch of its own. False: 1,000 to a signature. */
  readonly single: boolean;
}

/** Whose hands fill the journal, and of what. */
interface Filling {
  readonly safe: Safe;
  readonly site: Id;
  readonly size: TenantSize;
}

/** Writes really sealed and signed records straight into the database of a server that has ended: what a server would check of each is not
 *  what is measured, and a million of them would take it an hour. @returns the ids of all records, 16 bytes each, in one piece. */
export async function fillJournal(
  server: Pick<ServerProcess, 'directory' | 'boxKeyFile'>,
  filling: Filling,
): Promise<Uint8Array> {
  const boxKey = await readBoxKeyFile(server.boxKeyFile);
  if (!boxKey.ok) throw new Error(boxKey.error.code);
  const engine = createSqliteEngine({ directory: server.directory, boxKey: boxKey.value });
  const store = await engine.openTenant(filling.safe.given.tenant);
  if (!store.ok) throw new Error(store.error.code);
  const { akten, recordsPerAkte } = filling.size;
  // More of them than a call takes arguments, and than one would want as arrays while a clock runs.
  const ids = new Uint8Array(akten * recordsPerAkte * ID_BYTES);
  let at = 0;
  try {
    for (let done = 0; done < akten; done += AKTEN_AT_ONCE) {
      const count = Math.min(AKTEN_AT_ONCE, akten - done);
      const sealed = await Promise.all(Array.from({ length: count }, () => sealedAkte(filling)));
      for (const { records } of sealed)
        for (const record of records) {
          ids.set(record, at);
          at += ID_BYTES;
        }
      await write(
        store.value,
        filling,
        sealed.flatMap(({ packets }) => packets),
      );
    }
  } finally {
    await engine.close();
  }
  return ids;
}

async function sealedAkte({ safe, site, size }: Filling): Promise<{
  readonly packets: readonly EntryPacket[];
  readonly records: readonly Id[];
}> {
  const akte = crypto.getRandomValues(new Uint8Array(ID_BYTES));
  const person = crypto.getRandomValues(new Uint8Array(ID_BYTES));
  const wish = { akte, site, person, stammakte: false, groups: [siteGroup(safe)] };
  const { key, packet } = await buildAkte(wish, safe.author);
  const eintrag = { kind: 'finding', value: { behandlungstag: '2026-11-22', text: TEXT } };
  const sealed = await Promise.all(
    Array.from({ length: size.recordsPerAkte }, () => sealEintrag(safe, eintrag, { akte, site, key })),
  );
  return {
    packets: [packet, ...sealed.map((each) => each.packet)],
    records: sealed.map(({ record }) => record),
  };
}

function siteGroup(safe: Safe) {
  const group = safe.follower.membership
    .groupsAt(safe.follower.head.size)
    .flatMap(({ group: id, groupKind }) => (groupKind === 'site' ? [safe.keys.groupKey(id)] : []))
    .find((key) => key !== undefined);
  if (group === undefined) throw new Error('the founder holds the group of the site');
  return group;
}

async function write(store: TenantStore, { safe, size }: Filling, packets: readonly EntryPacket[]): Promise<void> {
  const { tenant, instance, device } = safe.given;
  const perBatch = size.single ? 1 : BATCH;
  const parts = Array.from({ length: Math.ceil(packets.length / perBatch) }, (_, i) =>
    packets.slice(i * perBatch, (i + 1) * perBatch),
  );
  const batches = await Promise.all(
    parts.map(async (part) => {
      const opened = openBatch(await signBatch(part, { tenant, instance, device, seen: EMPTY }), platformHasher);
      if (!opened.ok) throw new Error(opened.error.code);
      return opened.value;
    }),
  );
  await store.write(async (tx) => {
    const receivedAt = Date.now();
    let firstSeq = (await tx.treeHead()).size;
    for (const batch of batches) {
      await tx.append(batch, { firstSeq, receivedAt });
      firstSeq += batch.entries.length;
    }
  });
}
