import { COMPARTMENTS } from '@siegel/akten';
import {
  type CompartmentKey,
  compartmentKey,
  type GroupKey,
  openCaseKey,
  openCompartmentKey,
  openPart,
} from '@siegel/seal';
import { createSqliteEngine, type EntryRow, readBoxKeyFile } from '@siegel/store';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { type Body, decodeBody, hexOf, type Id, WHOLE_KEY, type WrappedKey, WRAPPER } from '@siegel/wire';
import type { Safe } from '../src/safe/safe.ts';
import { must } from './practice.ts';

/** What lies beside the journal in a copied database: every wrap, every envelope, and the bodies they belong to. */
export interface CopiedDatabase {
  readonly bodies: readonly { readonly seq: number; readonly body: Body }[];
  readonly wraps: readonly { readonly akte: Id; readonly wrap: WrappedKey }[];
  readonly envelopes: readonly { readonly seq: number; readonly compartment: number; readonly bytes: Uint8Array }[];
  readonly shards: readonly Uint8Array[];
  /** What the full check of the store finds; nothing in a whole one. */
  readonly findings: number;
}

/** Takes every byte of a tenant from the files of a server that is not running, with its box key. */
async function copyDatabase(
  { directory, boxKeyFile }: { readonly directory: string; readonly boxKeyFile: string },
  tenant: Id,
): Promise<CopiedDatabase> {
  const engine = createSqliteEngine({ directory, boxKey: must(await readBoxKeyFile(boxKeyFile)) });
  const store = must(await engine.openTenant(tenant));
  const size = await store.size();
  const rows: EntryRow[] = [];
  for await (const page of store.entriesFrom(0, size)) rows.push(...page);
  const bodies = rows.map(({ seq, body }) => ({ seq, body: decodeBody(body) }));
  const wraps: { akte: Id; wrap: WrappedKey }[] = [];
  const envelopes: { seq: number; compartment: number; bytes: Uint8Array }[] = [];
  for await (const page of store.contentOfRange(0, size))
    for (const content of page) {
      const akte = bodies[content.seq]?.body.akte ?? new Uint8Array(16);
      for (const wrap of content.wraps) if (wrap.wrapper === WRAPPER.group) wraps.push({ akte, wrap });
      for (const { compartment, bytes } of content.envelopes) envelopes.push({ seq: content.seq, compartment, bytes });
    }
  const shards: Uint8Array[] = [];
  for (const hash of await store.shards.hashes()) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of store.shards.read(hash, 0, 2 ** 24)) chunks.push(chunk as Uint8Array);
    shards.push(Buffer.concat(chunks));
  }
  const { findings } = await store.fullCheck();
  await engine.close();
  return { bodies, wraps, envelopes, shards, findings: findings.length };
}

/** The same of a server that runs: it is ended for it and started again behind the proxy of its world. */
export async function takeDatabase(
  world: { server: ServerProcess; readonly proxy: { target: string } },
  tenant: Id,
): Promise<CopiedDatabase> {
  const { directory, boxKeyFile } = world.server;
  await world.server.end('SIGTERM');
  const copy = await copyDatabase({ directory, boxKeyFile }, tenant);
  world.server = await spawnServer({ directory, boxKeyFile });
  world.proxy.target = world.server.url;
  return copy;
}

/** More versions than any test makes. */
const MOST_VERSIONS = 8;

/** What somebody opens of one Akte in a copied database with every group key of theirs: `seq compartment` of each part. */
export async function openedBy(thief: Safe, copied: CopiedDatabase, akte: Id): Promise<readonly string[]> {
  const keys = await keysOf(thief, copied, akte);
  const opened = new Set<string>();
  for (const { seq, compartment, bytes } of copied.envelopes) {
    const body = copied.bodies[seq]?.body;
    const part = body?.parts.find((each) => each.compartment === compartment);
    if (body === undefined || part === undefined || hexOf(body.akte) !== hexOf(akte)) continue;
    const place = { ...part, originTenant: body.tenant, kind: body.kind, record: body.record, akte };
    for (const key of keys.get(compartment) ?? [])
      if ((await openPart(bytes, place, key)).ok) opened.add(`${seq} ${compartment}`);
  }
  return [...opened];
}

/** Every key of a compartment of the Akte that a wrap gives to one of the thief's group keys. */
async function keysOf(thief: Safe, copied: CopiedDatabase, akte: Id): Promise<ReadonlyMap<number, CompartmentKey[]>> {
  const { membership, head } = thief.follower;
  const held = membership
    .groupsAt(head.size)
    .flatMap(({ group }) => membership.groupKeyVersions(group))
    .flatMap(({ keyId }) => thief.keys.groupKeyOfId(keyId) ?? []);
  const keys = new Map<number, CompartmentKey[]>();
  for (const { wrap } of copied.wraps.filter((each) => hexOf(each.akte) === hexOf(akte)))
    for (const group of held)
      for (let version = 1; version <= MOST_VERSIONS; version++)
        for (const [code, key] of await unwrapped(wrap, { tenant: thief.given.tenant, akte, version }, group))
          keys.set(code, [...(keys.get(code) ?? []), key]);
  return keys;
}

async function unwrapped(
  wrap: WrappedKey,
  place: { readonly tenant: Id; readonly akte: Id; readonly version: number },
  group: GroupKey,
): Promise<readonly (readonly [number, CompartmentKey])[]> {
  const compartment = COMPARTMENTS[wrap.compartment];
  if (wrap.compartment !== WHOLE_KEY) {
    const key = compartment && (await openCompartmentKey(wrap, { ...place, compartment }, group));
    return key === undefined ? [] : [[wrap.compartment, key]];
  }
  const whole = await openCaseKey(wrap, place, group);
  if (whole === undefined) return [];
  return Promise.all(COMPARTMENTS.map(async (name, code) => [code, await compartmentKey(whole, name)] as const));
}
