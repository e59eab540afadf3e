import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  enterMirrorUser,
  foundTenant,
  makeMirrorUserKeys,
  type MirrorUserKeys,
  Safe,
  type SafeGiven,
  sealEintrag,
} from '@siegel/safe';
import { FilePageStore } from '@siegel/safe/node';
import { buildAkte, platformHasher, signBatch } from '@siegel/seal';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { appendRequestToItems, encodeSequence, type EntryPacket, type Id, ID_BYTES, type Result } from '@siegel/wire';
import { run } from './load.ts';

const ACCOUNT = 'lindner';
const PASSWORD = 'Lindenhof im Regen 7';
const TEXT = 'RR 150/90, Puls 72, Gewicht 81 kg. Husten seit zwei Wochen, nachts mehr. '.repeat(4).slice(0, 262);
const BATCH = 1_000;
const CONNECTIONS = 32;
const EMPTY = { size: 0, root: platformHasher.emptyRoot };

/** How much a tenant holds and how it was signed. */
export interface TenantSize {
  readonly akten: number;
  readonly recordsPerAkte: number;
  /** True: every entry is a batch of its own. False: 1,000 to a signature. */
  readonly single: boolean;
  /** A folder of files that the server hands out. */
  readonly web?: string;
}

/** A server with one tenant full of really sealed records, and a service device that has nothing yet. */
export interface LargeTenant {
  readonly server: ServerProcess;
  /** The service user and its one device. */
  readonly service: MirrorUserKeys & {
    readonly account: string;
    readonly password: string;
    readonly orgPublic: Uint8Array;
  };
  /** Ids of all records, 16 bytes each, in one piece: 100,000 arrays would be collected around while the clock runs. */
  readonly records: Uint8Array;
  /** What opens the safe of a service device that has nothing yet, and the folder its pages go to. */
  freshDevice(): Promise<{ readonly given: SafeGiven; readonly folder: string }>;
  end(): Promise<void>;
}

/** Founds a tenant on a server of its own and fills it. Takes about a minute for 100,000 single signatures. */
export async function largeTenant(size: TenantSize): Promise<LargeTenant> {
  const server = await spawnServer({ built: true, ...(size.web !== undefined && { args: ['--web', size.web] }) });
  const folder = await mkdtemp(join(tmpdir(), 'siegel-bench-'));
  const end = async () => {
    await server.end('SIGKILL');
    await rm(server.directory, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const founded = must(
      await foundTenant({
        origin: server.url,
        fetch,
        foundingToken: await server.foundingToken(),
        account: ACCOUNT,
        password: PASSWORD,
        profile: 'practice',
        organisationName: 'Praxis am Lindenhof',
        siteName: 'Hauptstelle',
        founderName: 'Dr. Jana Lindner',
        pages: await FilePageStore.open(join(folder, 'founder')),
        now: Date.now,
      }),
    );
    const safe = must(await Safe.open(founded.given));
    const records = await fill(safe, { server, size, site: founded.founding.site });
    must(await safe.sync());
    const store = (name: string) => FilePageStore.open(join(folder, name));
    const wish = { account: 'spiegel', password: PASSWORD, name: 'Dienstgeraet', pages: await store('service') };
    const keys = await makeMirrorUserKeys();
    const entered = must(await enterMirrorUser(safe, wish, keys));
    let devices = 0;
    const freshDevice = async () => {
      const own = `device-${devices++}`;
      return { given: { ...entered, pages: await store(own) }, folder: join(folder, own) };
    };
    const service = { ...keys, ...wish, orgPublic: entered.orgPublic };
    return { server, service, records, freshDevice, end };
  } catch (error) {
    await end();
    throw error;
  }
}

async function fill(
  safe: Safe,
  { server, size, site }: { readonly server: ServerProcess; readonly size: TenantSize; readonly site: Id },
): Promise<Uint8Array> {
  const founding: EntryPacket[] = [];
  const packets: EntryPacket[] = [];
  const records: Id[] = [];
  const group = safe.follower.membership
    .groupsAt(safe.follower.head.size)
    .flatMap(({ group: id, groupKind }) => (groupKind === 'site' ? [safe.keys.groupKey(id)] : []))
    .find((key) => key !== undefined);
  if (group === undefined) throw new Error('the founder holds the group of the site');
  for (let i = 0; i < size.akten; i++) {
    const akte = crypto.getRandomValues(new Uint8Array(16));
    const wish = { akte, site, person: crypto.getRandomValues(new Uint8Array(16)), stammakte: false, groups: [group] };
    const { key, packet } = await buildAkte(wish, safe.author);
    founding.push(packet);
    for (let r = 0; r < size.recordsPerAkte; r++) {
      const eintrag = { kind: 'finding', value: { behandlungstag: '2026-11-22', text: TEXT } };
      const sealed = await sealEintrag(safe, eintrag, { akte, site, key });
      records.push(sealed.record);
      packets.push(sealed.packet);
    }
  }
  await send(safe, server, await signed(safe, founding, size.single), size.single);
  await send(safe, server, await signed(safe, packets, size.single), size.single);
  // More of them than a call takes arguments.
  const ids = new Uint8Array(records.length * ID_BYTES);
  for (const [i, record] of records.entries()) ids.set(record, i * ID_BYTES);
  return ids;
}

async function signed(safe: Safe, packets: EntryPacket[], single: boolean): Promise<Uint8Array[]> {
  const { tenant, instance, device } = safe.given;
  const perBatch = single ? 1 : BATCH;
  const bodies: Uint8Array[] = [];
  for (let at = 0; at < packets.length; at += perBatch) {
    const request = await signBatch(packets.slice(at, at + perBatch), { tenant, instance, device, seen: EMPTY });
    bodies.push(encodeSequence(appendRequestToItems(request)));
  }
  packets.length = 0;
  return bodies;
}

async function send(safe: Safe, server: ServerProcess, bodies: Uint8Array[], single: boolean): Promise<void> {
  const { base, session } = safe.given.address;
  const headers = { authorization: `Bearer ${session}`, 'content-type': 'application/cbor-seq' };
  const path = `${new URL(base).pathname}/append`;
  await run({ port: server.port, path, headers, bodies, connections: single ? CONNECTIONS : 1 });
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}
