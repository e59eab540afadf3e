import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type FoundedTenant,
  foundTenant,
  Safe,
  sealEintrag,
  sealNewPerson,
  type SignInPlace,
  unlockDevice,
} from '@siegel/safe';
import { FilePageStore } from '@siegel/safe/node';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { type ErrorCode, ERRORS, type Id } from '@siegel/wire';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

const PASSWORD = 'Lindenhof im Regen 7';
const DAY_MS = 86_400_000;

/** What becomes of the next append on its way. */
type Trouble = 'none' | 'no-line' | 'cut-request' | 'no-answer' | 'cut-head' | 'cut-body' | 'all-but-the-last-byte';

let server: ServerProcess;
let line: Server;
let trouble: Trouble = 'none';
/** Appends that reached the server whole. */
let arrived = 0;
let folder: string;
let founded: FoundedTenant;
let desk: Safe;
let akte: Id;
let akteKey: Parameters<typeof sealEintrag>[2]['key'];
let clockMs = 0;
/** Code by which the server refuses appends, put before the line: an outage that cannot be made at will. */
let outage: ErrorCode | undefined;

/** A line between client and server that breaks where `trouble` says. */
function startLine(): Server {
  return createServer((client) => {
    if (trouble === 'no-line') return void client.destroy();
    const upstream = connect(server.port, '127.0.0.1');
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) socket.on('error', end).on('close', end);
    let isAppend = false;
    client.on('data', (chunk: Buffer) => {
      if (trouble === 'no-line') return end();
      isAppend ||= chunk.includes('/append HTTP/1.1');
      if (isAppend && trouble === 'cut-request') return void upstream.write(chunk.subarray(0, chunk.length >> 1), end);
      upstream.write(chunk);
    });
    upstream.on('data', (chunk: Buffer) => {
      if (!isAppend || trouble === 'none') {
        isAppend = false;
        return void client.write(chunk);
      }
      arrived++;
      passPart(client, chunk, end);
    });
  });
}

function passPart(client: Socket, answer: Buffer, end: () => void): void {
  const head = answer.indexOf('\r\n\r\n') + 4;
  const passed =
    { 'cut-head': 20, 'cut-body': head + 40, 'all-but-the-last-byte': answer.length - 1 }[trouble as string] ?? 0;
  // The rest goes nowhere: the line is dead from here on.
  client.write(answer.subarray(0, passed), () => setTimeout(end, 50));
}

function must<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: { readonly code: string } },
): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

beforeAll(async () => {
  server = await spawnServer();
  line = startLine().listen(0, '127.0.0.1');
  await once(line, 'listening');
  folder = await mkdtemp(join(tmpdir(), 'siegel-line-'));
  founded = must(
    await foundTenant({
      ...(await place()),
      foundingToken: await server.foundingToken(),
      profile: 'practice',
      organisationName: 'Praxis am Lindenhof',
      siteName: 'Hauptstelle',
      founderName: 'Dr. Jana Lindner',
    }),
  );
  desk = must(await Safe.open(founded.given));
  const value = { familienname: 'Brandt', vorname: 'Ilse', geburtsdatum: '1951-03-14' };
  const made = must(await sealNewPerson(desk, value, { site: founded.founding.site }));
  ({ akte, akteKey } = made);
  expect(must(await desk.write(made.packets))).toEqual({ saved: true });
  must(await desk.sync());
}, 60_000);

afterAll(async () => {
  line.close();
  await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
  await rm(server.directory, { recursive: true, force: true });
});

beforeEach(() => {
  trouble = 'none';
  arrived = 0;
});

async function place(): Promise<SignInPlace> {
  return {
    origin: `http://localhost:${(line.address() as AddressInfo).port}`,
    fetch: (url, init) => (outage !== undefined && url.endsWith('/append') ? refusal(outage) : fetch(url, init)),
    account: 'lindner',
    password: PASSWORD,
    pages: await FilePageStore.open(join(folder, 'desk')),
    now: () => Date.now() + clockMs,
  };
}

function refusal(code: ErrorCode): Promise<Response> {
  const { status, de, en } = ERRORS[code];
  return Promise.resolve(Response.json({ code, de, en }, { status }));
}

