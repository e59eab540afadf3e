import type {
  EditingSign,
  EintragWish,
  PersonRow,
  PersonView,
  SafeStatus,
  WaitingEntry,
  WriteOutcome,
} from '@siegel/safe';
import { type ErrorCode, fail, ok, type Result } from '@siegel/wire';
import { INITIAL_STATUS } from '@siegel/safe/channel';
import { localDay } from '../src/text/format.ts';
import { FakeHistory } from './fake-history.ts';
import {
  brandtsAkte,
  headOf,
  type InventedEintrag,
  longAkte,
  mixedAkte,
  troubledAkte,
  viewOf,
} from './invented-akten.ts';
import { inventedPersons, personIdOf } from './invented-persons.ts';

/** Persons whose Akte is special, by their number. */
export const SPECIAL = {
  brandt: 0,
  long: 1,
  troubled: 2,
  empty: 3,
  forbidden: 4,
  broken: 5,
  slow: 6,
  mixed: 7,
} as const;

const ME = 'Dr. Katrin Albers';
const AKTE_ID = '1'.repeat(32);

/** What the fake safe knows: invented persons and their Akten in memory, and who is told when something changes. */
export class FakeWorld {
  readonly persons: readonly PersonRow[] = inventedPersons(260);
  readonly statusListeners = new Set<(status: SafeStatus) => void>();
  private readonly editingListeners = new Set<(presences: readonly EditingSign[]) => void>();
  readonly approvalListeners = new Set<() => void>();
  /** New browsers that wait for an answer. */
  approvals: readonly string[] = [];
  /** Comparisons that were stopped before. */
  stoppedApprovals = 0;
  isOfflineSlotAllowed = true;
  /** Names somebody gave to devices here, by id. */
  readonly deviceNames = new Map<string, string>();
  status: SafeStatus = { ...INITIAL_STATUS, clientVersion: '0.1.0' };
  writesFailWith: ErrorCode | undefined;
  waiting: readonly WaitingEntry[] = [];
  /** Versions written in this session. */
  readonly history = new FakeHistory();
  /** True while somebody is signed in and nothing is locked. */
  isOpen = false;
  /** True once somebody was signed in. */
  wasOpen = false;
  private readonly listenersByPerson = new Map<string, Set<(view: PersonView) => void>>();
  private readonly aktenByPerson: Map<string, readonly InventedEintrag[]>;
  private readonly nowMs: () => number;
  private written = 0;

  constructor(nowMs: () => number) {
    this.nowMs = nowMs;
    const today = localDay(nowMs());
    this.aktenByPerson = new Map([
      [personIdOf(SPECIAL.brandt), brandtsAkte(today)],
      [personIdOf(SPECIAL.long), longAkte()],
      [personIdOf(SPECIAL.troubled), troubledAkte(today)],
      [personIdOf(SPECIAL.slow), brandtsAkte(today)],
      [personIdOf(SPECIAL.mixed), mixedAkte()],
    ]);
  }

  watchEditing(listener: (presences: readonly EditingSign[]) => void): () => void {
    this.editingListeners.add(listener);
    listener([]);
    return () => this.editingListeners.delete(listener);
  }

  /** Somebody else changes a record; nobody does when `who` is empty. */
  setPresence(recordId: string, who: string): void {
    for (const listener of this.editingListeners) listener(who === '' ? [] : [{ recordId, who }]);
  }

  askForApproval(stoppedBefore: number): void {
    this.stoppedApprovals = stoppedBefore;
    this.approvals = ['0'.repeat(32)];
    for (const tell of this.approvalListeners) tell();
  }

  endApprovals(): void {
    this.approvals = [];
    for (const tell of this.approvalListeners) tell();
  }

  setStatus(change: Partial<SafeStatus>): void {
    this.status = { ...this.status, ...change };
    for (const listener of this.statusListeners) listener(this.status);
  }

