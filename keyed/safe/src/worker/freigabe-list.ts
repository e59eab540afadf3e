import { type EintragKindName, type EintragLook, kindByCode, kuerzelOf } from '@siegel/akten';
import { freigabeRulesOf } from '@siegel/journal';
import { isUnreadable } from '@siegel/seal';
import { hexOf } from '@siegel/wire';
import type { FreigabeItem, FreigabeList } from '../channel/freigabe-api.ts';
import type { FreigabeView } from '../channel/freigabe-view.ts';
import { freigabeMarks } from '../freigabe/freigabe-marks.ts';
import { type FreigabeWork, freigabeWork, type WorkRecord } from '../freigabe/freigabe-work.ts';
import { isOwn } from '../freigabe/release-steps.ts';
import { readBody } from '../journal/read-body.ts';
import type { RecordVersion } from '../records/visible-records.ts';
import { rulesNow } from '../safe/house-rules.ts';
import { freigabeView } from './freigabe-view.ts';
import { authorName } from './person-view.ts';
import type { Unlocked } from './unlocked.ts';

type Marks = Awaited<ReturnType<typeof freigabeMarks>>;

/** What is presented, returned, and to be said to the person, in the Akten of the own sites (FG13, FG41). */
export async function freigabeListOf(house: Unlocked): Promise<FreigabeList> {
  const { safe } = house;
  const work = await freigabeWork(safe);
  const rights = safe.follower.membership.rightsAt(safe.given.user, safe.follower.head.size);
  const marksByAkte = new Map<string, Marks>();
  const itemsOf = async (records: FreigabeWork['presented'], state: FreigabeView['state']) => {
    const items: FreigabeItem[] = [];
    for (const record of records) {
      const item = await itemOf(house, marksByAkte, record);
      if (item?.freigabe.state === state) items.push(item);
    }
    return items;
  };
  const since = ({ freigabe }: FreigabeItem) => freigabe.forPerson?.said.atMs ?? freigabe.by?.atMs ?? 0;
  return {
    items: (await itemsOf(work.presented, 'presented')).toSorted((a, b) => since(a) - since(b)),
    returned: (await itemsOf(work.returned, 'returned')).toSorted((a, b) => since(b) - since(a)),
    forPerson: (await itemsOf(work.forPerson, 'released')).toSorted((a, b) => since(b) - since(a)),
    rules: freigabeRulesOf(rulesNow(safe)),
    mayRelease: rights.has('freigeben'),
    mayChangeRules: rights.has('administer'),
  };
}

async function itemOf(
  house: Unlocked,
  marksByAkte: Map<string, Marks>,
  { record, akte }: WorkRecord,
): Promise<FreigabeItem | undefined> {
  const { safe } = house;
  const newest = safe.records.recordOf(record)?.newest;
  if (newest === undefined || !safe.sites.some((site) => hexOf(site) === hexOf(newest.body.site))) return undefined;
  const marks = marksByAkte.get(hexOf(akte)) ?? (await freigabeMarks(safe, akte));
  marksByAkte.set(hexOf(akte), marks);
  const mark = marks.get(hexOf(record));
  const freigabe = await freigabeView(house, newest, mark);
  if (freigabe === undefined) return undefined;
  return described(house, newest, { freigabe, isMine: isMine(house, newest, { freigabe, mark }) });
}

/** FG39: it waits for a Freigabe the own user may give; without the right to, for somebody else's about the own work. */
function isMine(
  { safe }: Unlocked,
  { body }: RecordVersion,
  { freigabe, mark }: { readonly freigabe: FreigabeView; readonly mark: ReturnType<Marks['get']> },
): boolean {
  const mayRelease = safe.follower.membership.rightsAt(safe.given.user, safe.follower.head.size).has('freigeben');
  if (mayRelease && freigabe.state === 'presented') return freigabe.refusal === undefined;
  const presenting = mark?.state === 'Vorgelegt' ? safe.follower.columns.entryAt(mark.presented.seq) : undefined;
  const presenter = presenting === undefined ? undefined : readBody(presenting.body)?.author;
  return isOwn(safe, body.author) || isOwn(safe, presenter);
}

async function described(
  { safe, names }: Unlocked,
  version: RecordVersion,
  stands: Pick<FreigabeItem, 'freigabe' | 'isMine'>,
): Promise<FreigabeItem | undefined> {
  const { body, seq } = version;
  const kind = kindByCode(body.kind);
  const personId = safe.merged.personOfAkte(body.akte);
  if (kind === undefined || !('eintrag' in kind) || personId === undefined) return undefined;
  const name = kind.name as EintragKindName;
  // Only what is on the device opens: nothing is fetched for a list (ET7).
  const opened = await safe.open(version);
  const value = isUnreadable(opened) ? undefined : (opened.value as Readonly<Record<string, unknown>>);
  const { kuerzel, hue }: EintragLook = value === undefined ? kind.eintrag : kuerzelOf(name, value);
  const type = value?.['eintragstyp'];
  const row = safe.index.get(personId);
  return {
    recordId: hexOf(body.record),
    head: hexOf(safe.follower.columns.hashAt(seq)),
    personId,
    personName: row === undefined ? '' : `${row.familienname}, ${row.vorname}`,
    ...(row?.geburtsdatum !== undefined && { geburtsdatum: row.geburtsdatum }),
    kind: name,
    kuerzel,
    hue,
    ...(type instanceof Uint8Array && { typeId: hexOf(type) }),
    author: authorName(safe, { body, seq }, names),
    ...stands,
  };
}
