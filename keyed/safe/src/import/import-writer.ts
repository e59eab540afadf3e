import type { PlainRecord } from '@siegel/akten';
import type { PlannedEintrag, PlannedPerson, UnplacedItem } from '@siegel/interchange';
import type { CaseKey } from '@siegel/seal';
import { type EntryPacket, fail, hexOf, type Id, ok, type Result } from '@siegel/wire';
import { akteAtSite } from '../safe/akte-at-site.ts';
import { uploadAttachment } from '../safe/attachments.ts';
import type { Run } from '../safe/run.ts';
import type { Safe } from '../safe/safe.ts';
import { type NewPersonIds, sealEintrag, sealNewPerson } from '../safe/write-records.ts';
import type { RequestFailure } from '../server/server-request.ts';
import { differingItems } from './joined-person.ts';
import type { MatchedPerson } from './person-matching.ts';
import type { RunIds } from './run-ids.ts';
import { type Patience, settleOutbox, tryUntil } from './wait-for-server.ts';

/** Where the Eintraege of a person go. */
interface Target {
  readonly personId: string;
  readonly akte: Id;
  readonly key: CaseKey;
}

/** What an import writes with. */
export interface ImportWriterGiven {
  readonly safe: Safe;
  readonly run: Run;
  readonly ids: RunIds;
  readonly site: Id;
  /** Day of the import, `JJJJ-MM-TT`. */
  readonly today: string;
  readonly patience: Patience;
}

/** Packets added at once; a batch holds a thousand. */
const PACKETS_AT_ONCE = 500;

/** Seals what files plan and sends it as parts of one run: nothing of it is seen before the run is closed. What an earlier part
 *  of the same run has brought into the journal is known by its ids and not written again (IE14). `ref` names where something
 *  stands in the files; whatever has the same one keeps its order. */
export class ImportWriter {
  readonly #given: ImportWriterGiven;
  readonly #targets = new Map<string, Target>();

  constructor(given: ImportWriterGiven) {
    this.#given = given;
  }

  /** The id of a person that the run has made already. */
  writtenPerson(ref: string): string | undefined {
    const { personId } = this.#personIds(ref);
    return this.#given.safe.follower.columns.seqsOfAkte(personId).length > 0 ? hexOf(personId) : undefined;
  }

