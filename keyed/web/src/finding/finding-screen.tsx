import { Button, Kbd, Select, TextInput } from '@mantine/core';
import type { Vacancy, VacancyStep } from '@siegel/akten';
import type { CalendarView, FavouriteView, SafeStatus, SignedIn } from '@siegel/safe';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCalendar } from '../calendar/use-calendar.ts';
import { PersonField } from '../day-list/person-field.tsx';
import { UndoToast } from '../day-list/undo-toast.tsx';
import { useUndoable } from '../day-list/use-day-acts.ts';
import { FailureNote } from '../parts/failure-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { StateBlock } from '../parts/state-block.tsx';
import type { Place } from '../place/place.ts';
import { useSafe } from '../safe/safe-context.ts';
import { fullName } from '../search/person-line.tsx';
import { localDay } from '../text/format.ts';
import '../design/day-list.css';
import '../design/finding.css';
import { DaytimeFields, SpanFields, TypeFields } from './asked-fields.tsx';
import { draftsOfVacancy } from './drafts-of-vacancy.ts';
import { FoundPlaces } from './found-places.tsx';
import { NeedsChoice } from './needs-choice.tsx';
import { StepsLine } from './steps-line.tsx';
import { useFavourites } from './use-favourites.ts';
import { type Finding, stepsOf, useFindingForm, useVacancies, wishOf } from './use-finding.ts';
import { WishForm } from './wish-form.tsx';

/** Where the search stands in the workspace. */
interface FindingScreenProps {
  readonly session: SignedIn;
  readonly status: SafeStatus;
  readonly go: (place: Place) => void;
}

/** Looking for free time over people, rooms and devices (TE60). */
export function FindingScreen(props: FindingScreenProps) {
  const { t } = useTranslation();
  const { view, failure } = useCalendar();
  const isEmpty = view?.resources.every(({ isUsed }) => !isUsed) === true;
  return (
    <div className="finding">
      <div className="bar line">
        <h1>{t('finding.title')}</h1>
      </div>
      {view === undefined && failure === undefined && <Skeleton label={t('finding.loading')} lines={6} />}
      <FailureNote failure={failure} title={t('finding.failed')} />
      {isEmpty && (
        <StateBlock icon="calendar" title={t('dayList.noCalendar')}>
          {t('dayList.noCalendarAsk')}
        </StateBlock>
      )}
      {view !== undefined && !isEmpty && <Search {...props} calendar={view} />}
    </div>
  );
}

function Search({ session, status, go, calendar }: FindingScreenProps & { readonly calendar: CalendarView }) {
  const { t } = useTranslation();
  const safe = useSafe();
  const { inUse } = useFavourites();
  const { finding, set, choose } = useFindingForm(session, calendar, localDay(Date.now()));
  const steps = stepsOf(finding, inUse);
  const { found, failure } = useVacancies(wishOf(finding, steps), status.journalSize);
  const { run, undo, last, failure: notDone, dismiss } = useUndoable();
  const [isTried, setIsTried] = useState(false);
  const [isWishing, setIsWishing] = useState(false);
  const { person } = finding;
  async function book(vacancy: Vacancy): Promise<void> {
    setIsTried(person === undefined);
    if (person === undefined) {
      document.querySelector<HTMLInputElement>('.finding-form [role=combobox]')?.focus();
      return;
    }
    const { personId } = person;
    const drafts = draftsOfVacancy(vacancy, steps, { personId, reason: finding.reason, types: calendar.types });
    await run(t('dayList.done.added', { name: fullName(person) }), () => safe.addAppointments(drafts));
  }
  return (
    <div className="finding-work">
      <FindingForm
        {...{ calendar, finding, steps, favourites: inUse, set, choose }}
        isTried={isTried}
        onWish={() => setIsWishing(true)}
      />
      <section className="finding-results" aria-label={t('finding.results')} aria-busy={found === undefined}>
        <FailureNote failure={notDone ?? failure} title={t('dayList.notDone')} />
        <FoundPlaces
          {...{ calendar, found, steps }}
          isAsked={steps.every(({ needs }) => needs.length > 0)}
          isBackwards={finding.to < finding.from}
          onBook={(vacancy) => void book(vacancy)}
          onUndo={undo}
        />
      </section>
      {last !== undefined && <UndoToast last={last} onUndo={undo} onClose={dismiss} />}
      {isWishing && (
        <WishForm
          calendar={calendar}
          start={finding}
          wish={undefined}
          onSave={async (text, act) => {
            const isDone = await run(text, act);
            if (isDone) setIsWishing(false);
            return isDone;
          }}
          failure={notDone}
          onClose={() => setIsWishing(false)}
          onShowList={() => go({ page: 'waiting-list' })}
        />
      )}
    </div>
  );
}

interface FindingFormProps extends Omit<ReturnType<typeof useFindingForm>, 'finding'> {
  readonly calendar: CalendarView;
  readonly finding: Finding;
  readonly steps: readonly VacancyStep[];
  readonly favourites: readonly FavouriteView[];
  readonly isTried: boolean;
  readonly onWish: () => void;
}

/** What is looked for; Enter leads to what was found. */
function FindingForm({ calendar, finding, steps, favourites, set, choose, isTried, onWish }: FindingFormProps) {
  const { t } = useTranslation();
  return (
    <form
      className="finding-form appointment-form"
      aria-label={t('finding.what')}
      onSubmit={(event) => {
        event.preventDefault();
        document.querySelector<HTMLElement>('[data-found]')?.focus();
      }}
    >
      <PersonField
        person={finding.person}
        isMissing={isTried && finding.person === undefined}
        onPerson={(next) => set({ person: next })}
      />
      <What {...{ calendar, finding, steps, favourites, set, choose }} />
      <div className="form-row">
        <SpanFields asked={finding} set={set} />
      </div>
      <div className="form-row">
        <DaytimeFields asked={finding} set={set} />
      </div>
      <TextInput
        label={t('dayList.form.reason')}
        value={finding.reason}
        maxLength={400}
        autoComplete="off"
        onChange={(event) => set({ reason: event.currentTarget.value })}
      />
      <div className="row">
        <Button type="submit" variant="filled" rightSection={<Kbd>Enter</Kbd>}>
          {t('finding.toResults')}
        </Button>
        <Button onClick={onWish}>{t('finding.toWaitingList')}</Button>
      </div>
    </form>
  );
}

/** A favourite, or type, length and resources. */
function What({ calendar, finding, steps, favourites, set, choose }: Omit<FindingFormProps, 'isTried' | 'onWish'>) {
  const { t } = useTranslation();
  return (
    <>
      {favourites.length > 0 && (
        <Select
          label={t('finding.favourite')}
          placeholder={t('finding.noFavourite')}
          value={finding.favourite ?? null}
          clearable
          clearButtonProps={{ 'aria-label': t('finding.noFavourite') }}
          data={favourites.map(({ favouriteId, name, shortName }) => ({
            value: favouriteId,
            label: `${shortName} – ${name}`,
          }))}
          onChange={(value) => choose(favourites.find(({ favouriteId }) => favouriteId === value))}
        />
      )}
      {finding.favourite !== undefined ? (
        <StepsLine calendar={calendar} steps={steps} />
      ) : (
        <>
          <div className="form-row">
            <TypeFields calendar={calendar} asked={finding} set={set} />
          </div>
          <NeedsChoice calendar={calendar} groups={finding.groups} onGroups={(groups) => set({ groups })} />
        </>
      )}
    </>
  );
}
