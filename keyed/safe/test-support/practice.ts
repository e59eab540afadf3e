import { join } from 'node:path';
import {
  buildEntry,
  bytesOfRecoveryCode,
  type DeviceKeys,
  makeDeviceKeys,
  platformRandom,
  userCoSigner,
} from '@siegel/seal';
import { hexOf, type Id, PERSON_MERGE_KIND, WIRE_KINDS } from '@siegel/wire';
import { FilePageStore } from '../src/local/file-page-store.ts';
import { enterDevice, type SignInPlace } from '../src/safe/enter-device.ts';
import { type FoundedTenant, foundTenant } from '../src/safe/found-tenant.ts';
import { Safe } from '../src/safe/safe.ts';
import { type EintragPlace, sealEintrag, sealNewPerson } from '../src/safe/write-records.ts';
import type { Fetch } from '../src/server/server-request.ts';

export const PASSWORD = 'Lindenhof im Regen 7';

/** The person every practice begins with. */
export const ILSE = {
  familienname: 'Brandt',
  vorname: 'Ilse',
  geburtsdatum: '1951-03-14',
  ort: 'Lindenau',
  strasse: 'Am Lindenhof 3',
  geschlecht: 'w',
  cave: 'Penicillin',
  // Follows from the warning (PE30).
  caveVorhanden: true,
} as const;

/** Her first Eintrag. */
export const FINDING = { behandlungstag: '2026-11-20', text: 'RR 150/90' } as const;

/** The value; throws the code otherwise. */
export function must<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: { readonly code: string } },
): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

/** Where a practice is founded: a server (or a proxy before it) and a folder for the pages of its devices. */
export interface PracticePlace {
  readonly origin: string;
  readonly foundingToken: string;
  readonly folder: string;
}

/** "Praxis am Lindenhof": founded on a real server, with one person, her Stammakte, her Akte and one Eintrag in it. */
export class Practice {
  readonly place: PracticePlace;
  readonly founded: FoundedTenant;
  /** The founder's safe. */
  readonly desk: Safe;
  readonly personId: Id;
  readonly akte: Id;
  /** The first Eintrag. */
  readonly finding: Id;
  /** Where further Eintraege of the person go. */
  readonly eintraege: EintragPlace;

  private constructor(place: PracticePlace, founded: FoundedTenant, desk: Safe, person: PersonIds) {
    this.place = place;
    this.founded = founded;
    this.desk = desk;
    this.personId = person.personId;
    this.akte = person.eintraege.akte;
    this.finding = person.finding;
    this.eintraege = person.eintraege;
  }

  static async found(place: PracticePlace): Promise<Practice> {
    const founded = must(
      await foundTenant({
        ...place,
        fetch,
        account: 'lindner',
        password: PASSWORD,
        profile: 'practice',
        organisationName: 'Praxis am Lindenhof',
        siteName: 'Hauptstelle',
        founderName: 'Dr. Jana Lindner',
        pages: await pagesIn(place, 'desk'),
        now: Date.now,
      }),
    );
    const desk = must(await Safe.open(founded.given));
    return new Practice(place, founded, desk, await writePerson(desk, founded.founding.site, ILSE, FINDING));
  }

  /** Writes another person with one finding. */
  addPerson(name: string, text: string): Promise<PersonIds> {
    const value = { ...ILSE, familienname: name };
    return writePerson(this.desk, this.founded.founding.site, value, { ...FINDING, text });
  }

  /** Erases everything of a person, from the desk. */
  async erasePerson(personId: Id): Promise<void> {
    const { desk } = this;
    must(await desk.sync());
    const { columns } = desk.follower;
    const akten = desk.directory.aktenOfPerson(hexOf(personId));
    // A pointer to another person says nothing that is erased (PM2).
    const isErased = (seq: number) => columns.kindAt(seq) !== PERSON_MERGE_KIND;
    const entries = akten.flatMap(({ akte }) =>
      columns
        .seqsOfAkte(akte)
        .filter(isErased)
        .map((seq) => columns.hashAt(seq).slice()),
    );
    const draft = { kind: WIRE_KINDS.tombstone, schemaVersion: 1, record: platformRandom(16) };
    const open = { entries, reason: 'request' };
    must(await desk.write([await buildEntry({ ...draft, open, coSigners: [userCoSigner(desk.author)] }, desk.author)]));
  }

  pagesIn(name: string): Promise<FilePageStore> {
    return pagesIn(this.place, name);
  }

  /** Where the founder signs in with the pages of the device called `name`. */
  async signInPlace(
    name: string,
    wish: { readonly password?: string; readonly fetch?: Fetch } = {},
  ): Promise<SignInPlace> {
    const { password = PASSWORD, fetch: line = fetch } = wish;
    const pages = await this.pagesIn(name);
    return { origin: this.place.origin, fetch: line, account: 'lindner', password, pages, now: Date.now };
  }

  /** The founder's recovery code as bytes. */
  get recoveryCode(): Uint8Array {
    return must(bytesOfRecoveryCode(this.founded.recoveryCode));
  }

  /** A new device of the founder that enters itself by the recovery code, and its open safe. */
  async enter(name: string, device?: DeviceKeys): Promise<Safe> {
    const slot = { recoveryCode: this.recoveryCode };
    const keys = device ?? (await makeDeviceKeys());
    return must(await Safe.open(must(await enterDevice(await this.signInPlace(name), slot, keys))));
  }
}

/** Ids of a written person. */
export interface PersonIds {
  readonly personId: Id;
  readonly finding: Id;
  readonly eintraege: EintragPlace;
}

function pagesIn({ folder }: PracticePlace, name: string): Promise<FilePageStore> {
  return FilePageStore.open(join(folder, name));
}

async function writePerson(
  desk: Safe,
  site: Id,
  value: Parameters<typeof sealNewPerson>[1],
  finding: Readonly<Record<string, string>>,
): Promise<PersonIds> {
  const made = must(await sealNewPerson(desk, value, { site }));
  const eintraege = { akte: made.akte, site, key: made.akteKey };
  const { record, packet } = await sealEintrag(desk, { kind: 'finding', value: finding }, eintraege);
  const written = must(await desk.write([...made.packets, packet]));
  if (!written.saved) throw new Error('OFFLINE');
  must(await desk.sync());
  return { personId: made.personId, finding: record, eintraege };
}
