import type { PlainRecord } from '@siegel/akten';
import { hexOf, type Id } from '@siegel/wire';
import type { AppointmentFields, ChainStep } from '../channel/appointment-api.ts';
import { Safe } from '../safe/safe.ts';
import type { AppointmentValue } from './appointment-book.ts';

/** Fields to set by their kept names; undefined takes one away. */
export type KeptChanges = { readonly [K in keyof AppointmentValue]?: AppointmentValue[K] | undefined };

/** How each field the page names is kept. */
const KEPT: {
  readonly [K in keyof Required<AppointmentFields>]: (value: NonNullable<AppointmentFields[K]> | null) => KeptChanges;
} = {
  day: (day) => (day === null ? {} : { tag: day }),
  from: (from) => (from === null ? {} : { von: from }),
  minutes: (minutes) => (minutes === null ? {} : { minuten: minutes }),
  resources: (resources) => ({ ressourcen: (resources ?? []).map(idOf) }),
  state: (state) => (state === null ? {} : { zustand: state }),
  sinceMs: (sinceMs) => ({ seitMs: sinceMs ?? undefined }),
  room: (room) => ({ raum: idOrNone(room) }),
  type: (type) => ({ art: idOrNone(type) }),
  chain: (chain) => ({ ablauf: someOrNone(chain, keptStep) }),
  documented: (users) => ({ dokumentiert: someOrNone(users, idOf) }),
  billed: (users) => ({ abgerechnet: someOrNone(users, idOf) }),
  reason: (reason) => ({ anlass: textOrNone(reason) }),
  note: (note) => ({ notiz: textOrNone(note) }),
};

/** Changes as the page names them, by the names they are kept under. */
export function keptChanges(fields: AppointmentFields): KeptChanges {
  const named = Object.entries(fields).filter(([name, value]) => value !== undefined && Object.hasOwn(KEPT, name));
  return Object.assign(
    {},
    ...named.map(([name, value]) => (KEPT[name as keyof AppointmentFields] as (one: unknown) => KeptChanges)(value)),
  ) as KeptChanges;
}

/** The fields named in `changes` as they stand in `value`, for taking the change back. */
export function fieldsBefore(value: AppointmentValue, changes: AppointmentFields): AppointmentFields {
  const all = fieldsOf(value);
  return Object.fromEntries(Object.keys(changes).map((name) => [name, all[name as keyof AppointmentFields] ?? null]));
}

/** All fields as the page names them; what is not there is `null` or empty. */
export function fieldsOf(value: AppointmentValue): Required<AppointmentFields> {
  return {
    day: value.tag,
    from: value.von,
    minutes: value.minuten,
    resources: value.ressourcen.map((id) => hexOf(id)),
    state: value.zustand,
    sinceMs: value.seitMs ?? null,
    room: hexOrNull(value.raum),
    type: hexOrNull(value.art),
    chain: (value.ablauf ?? []).map(
      ({ text, ressource, erledigt }): ChainStep => ({
        text,
        isDone: erledigt === true,
        ...(ressource !== undefined && { resource: hexOf(ressource) }),
      }),
    ),
    documented: (value.dokumentiert ?? []).map((id) => hexOf(id)),
    billed: (value.abgerechnet ?? []).map((id) => hexOf(id)),
    reason: value.anlass ?? null,
    note: value.notiz ?? null,
  };
}

/** `value` with `changes`. */
export function withChanges(value: PlainRecord, changes: Readonly<Record<string, unknown>>): PlainRecord {
  const all = Object.entries({ ...value, ...changes });
  return Object.fromEntries(all.filter((field) => field[1] !== undefined)) as PlainRecord;
}

function keptStep({ text, resource, isDone }: ChainStep) {
  return { text, ...(resource !== undefined && { ressource: Safe.idOf(resource) }), ...(isDone && { erledigt: true }) };
}

function idOf(hex: string): Id {
  return Safe.idOf(hex);
}

function someOrNone<T, K>(values: readonly T[] | null, kept: (value: T) => K): readonly K[] | undefined {
  return values === null || values.length === 0 ? undefined : values.map((value) => kept(value));
}

function idOrNone(id: string | null): Uint8Array | undefined {
  return id === null ? undefined : Safe.idOf(id);
}

function textOrNone(text: string | null): string | undefined {
  return text === null || text.trim() === '' ? undefined : text.trim();
}

function hexOrNull(id: Uint8Array | undefined): string | null {
  return id === undefined ? null : hexOf(id);
}
