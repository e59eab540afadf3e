import type { appointmentWish, Urgency, ValueOf, Weekday } from '@siegel/akten';
import { hexOf } from '@siegel/wire';
import type { WishFields, WishOffer } from '../channel/wish-fields.ts';
import { Safe } from '../safe/safe.ts';

/** Fields of a wish as they are kept. */
export type WishValue = ValueOf<typeof appointmentWish>;

type KeptWish = { readonly [K in keyof WishValue]?: WishValue[K] | undefined };

/** How each field the page names is kept. */
const KEPT: {
  readonly [K in keyof Required<WishFields>]: (value: NonNullable<WishFields[K]> | null) => KeptWish;
} = {
  type: (type) => ({ art: type === null ? undefined : Safe.idOf(type) }),
  minutes: (minutes) => (minutes === null ? {} : { minuten: minutes }),
  needs: (needs) => ({ bedarf: (needs ?? []).map((need) => need.map((id) => Safe.idOf(id))) }),
  from: (from) => ({ von: from ?? undefined }),
  to: (to) => ({ bis: to ?? undefined }),
  daytime: (daytime) => ({ tageszeit: daytime ?? undefined }),
  weekdays: (weekdays) => ({ wochentage: weekdays === null || weekdays.length === 0 ? undefined : [...weekdays] }),
  urgency: (urgency) => (urgency === null ? {} : { dringlichkeit: urgency }),
  sinceMs: (sinceMs) => (sinceMs === null ? {} : { seitMs: sinceMs }),
  offers: (offers) => ({ angebote: offers === null || offers.length === 0 ? undefined : offers.map(keptOffer) }),
  note: (note) => ({ notiz: note === null || note.trim() === '' ? undefined : note.trim() }),
  end: (end) => (end === null ? { zustand: 'wartet', ende: undefined } : { zustand: 'beendet', ende: end }),
};

/** Changes as the page names them, by the names they are kept under. */
export function keptWish(fields: WishFields): KeptWish {
  const named = Object.entries(fields).filter(([name, value]) => value !== undefined && Object.hasOwn(KEPT, name));
  return Object.assign(
    {},
    ...named.map(([name, value]) => (KEPT[name as keyof WishFields] as (one: unknown) => KeptWish)(value)),
  ) as KeptWish;
}

/** The fields named in `changes` as they stand in `value`, for taking the change back. */
export function wishBefore(value: WishValue, changes: WishFields): WishFields {
  const all = wishFieldsOf(value);
  return Object.fromEntries(Object.keys(changes).map((name) => [name, all[name as keyof WishFields] ?? null]));
}

/** All fields as the page names them; what is not there is `null` or empty. */
export function wishFieldsOf(value: WishValue): Required<WishFields> {
  return {
    type: value.art === undefined ? null : hexOf(value.art),
    minutes: value.minuten,
    needs: value.bedarf.map((need) => need.map((id) => hexOf(id))),
    from: value.von ?? null,
    to: value.bis ?? null,
    daytime: value.tageszeit ?? null,
    weekdays: (value.wochentage ?? []) as readonly Weekday[],
    urgency: value.dringlichkeit as Urgency,
    sinceMs: value.seitMs,
    offers: (value.angebote ?? []).map(
      ({ tag, von, minuten, ressourcen, bisMs, durch, antwort }): WishOffer => ({
        day: tag,
        from: von,
        minutes: minuten,
        resources: ressourcen.map((id) => hexOf(id)),
        untilMs: bisMs,
        answer: antwort,
        ...(durch !== undefined && { by: hexOf(durch) }),
      }),
    ),
    note: value.notiz ?? null,
    end: value.zustand === 'wartet' ? null : (value.ende ?? 'zurueckgezogen'),
  };
}

function keptOffer({ day, from, minutes, resources, untilMs, by, answer }: WishOffer) {
  return {
    tag: day,
    von: from,
    minuten: minutes,
    ressourcen: resources.map((id) => Safe.idOf(id)),
    bisMs: untilMs,
    antwort: answer,
    ...(by !== undefined && { durch: Safe.idOf(by) }),
  };
}
