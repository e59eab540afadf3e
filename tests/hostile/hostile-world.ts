import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenedEntry, Safe } from '@siegel/safe';
import { isUnreadable } from '@siegel/seal';
import { createSqliteEngine, readBoxKeyFile } from '@siegel/store';
import { type GivenAnswer, type Lie, LyingProxy, type ServerProcess, spawnServer } from '@siegel/testing';
import { type CborValue, decodeSequence, encodeSequence, hexOf, type Id } from '@siegel/wire';
import { must, Practice } from '../../keyed/safe/test-support/practice.ts';

/** A practice on a real server whose answers can lie: everything between safe and server goes through `proxy`. */
export interface HostileWorld {
  server: ServerProcess;
  readonly proxy: LyingProxy;
  readonly practice: Practice;
  end(): Promise<void>;
}

/** Founds the practice through the honest proxy. */
export async function startHostileWorld(): Promise<HostileWorld> {
  const server = await spawnServer();
  const proxy = await LyingProxy.start(server.url);
  const folder = await mkdtemp(join(tmpdir(), 'siegel-hostile-'));
  const place = { origin: proxy.url, foundingToken: await server.foundingToken(), folder };
  const practice = await Practice.found(place).catch(async (error: unknown) => {
    await proxy.end();
    await server.end('SIGKILL');
    throw error;
  });
  const world: HostileWorld = {
    server,
    proxy,
    practice,
    async end() {
      await proxy.end();
      await world.server.end('SIGKILL');
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
      await rm(server.directory, { recursive: true, force: true });
    },
  };
  return world;
}

/** The seed of the log key, as whoever runs the server has it. The server is stopped for it and started again. */
export async function takeLogKey(world: HostileWorld): Promise<Uint8Array> {
  const { directory, boxKeyFile } = world.server;
  await world.server.end('SIGTERM');
  const engine = createSqliteEngine({ directory, boxKey: must(await readBoxKeyFile(boxKeyFile)) });
  const store = must(await engine.openTenant(world.practice.founded.given.tenant));
  const seed = await store.secret('log-key');
  await engine.close();
  world.server = await spawnServer({ directory, boxKeyFile });
  world.proxy.target = world.server.url;
  if (seed === undefined) throw new Error('the tenant has no log key');
  return seed;
}

type Items = readonly CborValue[];

/** A lie about the items of a sequence: content (`[4, akte, wraps]`, `[5, akte, envelope]`), group keys, journal pages. */
export function changeItems(change: (items: Items[]) => readonly CborValue[]): (answer: GivenAnswer) => GivenAnswer {
  return (answer) => {
    if (answer.status !== 200) return answer;
    return { ...answer, body: encodeSequence(change(decodeSequence(answer.body) as unknown as Items[])) };
  };
}

/** A lie about the fields of a JSON answer. */
export function changeJson(change: (fields: Record<string, unknown>) => unknown): (answer: GivenAnswer) => GivenAnswer {
  return (answer) => {
    if (answer.status !== 200) return answer;
    const fields = JSON.parse(Buffer.from(answer.body).toString('utf8')) as Record<string, unknown>;
    return { ...answer, body: Buffer.from(JSON.stringify(change(fields))) };
  };
}

/** An answer the server never gave. */
export function jsonAnswer(value: unknown, status = 200): GivenAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(value)) };
}

/** Lies about several paths at once. */
export function liesAbout(lies: Readonly<Record<string, (answer: GivenAnswer) => GivenAnswer>>): Lie {
  return async ({ path }, honest) => {
    const change = lies[path.replace(/\?.*$/, '')];
    return change === undefined ? honest() : change(await honest());
  };
}

/** What the person's Akten show: the values that open, and the codes of what does not. */
export async function shown(safe: Safe, personId: Id) {
  return split(must(await safe.openPerson(hexOf(personId))));
}

/** The same without asking the server. */
export async function shownHere(safe: Safe, personId: Id) {
  return split(await safe.openHere(hexOf(personId)));
}

function split(entries: readonly OpenedEntry[]) {
  const values: unknown[] = [];
  const unreadable: string[] = [];
  for (const { opened } of entries) {
    if (isUnreadable(opened)) unreadable.push(opened.unreadable);
    else values.push(opened.value);
  }
  return { values, unreadable };
}
