import { type OfficeMember, TestOffice } from '@siegel/testing';
import { hexOf, WIRE_KINDS } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServerForTest, startForTest } from '../life/start-for-test.ts';
import { OfficeWithBackups } from '../../test-support/office-with-backups.ts';

let server: ServerForTest;
let office: TestOffice;
let house: OfficeWithBackups;
let director: OfficeMember;
beforeAll(async () => {
  server = await startForTest();
  office = await TestOffice.found(server);
  house = new OfficeWithBackups(server, office);
  director = await office.admit('geschaeftsfuehrung', { rights: ['read-records'] });
});
afterAll(() => server.stop());

const MINUTE_MS = 60_000;
const reveal = ({ client }: OfficeMember, record: string) => client.call('GET', `backup-keys/${record}`);
const contains = (bytes: Uint8Array, part: Uint8Array) => Buffer.from(bytes).includes(Buffer.from(part));
const deliveries = async () => (await house.said(WIRE_KINDS.delivery)).filter((one) => one['purpose'] === 'backup-key');

test('[D3] [BK24] the sealed identity goes to whom the key names, behind an entry of the log, and to nobody else', async () => {
  const { record, envelope } = await house.setUpKey([director]);
  // Whoever administers, and has entered it, is not named.
  expect((await reveal(office, hexOf(record))).json?.['code']).toBe('BACKUP_NOT_HOLDER');
  expect(await deliveries()).toEqual([]);
  const answer = await reveal(director, hexOf(record));
  expect(answer.status).toBe(200);
  expect(contains(answer.bytes, envelope)).toBe(true);
  const [said, ...more] = await deliveries();
  expect(more).toEqual([]);
  expect(hexOf(said?.['device'] as Uint8Array)).toBe(hexOf(director.member.device));
});

test('[D3] [BK24] it does not come with the parts of the house, for whoever asks', async () => {
  const { envelope } = await house.setUpKey([director]);
  for (const member of [office, director]) {
    const keys = await member.client.call('GET', 'group-keys');
    expect(keys.status).toBe(200);
    expect(contains(keys.bytes, envelope)).toBe(false);
  }
});

test('[BK24] for an unknown record, or no record, there is nothing', async () => {
  for (const record of [hexOf(office.built.random(16)), 'x', hexOf(office.member.user)])
    expect((await reveal(director, record)).json?.['code']).toBe('BACKUP_NOT_HOLDER');
});

test('[BK24] ten minutes after signing in the password is asked for first', async () => {
  const { record } = await house.setUpKey([director]);
  const before = (await deliveries()).length;
  server.advance(11 * MINUTE_MS);
  expect((await reveal(director, hexOf(record))).json?.['code']).toBe('PASSWORD_NEEDED');
  expect(await deliveries()).toHaveLength(before);
});
