import { otherSideOf, person, portrait } from '@siegel/akten';
import { isUnreadable } from '@siegel/seal';
import { equalBytes, fail, hexOf, type Id, ok, type Result } from '@siegel/wire';
import type { ArchivedView, EintragView, PersonView } from '../channel/akte-api.ts';
import type { FreigabeView } from '../channel/freigabe-view.ts';
import type { PersonRow } from '../channel/search-api.ts';
import type { ProofLevel } from '../channel/sign-in-api.ts';
import { ownStep } from '../freigabe/release-steps.ts';
import { isFreigabeForced } from '../freigabe/withheld.ts';
import { readBody } from '../journal/read-body.ts';
import { readOpen } from '../journal/read-open.ts';
import type { JournalFollower } from '../journal/journal-follower.ts';
import type { RecordVersion, VisibleRecord } from '../records/visible-records.ts';
import type { PendingEntry } from '../safe/pending-entries.ts';
import type { OpenedEntry, Safe } from '../safe/safe.ts';
import { writableSites } from '../safe/site-choice.ts';
import { compareEintraege, eintragView, withPending } from './eintrag-view.ts';
import type { HouseNames } from './staff-names.ts';

/** Everything the Akte's page shows of a person. */
export function personView(
  safe: Safe,
  personId: string,
  given: {
    readonly entries: readonly OpenedEntry[];
    readonly pending: readonly PendingEntry[];
    readonly names: HouseNames;
    readonly level: ProofLevel;
    /** Hex id of the site chosen for this person on this device. */
    readonly chosenSite?: string | undefined;
    /** By record, in hex. */
    readonly freigaben: ReadonlyMap<string, FreigabeView>;
  },
): Result<PersonView> {
  const row = rowOf(safe, personId);
  const stamm = given.entries.find(({ record }) => isStammdatenOf(personId, record));
  if (row === undefined || stamm === undefined) return fail('AKTE_UNKNOWN');
  const authorOf = (version: RecordVersion) => authorName(safe, version, given.names);
  const headOf = ({ seq }: RecordVersion) => hexOf(safe.follower.columns.hashAt(seq));
  const freigabeOf = ({ body, seq }: RecordVersion) => (seq < 0 ? undefined : given.freigaben.get(hexOf(body.record)));
  const nameOfUser = (user: Uint8Array) => given.names.byUser.get(hexOf(user)) ?? '';
  const by = { authorOf, headOf, level: given.level, freigabeOf, nameOfUser };
  const rows = given.entries
    .map((entry) => eintragView(entry, by))
    .filter((view): view is EintragView => view !== undefined);
  const eintraege = withPending(rows, given.pending, by);
  const rights = safe.follower.membership.rightsAt(safe.given.user, safe.follower.head.size);
  const places = placesOf(safe, personId, given);
  const archived = archivedOf(safe, stamm, given.names);
  const copyFromMs = safe.akten.copyTimeOf(personId);
  return ok({
    ...(copyFromMs === undefined ? {} : { copyFromMs }),
    person: row,
    reads: rights.has('read-records') ? 'all' : 'identity',
    may: {
      write: rights.has('write-records') && archived === undefined,
      print: rights.has('print'),
      printUnreleased: !isFreigabeForced(safe),
      ownStep: ownStep(safe),
      ...((['administer', 'write-records', 'read-records'] as const).every((right) => rights.has(right)) && {
        merge: true as const,
      }),
    },
    ...(archived !== undefined && { archived: { ...archived, mayBringBack: rights.has('write-records') } }),
    head: headOf(stamm.record.newest),
    stammdaten: isUnreadable(stamm.opened) ? stamm.opened : (stamm.opened.value as Readonly<Record<string, unknown>>),
    relations: relationsOf(safe, personId),
    ...portraitOf(given.entries),
    ...places,
    ...mergedOf(safe, personId, given.names),
    eintraege: withPersons(safe, personId, withSites(eintraege, places.akten)).toSorted(compareEintraege),
  });
}

/** While somebody is in the archive, the newest version of their Stammdaten is the one that says so: nothing comes behind it. */
function archivedOf(
  safe: Safe,
  { record: { newest } }: OpenedEntry,
  names: HouseNames,
): Pick<ArchivedView, 'since' | 'by'> | undefined {
  const since = readOpen(newest.open)?.['archiviertAm'];
  return typeof since === 'string' ? { since, by: authorName(safe, newest, names) } : undefined;
}

/** Both sides alike: what stands with the person, and with others about them (PE26). Who cannot be found here is left out. */
function relationsOf(safe: Safe, personId: string): PersonView['relations'] {
  return safe.index.relationsOf(personId).flatMap(({ owner, relation: { personId: otherId, relation } }) => {
    const isOwn = owner === personId;
    const other = rowOf(safe, isOwn ? otherId : owner);
    if (other === undefined) return [];
    const stands = { personId: owner, otherId, relation };
    return [{ other, relation: isOwn ? relation : otherSideOf(relation), stands }];
  });
}

function portraitOf(entries: readonly OpenedEntry[]): Pick<PersonView, 'portrait'> {
  const opened = entries.findLast(({ record }) => record.newest.body.kind === portrait.code)?.opened;
  if (opened === undefined || isUnreadable(opened)) return {};
  const { bild } = opened.value as { readonly bild?: Uint8Array };
  return bild === undefined ? {} : { portrait: bild };
}

