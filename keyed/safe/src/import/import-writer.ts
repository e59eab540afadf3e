import type { PlainRecord } from '@siegel/akten';
import type { PlannedEintrag, PlannedPerson, UnplacedItem } from '@siegel/interchange';
import type { CaseKey } from '@siegel/seal';
import { type EntryPacket, fail, hexOf, type Id, ok, type Result } from '@siegel/wire';
import { akteAtSite } from '../safe/akte-at-site.ts';
import { uploadAttachment } from '../safe/attachments.ts';
import type { Run } from '../safe/run.ts';
import type { Safe } from '../safe/safe.ts';
import { sealEintrag, sealNewPerson } from '../safe/write-records.ts';
import type { RequestFailure } from '../server/server-request.ts';
import { differingItems } from './joined-person.ts';
import type { MatchedPerson } from './person-matching.ts';
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
  readonly site: Id;
  /** Day of the import, `JJJJ-MM-TT`. */
  readonly today: string;
  readonly patience: Patience;
}

/** Packets added at once; a batch holds a thousand. */
const PACKETS_AT_ONCE = 500;

/** Seals what files plan and sends it as parts of one run: nothing of it is seen before the run is closed. */
export class ImportWriter {
  readonly #given: ImportWriterGiven;
  readonly #targets = new Map<string, Target>();

  constructor(given: ImportWriterGiven) {
    this.#given = given;
  }

  /** Writes a person as new, or finds the Akte of the one it is. @returns the person's id. */
  async writePerson(planned: PlannedPerson['value'], match: MatchedPerson): Promise<Result<string, RequestFailure>> {
    const { safe, site, run } = this.#given;
    if (match.grade === 'new') {
      const made = await sealNewPerson(safe, planned, { site, run: run.id });
      if (!made.ok) return made;
      const personId = hexOf(made.value.personId);
      this.#targets.set(personId, { personId, akte: made.value.akte, key: made.value.akteKey });
      const added = await this.#add(made.value.packets);
      return added.ok ? ok(personId) : added;
    }
    const items = differingItems(planned, match.identity);
    const written =
      items.length === 0 ? ok(true) : await this.writeItems(match.personId, items, 'Personalien aus Import');
    return written.ok ? ok(match.personId) : written;
  }

  /** Writes Eintraege into the Akte of a person, their files first. */
  async writeEintraege(personId: string, eintraege: readonly PlannedEintrag[]): Promise<Result<true, RequestFailure>> {
    if (eintraege.length === 0) return ok(true);
    const target = await this.#targetOf(personId);
    if (!target.ok) return target;
    let packets: EntryPacket[] = [];
    for (const { kind, value, attachment } of eintraege) {
      const file = attachment === undefined ? ok({}) : await this.#upload(target.value, attachment);
      if (!file.ok) return file;
      packets.push(await this.#seal(target.value, kind, { ...(value as PlainRecord), ...file.value }));
      if (packets.length < PACKETS_AT_ONCE) continue;
      const added = await this.#add(packets);
      if (!added.ok) return added;
      packets = [];
    }
    return this.#add(packets);
  }

  /** Writes content that has no field of its own as a note. */
  async writeItems(
    personId: string,
    items: readonly UnplacedItem[],
    titel: string,
  ): Promise<Result<true, RequestFailure>> {
    const target = await this.#targetOf(personId);
    if (!target.ok) return target;
    const unplaced = items.map(({ feld, inhalt }) => ({ feld, inhalt }));
    const value = { behandlungstag: this.#given.today, rubrik: 'notiz', titel, unplaced };
    return this.#add([await this.#seal(target.value, 'note', value)]);
  }

  /** Keeps the file itself, sealed, as a document of the Akte (interop §1 rule 7). */
  async writeOriginal(
    personId: string,
    file: { readonly name: string; readonly bytes: Uint8Array; readonly format: string },
  ): Promise<Result<true, RequestFailure>> {
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
    return this.#add([await this.#seal(target.value, 'document', value)]);
  }

  async #seal({ akte, key }: Target, kind: string, value: PlainRecord): Promise<EntryPacket> {
    const { safe, site, run } = this.#given;
    return (await sealEintrag(safe, { kind, value }, { akte, site, key, run: run.id })).packet;
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