  /** Writes a person as new, or finds the Akte of the one it is. @returns the person's id. */
  async writePerson(
    ref: string,
    planned: PlannedPerson['value'],
    match: MatchedPerson,
  ): Promise<Result<string, RequestFailure>> {
    const { safe, site, run } = this.#given;
    if (match.grade === 'new') {
      const made = await sealNewPerson(safe, planned, { site, run: run.id, ids: this.#personIds(ref) });
      if (!made.ok) return made;
      const personId = hexOf(made.value.personId);
      this.#targets.set(personId, { personId, akte: made.value.akte, key: made.value.akteKey });
      const added = await this.#add(made.value.packets);
      return added.ok ? ok(personId) : added;
    }
    const items = differingItems(planned, match.identity);
    const written =
      items.length === 0 ? ok(true) : await this.writeItems(ref, match.personId, items, 'Personalien aus Import');
    return written.ok ? ok(match.personId) : written;
  }

  /** Writes Eintraege into the Akte of a person, their files first. */
  async writeEintraege(
    ref: string,
    personId: string,
    eintraege: readonly PlannedEintrag[],
  ): Promise<Result<true, RequestFailure>> {
    const left = eintraege
      .map((eintrag) => ({ ...eintrag, record: this.#given.ids.next('eintrag', ref) }))
      .filter(({ record }) => !this.#isWritten(record));
    if (left.length === 0) return this.#add([]);
    const target = await this.#targetOf(personId);
    if (!target.ok) return target;
    let packets: EntryPacket[] = [];
    for (const { kind, value, attachment, record } of left) {
      const file = attachment === undefined ? ok({}) : await this.#upload(target.value, attachment);
      if (!file.ok) return file;
      packets.push(
        await this.#seal(target.value, { kind, record, value: { ...(value as PlainRecord), ...file.value } }),
      );
      if (packets.length < PACKETS_AT_ONCE) continue;
      const added = await this.#add(packets);
      if (!added.ok) return added;
      packets = [];
    }
    return this.#add(packets);
  }

  /** Writes content that has no field of its own as a note. */
  async writeItems(
    ref: string,
    personId: string,
    items: readonly UnplacedItem[],
    titel: string,
  ): Promise<Result<true, RequestFailure>> {
    const record = this.#given.ids.next('items', ref);
    if (this.#isWritten(record)) return ok(true);
    const target = await this.#targetOf(personId);
    if (!target.ok) return target;
    const unplaced = items.map(({ feld, inhalt }) => ({ feld, inhalt }));
    const value = { behandlungstag: this.#given.today, rubrik: 'notiz', titel, unplaced };
    return this.#add([await this.#seal(target.value, { kind: 'note', record, value })]);
  }

  /** Keeps the file itself, sealed, as a document of the Akte (interop §1 rule 7). */
  async writeOriginal(
    ref: string,
    personId: string,
    file: { readonly name: string; readonly bytes: Uint8Array; readonly format: string },
  ): Promise<Result<true, RequestFailure>> {
    const record = this.#given.ids.of('original', ref);
    if (this.#isWritten(record)) return ok(true);
    const target = await this.#targetOf(personId);
    if (!target.ok) return target;
    const uploaded = await this.#upload(target.value, file.bytes);
    if (!uploaded.ok) return uploaded;
    const value = {
      behandlungstag: this.#given.today,
      titel: `Importdatei (${file.format})`,
      dateiname: file.name.slice(0, 400),
      medientyp: 'application/octet-stream',
      ...uploaded.value,
    };
    return this.#add([await this.#seal(target.value, { kind: 'document', record, value })]);
  }

  #personIds(ref: string): NewPersonIds {
    const { ids } = this.#given;
    return { personId: ids.of('person', ref), akte: ids.of('akte', ref), record: ids.of('record', ref) };
  }

  #isWritten(record: Id): boolean {
    return this.#given.safe.follower.columns.seqsOfRecord(record).length > 0;
  }

  async #seal(
    { akte, key }: Target,
    eintrag: { readonly kind: string; readonly record: Id; readonly value: PlainRecord },
  ): Promise<EntryPacket> {
    const { safe, site, run } = this.#given;
    return (await sealEintrag(safe, eintrag, { akte, site, key, run: run.id })).packet;
  }

  async #upload({ akte }: Target, content: Uint8Array) {
    const { safe, run, patience } = this.#given;
    const sent = await run.send();
    if (!sent.ok) return sent;
    const settled = await settleOutbox(safe, patience);
    return settled.ok ? tryUntil(() => uploadAttachment(safe, akte, content), patience) : settled;
  }

  async #targetOf(personId: string): Promise<Result<Target, RequestFailure>> {
    const known = this.#targets.get(personId);
    if (known !== undefined) return ok(known);
    const { safe, site, run, patience } = this.#given;
    const found = await tryUntil(() => akteAtSite(safe, personId, { site, run: run.id }), patience);
    if (!found.ok) return found;
    const { akte, key, packets } = found.value;
    const target = { personId, akte, key };
    this.#targets.set(personId, target);
    const added = await this.#add(packets);
    return added.ok ? ok(target) : added;
  }

  async #add(packets: readonly EntryPacket[]): Promise<Result<true, RequestFailure>> {
    const { safe, run, patience } = this.#given;
    if (patience.isCancelled()) return fail('RUN_CANCELLED');
    if (packets.length === 0) return ok(true);
    const added = await run.add(packets);
    return added.ok ? settleOutbox(safe, patience) : added;
  }
}
