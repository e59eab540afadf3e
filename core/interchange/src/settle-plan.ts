import {
  append,
  type EintragInMaking,
  type PersonInMaking,
  type PlanInMaking,
  type UnassignedInMaking,
} from './draft.ts';
import type { FindingLog } from './import-finding.ts';
import type {
  ImportOptions,
  ImportPlan,
  PersonHint,
  PlannedEintrag,
  PlannedPerson,
  UnassignedContent,
  UnplacedItem,
} from './import-plan.ts';
import { itemsOf, sealedBytes, settleValue } from './settle-value.ts';

/** Estimated sealed bytes of the unplaced list of one record; with the fields it stays below 1 MiB. */
const UNPLACED_BYTES = 400_000;

/** What settling needs besides the draft. */
export interface SettleContext {
  readonly log: FindingLog;
  readonly options: ImportOptions;
}

/** Makes a plan of a draft: every value is valid for its kind, nothing collected is lost (IX6, IX17), and with an error
 *  among the findings the plan is empty (IX5). */
export function settlePlan(draft: PlanInMaking, context: SettleContext): ImportPlan {
  const { format, charset } = draft;
  const { persons, unassigned, envelope } = settleParts(draft, context);
  if (persons.length === 0 && unassigned.length === 0 && !context.log.hasError()) context.log.add('NOTHING_TO_IMPORT');
  if (context.log.hasError()) return refusedPlan(format, charset, context.log);
  const unplacedCount = envelope.length + countUnplaced(persons, unassigned);
  return {
    format,
    charset,
    refused: false,
    persons,
    unassigned,
    envelope,
    findings: context.log.list(),
    unplacedCount,
  };
}

/** Settles what a draft holds: a whole file, or a part of a large one. */
export function settleParts(
  draft: PlanInMaking,
  context: SettleContext,
): Pick<ImportPlan, 'persons' | 'unassigned' | 'envelope'> {
  const persons: PlannedPerson[] = [];
  const unassigned: UnassignedContent[] = [];
  for (const person of joinPersons(draft.persons, context.log)) {
    const settled = settlePerson(person, context);
    if ('value' in settled) persons.push(settled);
    else unassigned.push(settled);
  }
  for (const content of draft.unassigned) unassigned.push(settleUnassigned(content, context));
  return { persons, unassigned, envelope: draft.envelope.flatMap(({ feld, inhalt }) => itemsOf(feld, inhalt)) };
}

/** The plan of a file that is refused as a whole. */
export function refusedPlan(format: ImportPlan['format'], charset: string, log: FindingLog): ImportPlan {
  const nothing = { persons: [], unassigned: [], envelope: [], unplacedCount: 0 };
  return { format, charset, refused: true, findings: log.list(), ...nothing };
}

/** Settles one person with its rows; without a usable surname it becomes unassigned content. */
export function settlePerson(person: PersonInMaking, context: SettleContext): PlannedPerson | UnassignedContent {
  const unplaced = person.unplaced.flatMap(({ feld, inhalt }) => itemsOf(feld, inhalt));
  const hint = hintOf(person);
  const value = settleValue('person', person.value, unplaced, context.log);
  const eintraege = person.eintraege.flatMap((eintrag) => settleEintrag(eintrag, context));
  if (value === null) {
    context.log.add('PERSON_WITHOUT_NAME');
    return { sourceRef: person.sourceRef, hint, eintraege, content: unplaced };
  }
  const [own, ...more] = packsOf(unplaced);
  const notes = more.flatMap((pack) => settleEintrag(leftoverNote(pack, {}), context));
  // settleValue has validated the value against the kind `person`.
  const complete = { ...value, ...(own === undefined ? {} : { unplaced: own }) } as unknown as PlannedPerson['value'];
  return { sourceRef: person.sourceRef, value: complete, eintraege: [...eintraege, ...notes] };
}

/** Settles content without a person. */
export function settleUnassigned(content: UnassignedInMaking, context: SettleContext): UnassignedContent {
  return {
    sourceRef: content.sourceRef,
    hint: content.hint,
    eintraege: content.eintraege.flatMap((eintrag) => settleEintrag(eintrag, context)),
    content: content.content.flatMap(({ feld, inhalt }) => itemsOf(feld, inhalt)),
  };
}

/** A row that holds what found no place, dated like the row it comes from. */
export function leftoverNote(items: readonly UnplacedItem[], like: Readonly<Record<string, unknown>>): EintragInMaking {
  const { behandlungstag, source } = like;
  return {
    kind: 'note',
    value: { behandlungstag, source, rubrik: 'notiz', titel: 'Nicht zugeordnet' },
    unplaced: [...items],
  };
}

