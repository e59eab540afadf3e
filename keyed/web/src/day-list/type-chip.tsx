import type { AppointmentRow, DayView, ResourceView } from '@siegel/safe';

/** Hue of the type of an appointment; grey when it has none or it is not known here. */
export function hueOf({ calendar }: Pick<DayView, 'calendar'>, { type }: Pick<AppointmentRow, 'type'>): string {
  return calendar.types.find(({ typeId }) => typeId === type)?.hue ?? 'grey';
}

/** The type of an appointment: its Kuerzel on its hue, never the hue alone. */
export function TypeChip({
  view,
  row,
  isPale = false,
}: {
  view: DayView;
  row: Pick<AppointmentRow, 'type'>;
  isPale?: boolean;
}) {
  const type = view.calendar.types.find(({ typeId }) => typeId === row.type);
  if (type === undefined) return null;
  const hue = isPale ? 'grey' : type.hue;
  return (
    <span
      className="type-chip"
      title={type.name}
      style={{ color: `var(--sg-${hue})`, background: `var(--sg-${hue}-bg)` }}
    >
      {type.shortName}
    </span>
  );
}

/** Who or what an appointment is with: the first of its people and workplaces. */
export function whoOf({ calendar }: DayView, { resources }: AppointmentRow): ResourceView | undefined {
  const named = resources.flatMap((id) => calendar.resources.find(({ resourceId }) => resourceId === id) ?? []);
  return named.find(({ kind }) => kind === 'person') ?? named.find(({ kind }) => kind === 'workplace') ?? named[0];
}

/** A resource as two letters on its hue. */
export function ResourceToken({ resource }: { resource: ResourceView | undefined }) {
  if (resource === undefined) return null;
  const { name, shortName, hue } = resource;
  return (
    <span className="token" title={name} style={{ color: `var(--sg-${hue})`, background: `var(--sg-${hue}-bg)` }}>
      {shortName}
      <span className="visually-hidden"> {name}</span>
    </span>
  );
}