/** At which site each stands is said only where there are several. */
function withSites(eintraege: readonly EintragView[], akten: PersonView['akten']): readonly EintragView[] {
  if (new Set(akten.map(({ siteId }) => siteId)).size < 2) return eintraege;
  const nameByAkte = new Map(akten.map(({ akteId, siteName: name }) => [akteId, name]));
  return eintraege.map((eintrag) => ({ ...eintrag, siteName: nameByAkte.get(eintrag.akteId) ?? '' }));
}

/** Two persons shown as one have two records; the Stammdaten are those of the one that stays (PM8). */
function isStammdatenOf(personId: string, { newest: { body } }: VisibleRecord): boolean {
  return body.kind === person.code && hexOf(body.akte) === personId;
}

function withPersons(safe: Safe, personId: string, eintraege: readonly EintragView[]): readonly EintragView[] {
  const [, ...others] = safe.merged.wholeOf(personId);
  const nameByAkte = new Map(
    others.flatMap((id) =>
      safe.directory.aktenOfPerson(id).map(({ akte }) => [hexOf(akte), nameOf(safe, id)] as const),
    ),
  );
  if (nameByAkte.size === 0) return eintraege;
  return eintraege.map((eintrag) => {
    const ofPerson = nameByAkte.get(eintrag.akteId);
    return ofPerson === undefined ? eintrag : { ...eintrag, ofPerson };
  });
}

function mergedOf(safe: Safe, personId: string, names: HouseNames): Pick<PersonView, 'merged'> {
  const [, ...others] = safe.merged.wholeOf(personId);
  if (others.length === 0) return {};
  const merged = others.flatMap((id) => {
    const pointer = safe.merged.pointerOf(id);
    if (pointer === undefined) return [];
    const number = safe.index.get(id)?.patientennummern[0];
    const atMs = safe.follower.columns.receivedAt(pointer.seq);
    const by = authorOfEntry(safe, pointer.seq, names);
    return [
      { personId: id, name: nameOf(safe, id), ...(number !== undefined && { patientennummer: number }), by, atMs },
    ];
  });
  return { merged: merged.toSorted((a, b) => b.atMs - a.atMs) };
}

function nameOf(safe: Safe, personId: string): string {
  const row = safe.index.get(personId);
  return row === undefined ? '' : `${row.familienname}, ${row.vorname}`;
}

/** Where the person has Akten, where the own user can write, and where others can (BS13, BS14). */
function placesOf(
  safe: Safe,
  personId: string,
  { names, chosenSite }: { readonly names: HouseNames; readonly chosenSite?: string | undefined },
): Pick<PersonView, 'akten' | 'writesAt' | 'elsewhere'> {
  const all = safe.merged.aktenOf(personId).filter(({ stammakte }) => !stammakte);
  const isOwn = (site: Id) => safe.sites.some((own) => equalBytes(own, site));
  const gone = all.flatMap(({ akte }) => safe.directory.movedTo(akte) ?? []);
  const here = all.filter(({ akte }) => safe.directory.movedTo(akte) === undefined);
  const open = here.filter(({ akte }) => safe.akten.isReadable(akte));
  const closed = [...gone, ...here].map(({ site }) => site).filter((site) => !isOwn(site));
  const nameOf = (site: Id) => siteName(safe, hexOf(site), names);
  return {
    akten: open.map(({ akte, site }) => ({ akteId: hexOf(akte), siteId: hexOf(site), siteName: nameOf(site) })),
    writesAt: writableSites(safe, personId, chosenSite).map((site) => ({
      siteId: hexOf(site),
      siteName: nameOf(site),
      hasAkte: here.some((akte) => equalBytes(akte.site, site)),
    })),
    elsewhere: [...new Set(closed.map(hexOf))].map((site) => siteName(safe, site, names)),
  };
}

/** The row of the person list. */
export function rowOf(safe: Pick<Safe, 'index'>, personId: string): PersonRow | undefined {
  const row = safe.index.get(personId);
  if (row === undefined) return undefined;
  const { patientennummern, relations: _, ...shown } = row;
  const [patientennummer] = patientennummern;
  return patientennummer === undefined ? shown : { ...shown, patientennummer };
}

/** Who wrote an entry of the journal. Empty when the name did not come, and for whoever is only said to have written it. */
export function authorOfEntry(safe: Safe, seq: number, names: HouseNames): string {
  const body = readBody(safe.follower.columns.entryAt(seq)?.body ?? new Uint8Array(0));
  return body === undefined ? '' : authorName(safe, { seq, body }, names);
}

/** Empty when the name did not come, and for whoever is only said to have written it. */
export function authorName(safe: Safe, { seq, body }: Pick<RecordVersion, 'seq' | 'body'>, names: HouseNames): string {
  if (safe.attributions.isHeldBack(seq)) return '';
  const { membership, head } = { membership: safe.follower.membership, head: safe.follower.head };
  const user = membership.devicesAt(head.size).find((member) => equalBytes(member.device, body.author))?.user;
  return user === undefined ? '' : (names.byUser.get(hexOf(user)) ?? '');
}

/** Name of a Betriebsstaette: that of its group. */
export function siteName(safe: { readonly follower: JournalFollower }, site: string, names: HouseNames): string {
  const groups = safe.follower.membership.groupsAt(safe.follower.head.size);
  const group = groups.find(({ groupKind, site: of }) => groupKind === 'site' && hexOf(of) === site);
  return group === undefined ? '' : (names.byGroup.get(hexOf(group.group)) ?? '');
}