  watchPerson(personId: string, listener: (view: PersonView) => void): () => void {
    const listeners = this.listenersByPerson.get(personId) ?? new Set();
    this.listenersByPerson.set(personId, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  viewOfPerson(personId: string): PersonView {
    const person = this.persons.find((row) => row.personId === personId) ?? { personId, familienname: '', vorname: '' };
    return {
      person,
      head: this.history.headOfPerson(personId),
      stammdaten: this.stammdaten(person),
      akten: [{ akteId: AKTE_ID, siteId: '0'.repeat(32), siteName: 'Lindenhof' }],
      writesAt: [{ siteId: '0'.repeat(32), siteName: 'Lindenhof', hasAkte: true }],
      elsewhere: [],
      relations: [],
      eintraege: (this.aktenByPerson.get(personId) ?? []).map(viewOf).toSorted(newestFirst),
      reads: 'all',
      may: { write: true, print: true, printUnreleased: true, ownStep: 'release' },
    };
  }

  eintrag(recordId: string): InventedEintrag | undefined {
    return [...this.aktenByPerson.values()].flat().find((one) => one.recordId === recordId);
  }

  stammdaten(person: PersonRow): Readonly<Record<string, unknown>> {
    const isBrandt = person.personId === personIdOf(SPECIAL.brandt);
    const changed = this.history.newestPerson(person.personId);
    if (changed !== undefined) return changed;
    return {
      familienname: person.familienname,
      vorname: person.vorname,
      geburtsdatum: person.geburtsdatum,
      geschlecht: person.geschlecht,
      strasse: person.strasse,
      plz: '10999',
      ort: person.ort,
      telefon: '030 555 01 42',
      versicherungen: [{ art: 'GKV', kostentraegerName: 'AOK Nordost', versichertennummer: 'X234567890' }],
      ...(isBrandt && { cave: 'Penicillin: Exanthem 2014', vertretungen: [{ name: 'Sabine Brandt', art: 'Tochter' }] }),
    };
  }

  /** Writes as the user at this page does. */
  write(wish: EintragWish): Result<WriteOutcome> {
    if (this.writesFailWith !== undefined) return fail(this.writesFailWith);
    const before = wish.recordId === undefined ? undefined : this.eintrag(wish.recordId);
    if (wish.base !== undefined && before !== undefined && wish.base !== headOf(before)) return fail('ENTRY_STALE');
    const saved = this.status.online;
    const recordId = wish.recordId ?? this.freshId();
    this.put(wish.personId, { ...wish, recordId, author: ME, state: saved ? 'saved' : 'queued' });
    this.setStatus(saved ? { journalSize: this.status.journalSize + 1 } : { queued: this.status.queued + 1 });
    return ok({ recordId, saved });
  }

  /** A colleague writes a note elsewhere. */
  remoteNote(personId: string, text: string, day = localDay(this.nowMs())): void {
    const value = { behandlungstag: day, text };
    this.put(personId, { recordId: this.freshId(), kind: 'note', value, author: 'Melanie Kruse', state: 'saved' });
  }

  /** A colleague changes a record elsewhere. */
  remoteChange(recordId: string, text: string): void {
    const found = this.eintrag(recordId);
    if (found === undefined) return;
    this.put(this.personOf(found), { ...found, value: { ...found.value, text }, author: 'Melanie Kruse' });
  }

  /** A change made here is refused after it has waited. */
  refuseChange(recordId: string, text: string): void {
    const found = this.eintrag(recordId);
    if (found === undefined) return;
    this.put(this.personOf(found), { ...found, state: 'conflict', refused: { ...found.value, text } });
    this.setStatus({ refused: 1 });
  }

  dropRefused(recordId: string): void {
    const found = this.eintrag(recordId);
    if (found === undefined) return;
    this.put(this.personOf(found), { ...found, state: 'saved', refused: undefined });
    this.setStatus({ refused: 0 });
  }

  personOf(eintrag: InventedEintrag): string {
    return [...this.aktenByPerson].find(([, all]) => all.includes(eintrag))?.[0] ?? '';
  }

  private put(
    personId: string,
    change: Pick<InventedEintrag, 'recordId' | 'kind' | 'value' | 'author' | 'state' | 'refused'>,
  ): void {
    const all = this.aktenByPerson.get(personId) ?? [];
    const before = all.find(({ recordId }) => recordId === change.recordId);
    const { recordId, kind, value, author, state, refused } = change;
    const made = { authoredAtMs: this.nowMs(), akteId: AKTE_ID, versions: (before?.versions ?? 0) + 1 };
    const newest = {
      ...made,
      ...(before && { authoredAtMs: before.authoredAtMs }),
      recordId,
      kind,
      value,
      author,
      state,
      ...(refused !== undefined && { refused }),
    };
    if (before !== undefined) this.history.keep(before);
    this.aktenByPerson.set(personId, [...all.filter((one) => one !== before), newest]);
    this.tell(personId);
  }

  /** Shows a person anew to whoever watches. */
  tell(personId: string): void {
    for (const listener of this.listenersByPerson.get(personId) ?? []) listener(this.viewOfPerson(personId));
  }

  /** Takes a record out of the lists of a person, as a move does. */
  remove(recordId: string): InventedEintrag | undefined {
    const found = this.eintrag(recordId);
    if (found === undefined) return undefined;
    const personId = this.personOf(found);
    const all = this.aktenByPerson.get(personId) ?? [];
    this.aktenByPerson.set(
      personId,
      all.filter((one) => one !== found),
    );
    this.tell(personId);
    return found;
  }

  /** Puts a record into the Akte of a person, as a move does. */
  add(personId: string, eintrag: InventedEintrag): void {
    this.aktenByPerson.set(personId, [...(this.aktenByPerson.get(personId) ?? []), eintrag]);
    this.tell(personId);
  }

  freshId(): string {
    this.written += 1;
    return personIdOf(50_000 + this.written);
  }
}

function newestFirst(a: ReturnType<typeof viewOf>, b: ReturnType<typeof viewOf>): number {
  return b.behandlungstag.localeCompare(a.behandlungstag) || b.authoredAtMs - a.authoredAtMs;
}
