import { person } from '@siegel/akten';
import { isUnreadable } from '@siegel/seal';
import { equalBytes, fail, hexOf, ok, type Result } from '@siegel/wire';
import type { EintragView, PersonView } from '../channel/akte-api.ts';
import type { FreigabeView } from '../channel/freigabe-view.ts';
import type { PersonRow } from '../channel/search-api.ts';
import type { ProofLevel } from '../channel/sign-in-api.ts';
import { readBody } from '../journal/read-body.ts';
import type { JournalFollower } from '../journal/journal-follower.ts';
import type { RecordVersion } from '../records/visible-records.ts';
import type { PendingEntry } from '../safe/pending-entries.ts';
import type { OpenedEntry, Safe } from '../safe/safe.ts';
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
    /** By record, in hex. */
    readonly freigaben: ReadonlyMap<string, FreigabeView>;
  },
): Result<PersonView> {
  const row = rowOf(safe, personId);
  const stamm = given.entries.find(({ record }) => record.newest.body.kind === person.code);
  if (row === undefined || stamm === undefined) return fail('AKTE_UNKNOWN');
  const authorOf = (version: RecordVersion) => authorName(safe, version, given.names);
  const headOf = ({ seq }: RecordVersion) => hexOf(safe.follower.columns.hashAt(seq));
  const freigabeOf = ({ body, seq }: RecordVersion) => (seq < 0 ? undefined : given.freigaben.get(hexOf(body.record)));
  const by = { authorOf, headOf, level: given.level, freigabeOf };
  const rows = given.entries
    .map((entry) => eintragView(entry, by))
    .filter((view): view is EintragView => view !== undefined);
  const eintraege = withPending(rows, given.pending, by);
  const rights = safe.follower.membership.rightsAt(safe.given.user, safe.follower.head.size);
  const copyFromMs = safe.akten.copyTimeOf(personId);
  return ok({
    ...(copyFromMs === undefined ? {} : { copyFromMs }),
    person: row,
    reads: rights.has('read-records') ? 'all' : 'identity',
    may: { write: rights.has('write-records'), print: rights.has('print') },
    head: headOf(stamm.record.newest),
    stammdaten: isUnreadable(stamm.opened) ? stamm.opened : (stamm.opened.value as Readonly<Record<string, unknown>>),
    akten: safe.directory
      .aktenOfPerson(personId)
      .filter(({ stammakte }) => !stammakte)
      .map(({ akte, site }) => ({
        akteId: hexOf(akte),
        siteId: hexOf(site),
        siteName: siteName(safe, hexOf(site), given.names),
      })),
    eintraege: eintraege.toSorted(compareEintraege),
  });
}

/** The row of the person list. */
export function rowOf(safe: Pick<Safe, 'index'>, personId: string): PersonRow | undefined {
  const row = safe.index.get(personId);
  if (row === undefined) return undefined;
  const { patientennummern, ...shown } = row;
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
