import type { Vacancy, VacancyStep } from '@siegel/akten';
import type { AppointmentDraft, AppointmentTypeView, ChainStep } from '@siegel/safe';
import { randomId } from './random-id.ts';

/** What is the same for every step. */
export interface BookedFor {
  readonly personId: string;
  readonly reason: string;
  readonly note?: string;
  readonly types: readonly AppointmentTypeView[];
}

/** An appointment per step of a place that was found; those of a chain know each other, so that they are booked and taken back as
 *  one (TE67). @param asked the steps that were searched for, in the same order. */
export function draftsOfVacancy(
  { day, steps }: Vacancy,
  asked: readonly VacancyStep[],
  { personId, reason, note, types }: BookedFor,
): readonly AppointmentDraft[] {
  const series = steps.length > 1 ? randomId() : undefined;
  return steps.map(({ from, to, resources, day: later }, i) => {
    const typeId = asked[i]?.type;
    return {
      personId,
      day: later ?? day,
      from,
      minutes: to - from,
      resources,
      reason,
      chain: stepsOfType(types, typeId),
      ...(note !== undefined && { note }),
      ...(typeId !== undefined && { type: typeId }),
      ...(series !== undefined && { series }),
    };
  });
}

/** The steps of a visit that a type brings along. */
export function stepsOfType(types: readonly AppointmentTypeView[], typeId: string | undefined): readonly ChainStep[] {
  const chain = types.find((type) => type.typeId === typeId)?.chain ?? [];
  return chain.map((step) => ({ ...step, isDone: false }));
}
