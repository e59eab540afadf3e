import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSqliteEngine, readBoxKeyFile } from '@siegel/store';
import { searchMarkers } from '@siegel/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { localDay } from '../../keyed/safe/src/channel/local-day.ts';
import type { SafeApi } from '../../keyed/safe/src/channel/safe-api.ts';
import { must } from '../../keyed/safe/test-support/practice.ts';
import { ServiceWorld } from '../../keyed/safe/test-support/service-world.ts';
import { MarkerSupply } from './marker-supply.ts';

const supply = new MarkerSupply();
const text = () => supply.text('house');
const DAY = localDay(Date.now());

let world: ServiceWorld;
/** Every body that went over the wire, both ways. */
const wire: Buffer[] = [];

async function recordingFetch(url: string, init: RequestInit): Promise<Response> {
  const { body } = init;
  wire.push(Buffer.from(`${init.method ?? 'GET'} ${url}\n`));
  if (body instanceof Uint8Array || typeof body === 'string') wire.push(Buffer.from(body as Uint8Array));
  const response = await fetch(url, init);
  wire.push(Buffer.from(await response.clone().arrayBuffer()));
  return response;
}

beforeAll(async () => {
  world = await ServiceWorld.start();
  const desk = await world.arrive('desk', recordingFetch);
  await writeCalendar(desk, world.personId);
  await writeWords(desk);
  await writeWork(desk, world.personId);
  await desk.sendWaiting();
}, 120_000);
afterAll(() => world?.end());

/** Resources, types, favourites, blocked times, appointments, and who waits for one. */
async function writeCalendar(desk: SafeApi, personId: string): Promise<void> {
  must(await desk.beginCalendar('de'));
  const { resources, types } = must(await desk.calendar());
  const [resource, type] = [resources[0], types[0]];
  if (resource === undefined || type === undefined) throw new Error('the calendar is empty');
  must(await desk.saveResource({ ...resource, name: text(), shortName: text().slice(0, 4) }));
  must(await desk.saveAppointmentType({ ...type, name: text(), hint: text(), chain: [{ text: text() }] }));
  const needs = [[resource.resourceId]];
  const favourite = { offset: { count: 2, unit: 'week' as const }, spanDays: 3, steps: [{ minutes: 15, needs }] };
  must(await desk.saveFavourite({ ...favourite, name: text(), shortName: 'W2', order: 0 }));
  const place = { day: DAY, from: 900, minutes: 15, resources: [resource.resourceId] };
  const blocked = {
    days: [DAY],
    from: 700,
    minutes: 30,
    resources: [resource.resourceId],
    title: text(),
    isUsed: true,
  };
  must(await desk.changeBlockedTimes([blocked]));
  const chain = [{ text: text(), isDone: false }];
  must(await desk.addAppointments([{ ...place, personId, type: type.typeId, reason: text(), note: text(), chain }]));
  must(await desk.addWish({ personId, minutes: 15, needs, urgency: 'normal', note: text() }));
}

/** What the house calls its Eintraege, and its text blocks. */
async function writeWords(desk: SafeApi): Promise<void> {
  const type = { base: 'NOT', isBuiltIn: false, compartment: 'clinical', hue: 'green', sign: 'pin' } as const;
  const shown = { dayPlace: 'byTime', order: 9, isUsed: true } as const;
  must(await desk.saveEntryTypes([{ ...type, ...shown, kuerzel: 'XYZ', name: text(), preset: text() }]));
  const block = { groups: [text()], isOwn: false };
  must(await desk.saveTextBlocks([{ ...block, kuerzel: 'ab1', name: text(), text: text() }]));
  must(await desk.saveTextBlocks([{ ...block, kuerzel: 'ab2', name: text(), text: text(), isOwn: true }]));
  must(await desk.keepFilter({ name: text(), kuerzel: ['NOT'], text: text() }));
  const filter = { order: 0, segment: 'all', resources: [], types: [] } as const;
  must(await desk.keepDayFilter({ ...filter, name: text(), text: text() }));
  must(await desk.saveTowns(`01234;${text()}\n`));
}

/** Tasks and messages, of the house and about somebody. */
async function writeWork(desk: SafeApi, personId: string): Promise<void> {
  must(await desk.addTask({ title: text(), text: text() }));
  must(await desk.addTask({ title: text(), text: text(), personId }));
  const { ownUser } = must(await desk.tasksView());
  const message = { to: [ownUser], isImportant: true };
  must(await desk.sendMessage({ ...message, subject: text(), text: text() }));
  must(await desk.sendMessage({ ...message, subject: text(), text: text(), personId }));
}

async function filesBelow(root: string): Promise<readonly (readonly [string, Buffer])[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(
    files.map(async ({ parentPath, name }) => [name, await readFile(join(parentPath, name))] as const),
  );
}

test('[A2] [T22] of calendar, words of the house, tasks and messages nothing is readable on the wire, on the disk or in the log', async () => {
  expect(supply.markers.length).toBeGreaterThan(28);
  const { server } = world;
  const hits = searchMarkers('wire', Buffer.concat(wire), supply.markers);
  for (const [name, bytes] of await filesBelow(server.directory)) {
    hits.push(...searchMarkers(`file ${name}`, bytes, supply.markers));
  }
  hits.push(...searchMarkers('log', Buffer.from(server.log()), supply.markers));
  expect(hits).toEqual([]);
  expect(Buffer.concat(wire).length).toBeGreaterThan(10_000);
});

test('[A2] [T22] nor in the database, opened with the key of the box', async () => {
  const { server } = world;
  await server.end();
  const key = must(await readBoxKeyFile(server.boxKeyFile));
  const engine = createSqliteEngine({ directory: server.directory, boxKey: key });
  const [tenant] = await engine.tenants();
  const store = must(await engine.openTenant(tenant as Uint8Array));
  const pieces: Buffer[] = [];
  for await (const rows of store.entriesFrom(0, await store.size()))
    for (const { body, open } of rows) pieces.push(Buffer.from(body), Buffer.from(open?.bytes ?? []));
  for await (const rows of store.contentOfRange(0, await store.size()))
    for (const { wraps, envelopes } of rows)
      pieces.push(...wraps.map(({ bytes }) => Buffer.from(bytes)), ...envelopes.map(({ bytes }) => Buffer.from(bytes)));
  expect(searchMarkers('database', Buffer.concat(pieces), supply.markers)).toEqual([]);
  const planted = Buffer.from(supply.markers[5]?.text ?? '');
  const found = searchMarkers('database', Buffer.concat([...pieces, planted]), supply.markers);
  expect(new Set(found.map(({ marker }) => marker))).toEqual(new Set([supply.markers[5]?.text]));
  await engine.close();
});