function settleEintrag(eintrag: EintragInMaking, context: SettleContext): PlannedEintrag[] {
  const unplaced = eintrag.unplaced.flatMap(({ feld, inhalt }) => itemsOf(feld, inhalt));
  const dated = { ...eintrag.value };
  if (dated['behandlungstag'] === undefined) {
    dated['behandlungstag'] = context.options.today;
    context.log.add('DATE_ASSUMED', { params: { source: sourceName(eintrag) } });
  }
  const value = settleValue(eintrag.kind, dated, unplaced, context.log);
  if (value === null) {
    // The only obligatory field besides the day is the title of a task, which no reader makes without one.
    const note = leftoverNote(unplaced, { behandlungstag: context.options.today });
    return settleEintrag(note, context);
  }
  const [own, ...more] = packsOf(unplaced);
  const complete = { ...value, ...(own === undefined ? {} : { unplaced: own }) };
  const attachment = eintrag.attachment === undefined ? {} : { attachment: eintrag.attachment };
  // settleValue has validated the value against the kind of the Eintrag.
  const planned = { kind: eintrag.kind, value: complete, ...attachment } as unknown as PlannedEintrag;
  return [planned, ...more.flatMap((pack) => settleEintrag(leftoverNote(pack, value), context))];
}

function sourceName(eintrag: EintragInMaking): string {
  const source = eintrag.value['source'] as { format?: string; satzart?: string } | undefined;
  return [source?.format, source?.satzart].filter((part) => part !== undefined).join(' ') || eintrag.kind;
}

/** Cuts a list of items into lists that each fit into one record. */
function packsOf(items: readonly UnplacedItem[]): UnplacedItem[][] {
  const packs: UnplacedItem[][] = [];
  let room = 0;
  for (const item of items) {
    const bytes = sealedBytes(item);
    const last = packs.at(-1);
    if (last === undefined || bytes > room || last.length >= 20_000) {
      packs.push([item]);
      room = UNPLACED_BYTES - bytes;
    } else {
      last.push(item);
      room -= bytes;
    }
  }
  return packs;
}

/** One person per source reference (IX18): the first value of a field stays, a different second one is put aside. */
function joinPersons(persons: readonly PersonInMaking[], log: FindingLog): PersonInMaking[] {
  const byRef = new Map<string, PersonInMaking>();
  for (const person of persons) {
    const first = byRef.get(person.sourceRef);
    if (first === undefined) byRef.set(person.sourceRef, person);
    else joinInto(first, person, log);
  }
  return [...byRef.values()];
}

function joinInto(first: PersonInMaking, second: PersonInMaking, log: FindingLog): void {
  for (const [name, content] of Object.entries(second.value)) {
    if (content === undefined || name === 'source') continue;
    const before = first.value[name];
    if (before === undefined) first.value[name] = content;
    else if (JSON.stringify(before) !== JSON.stringify(content)) {
      first.unplaced.push(...itemsOf(name, content));
      log.add('PERSON_CONFLICT', { params: { field: name } });
    }
  }
  append(first.unplaced, second.unplaced);
  append(first.eintraege, second.eintraege);
}

/** A person that cannot be made (no surname): everything collected so far as content to be assigned by hand. */
export function unassignedPerson(person: PersonInMaking): UnassignedInMaking {
  const { source: _source, ...fields } = person.value;
  const known = Object.entries(fields).filter(([, content]) => content !== undefined && content !== '');
  const content = [...person.unplaced, ...known.flatMap(([name, value]) => itemsOf(name, value))];
  return { sourceRef: person.sourceRef, hint: hintOf(person), eintraege: person.eintraege, content };
}

/** What is known of a person, for the dialogue that assigns its content by hand. */
function hintOf(person: PersonInMaking): PersonHint {
  const { familienname, vorname, geburtsdatum, versicherungen, patientennummern } = person.value as {
    familienname?: string;
    vorname?: string;
    geburtsdatum?: string;
    versicherungen?: readonly { versichertennummer?: string }[];
    patientennummern?: readonly { nummer?: string }[];
  };
  const versichertennummer = versicherungen?.[0]?.versichertennummer;
  const patientennummer = patientennummern?.[0]?.nummer;
  const known = { familienname, vorname, geburtsdatum, versichertennummer, patientennummer, ref: person.sourceRef };
  return Object.fromEntries(Object.entries(known).filter(([, content]) => content !== undefined && content !== ''));
}

/** Items kept word for word in all records and in what is unassigned. */
export function countUnplaced(persons: readonly PlannedPerson[], unassigned: readonly UnassignedContent[]): number {
  const ofPersons = persons.reduce(
    (sum, { value, eintraege }) => sum + (value.unplaced?.length ?? 0) + countEintraege(eintraege),
    0,
  );
  return unassigned.reduce(
    (sum, { content, eintraege }) => sum + content.length + countEintraege(eintraege),
    ofPersons,
  );
}

function countEintraege(eintraege: readonly PlannedEintrag[]): number {
  return eintraege.reduce((sum, { value }) => sum + (value.unplaced?.length ?? 0), 0);
}
