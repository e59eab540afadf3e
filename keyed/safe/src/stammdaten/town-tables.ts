import { readTownTable, TOWNS_MOST_BYTES, type TownTable, townTableOfText, townTableText } from '@siegel/akten';
import { fail, hexOf, ok, type Result, WIRE_KINDS } from '@siegel/wire';
import type { Safe } from '../safe/safe.ts';
import { newestHouseForm, reviseHouseForm } from '../settings/house-form.ts';
import { organisationRecord } from '../settings/organisation.ts';

/** What a table may come to when it is unpacked: a member may have sealed anything. */
const MOST_TEXT_BYTES = 4 * 1024 * 1024;
const EMPTY: TownTable = new Map();

/** The table of towns that was read last, and of which version of the house's record. */
export class TownTables {
  #version = '';
  #table: TownTable = EMPTY;

  /** The table of the house: empty without one, or when it does not open here. Read once per version, and looked up here: no code
   *  that is typed leaves this device (PE3). */
  async read(safe: Safe): Promise<TownTable> {
    const record = organisationRecord(safe);
    const newest = record === undefined ? undefined : safe.records.recordOf(record)?.newest;
    if (record === undefined || newest === undefined) return EMPTY;
    const version = hexOf(safe.follower.columns.hashAt(newest.seq));
    if (version === this.#version) return this.#table;
    const opened = await newestHouseForm(safe, record);
    // Its parts are still on their way: asked again next time.
    if (opened === undefined) return this.#table;
    const packed = opened.value['orte'];
    this.#table = packed instanceof Uint8Array ? townTableOfText(await unpacked(packed)) : EMPTY;
    this.#version = version;
    return this.#table;
  }
}

/** Puts the table of a file in, or takes it out with an empty text. TOWNS_UNUSABLE: no line of it says a code and a town;
 *  TOWNS_TOO_MANY; UNREADABLE, and codes of `reviseHouseForm`. */
export async function saveTowns(safe: Safe, text: string): Promise<Result<true>> {
  const record = organisationRecord(safe);
  const newest = record === undefined ? undefined : await newestHouseForm(safe, record);
  if (record === undefined || newest?.parent === undefined) return fail('UNREADABLE');
  const { table } = readTownTable(text);
  if (text.trim() !== '' && table.size === 0) return fail('TOWNS_UNUSABLE');
  const orte = table.size === 0 ? undefined : await packed(townTableText(table));
  if (orte !== undefined && orte.length > TOWNS_MOST_BYTES) return fail('TOWNS_TOO_MANY');
  const { value, parent } = newest;
  const written = await reviseHouseForm(safe, {
    kind: WIRE_KINDS.group,
    record,
    parent,
    before: value,
    changes: { orte },
  });
  return written.ok ? ok(true) : written;
}

async function packed(text: string): Promise<Uint8Array> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The text of what `packed` made; empty for what is none or comes to more than a table does. */
async function unpacked(bytes: Uint8Array): Promise<string> {
  const reader = new Blob([bytes.slice()]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    for (let size = 0; ; ) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      size += value.length;
      if (size > MOST_TEXT_BYTES) return '';
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    // No packing, or a broken one: there is no table then.
    return '';
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