const note = (text: string) =>
  sealEintrag(
    desk,
    { kind: 'note', value: { behandlungstag: '2026-11-22', text } },
    { akte, site: founded.founding.site, key: akteKey },
  );

for (const way of ['no-line', 'cut-request', 'no-answer', 'cut-head', 'cut-body', 'all-but-the-last-byte'] as const)
  test(`[SF5] [SY11] [T17] what is saved while the line breaks (${way}) is kept on the device and written once`, async () => {
    const { record, packet } = await note(`gespeichert bei ${way}`);
    trouble = way;
    expect(must(await desk.write([packet]))).toEqual({ saved: false });
    expect(desk.outbox.size).toBe(1);
    expect(desk.outbox.refused).toEqual([]);
    expect(arrived).toBe(way === 'no-line' || way === 'cut-request' ? 0 : 1);
    trouble = 'none';
    must(await desk.outbox.flush());
    expect(desk.outbox.size).toBe(0);
    must(await desk.sync());
    expect(desk.records.recordOf(record)).toMatchObject({ versions: 1 });
  });

test('[SF5] [SY11] a batch whose acknowledgement was lost is found by a device that was switched off meanwhile', async () => {
  const { record, packet } = await note('Antwort verloren, Rechner aus');
  trouble = 'no-answer';
  expect(must(await desk.write([packet]))).toEqual({ saved: false });
  trouble = 'none';
  desk = must(await Safe.open(must(await unlockDevice(await place(), founded.given.device))));
  expect(desk.outbox.size).toBe(0);
  must(await desk.sync());
  expect(desk.records.recordOf(record)).toMatchObject({ versions: 1 });
});

test('[SF5] what waits on the device goes on waiting through an outage of the server, also when the program ends', async () => {
  const { record, packet } = await note('ohne Leitung geschrieben, danach Datenträger voll');
  trouble = 'no-line';
  expect(must(await desk.write([packet]))).toEqual({ saved: false });
  trouble = 'none';
  for (outage of ['DISK_FULL', 'DATABASE_KEY_MISSING', 'RATE_LIMITED', 'SESSION_MISSING', 'INTERNAL'] as const) {
    desk = must(await Safe.open(must(await unlockDevice(await place(), founded.given.device))));
    expect([desk.outbox.size, desk.outbox.refused.length], outage).toEqual([1, 0]);
  }
  // What somebody writes now is told at once, and is not sent behind their back later.
  outage = undefined;
  desk = must(await Safe.open(must(await unlockDevice(await place(), founded.given.device))));
  expect(desk.outbox.size).toBe(0);
  must(await desk.sync());
  expect(desk.records.recordOf(record)).toMatchObject({ versions: 1 });
  outage = 'DISK_FULL';
  const told = await note('jetzt geschrieben');
  expect(await desk.write([told.packet])).toMatchObject({ ok: false, error: { code: 'DISK_FULL' } });
  expect(desk.outbox.size).toBe(0);
  outage = undefined;
});

test('[T9] [JN13] a clock that is behind does no harm, one that is years ahead is named; the server says when', async () => {
  const before = Date.now();
  const withSkew = async (skewMs: number) => {
    clockMs = skewMs;
    desk = must(await Safe.open(must(await unlockDevice(await place(), founded.given.device))));
    const { record, packet } = await note(`Uhr geht ${skewMs / DAY_MS} Tage falsch`);
    return { record, outcome: await desk.write([packet]) };
  };
  for (const skewMs of [-2 * DAY_MS, DAY_MS / 2, -3 * 365 * DAY_MS]) {
    const { record, outcome } = await withSkew(skewMs);
    expect(must(outcome)).toEqual({ saved: true });
    must(await desk.sync());
    const entry = desk.records.recordOf(record)?.newest;
    expect(Math.abs((entry?.body.authoredAt ?? 0) - Date.now() - skewMs)).toBeLessThan(60_000);
    expect(entry?.receivedAt).toBeGreaterThanOrEqual(before);
    expect(entry?.receivedAt).toBeLessThanOrEqual(Date.now());
  }
  const { outcome } = await withSkew(3 * 365 * DAY_MS);
  expect(outcome).toMatchObject({ ok: false, error: { code: 'CLOCK_SKEW' } });
  expect(desk.outbox.size).toBe(0);
  expect(must((await withSkew(0)).outcome)).toEqual({ saved: true });
});
