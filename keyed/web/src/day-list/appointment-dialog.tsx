import { Button, Kbd, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { addDays, type LocalDate } from '@siegel/akten';
import type { AppointmentRow, ClashView, DayView } from '@siegel/safe';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { Note } from '../parts/note.tsx';
import { CaveMark, fullName } from '../search/person-line.tsx';
import { Dialog } from '../shell/dialog.tsx';
import { localDay } from '../text/format.ts';
import { PROSE } from '../text-blocks/prose.ts';
import { clock } from './day-rows.ts';
import { DayField, FreeTimes, ResourceChoice, TypeHint } from './form-parts.tsx';
import { groupsOf } from '../finding/asked-place.ts';
import { FavouriteSelect } from '../finding/favourite-select.tsx';
import { FavouritePlaces } from '../finding/favourite-places.tsx';
import { SeriesChoice } from '../finding/series-question.tsx';
import type { Finding } from '../finding/use-finding.ts';
import { PersonField } from './person-field.tsx';
import {
  type AppointmentForm,
  type AppointmentStart,
  type AppointmentWork,
  REPEATS,
  useAppointmentForm,
} from './use-appointment-form.ts';
import type { DayActs } from './use-day-acts.ts';

interface AppointmentDialogProps {
  readonly view: DayView;
  /** Undefined: a new one. */
  readonly row: AppointmentRow | undefined;
  readonly acts: DayActs;
  /** Where a new one begins. */
  readonly start?: AppointmentStart;
  readonly onShow: (day: LocalDate) => void;
  /** Goes to the search with what is filled in. */
  readonly onFind?: (finding: Finding) => void;
  readonly onClose: () => void;
}

/** A new appointment, or another time for one that is there (TL10). */
export function AppointmentDialog(props: AppointmentDialogProps) {
  const { t } = useTranslation();
  const title = t(props.row === undefined ? 'dayList.newLong' : 'dayList.editLong');
  return (
    <Dialog isOpen label={title} size={620} onClose={props.onClose}>
      <Form {...props} title={title} />
    </Dialog>
  );
}

function Form({
  view,
  row,
  acts,
  start,
  onShow,
  onFind,
  onClose,
  title,
}: AppointmentDialogProps & { readonly title: string }) {
  const { t } = useTranslation();
  const onDone = (day: LocalDate) => {
    onClose();
    if (day !== view.day) onShow(day);
  };
  const work = useAppointmentForm(view, row, { acts, start, today: localDay(Date.now()), onDone });
  const isNew = row === undefined;
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void work.submit();
  }
  return (
    <form
      noValidate
      className="approve appointment-form"
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        void work.submit();
      }}
    >
      <h2>{title}</h2>
      <Whom work={work} isNew={isNew} />
      {work.favourite.isChosen ? (
        <FavouritePlaces calendar={view.calendar} favourite={work.favourite} />
      ) : (
        <When view={view} work={work} />
      )}
      <What work={work} />
      {isNew && !work.favourite.isChosen && <HowOften work={work} />}
      <FailureNote failure={acts.failure} title={t('dayList.notDone')} />
      <Foot {...{ view, work, isNew, onFind, onClose }} />
    </form>
  );
}

/** The buttons; for one of a series the question which (TE80). */
function Foot({
  view,
  work,
  isNew,
  onFind,
  onClose,
}: Pick<AppointmentDialogProps, 'view' | 'onClose'> & {
  readonly work: AppointmentWork;
  readonly isNew: boolean;
  readonly onFind: AppointmentDialogProps['onFind'];
}) {
  const { t } = useTranslation();
  if (work.asking.isAsking)
    return (
      <SeriesChoice
        later={work.asking.later}
        onOne={() => void work.submit('one')}
        onAll={() => void work.submit('all')}
        onClose={work.asking.close}
      />
    );
  return (
    <div className="row">
      <Button type="submit" variant="filled" aria-disabled={work.isBusy} rightSection={<Kbd>Strg Enter</Kbd>}>
        {t(isNew ? 'dayList.form.add' : 'dayList.form.save')}
      </Button>
      {isNew && onFind !== undefined && (
        <Button onClick={() => onFind(findingOf(work.form, view))}>{t('finding.search')}</Button>
      )}
      <Button onClick={onClose}>{t('dayList.form.cancel')}</Button>
    </div>
  );
}

/** Who comes, and the line in which all of it can be typed at once. */
function Whom({ work, isNew }: { work: AppointmentWork; isNew: boolean }) {
  const { t } = useTranslation();
  const { form, set } = work;
  const line = useRef<HTMLInputElement>(null);
  if (!isNew)
    return (
      <p>
        <b className="n">{form.person === undefined ? t('dayList.unknown') : fullName(form.person)}</b>
        {form.person !== undefined && <CaveMark row={form.person} />}
      </p>
    );
  return (
    <>
      <PersonField
        person={form.person}
        isMissing={work.missing.includes('person')}
        onPerson={(person) => {
          set({ person });
          if (person !== undefined) line.current?.focus();
        }}
      />
      <TextInput
        ref={line}
        label={t('dayList.form.line')}
        description={t('dayList.form.lineHint')}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        value={work.line}
        autoComplete="off"
        onChange={(event) => work.setLine(event.currentTarget.value)}
      />
      <FavouriteSelect favourite={work.favourite} />
    </>
  );
}

function When({ view, work }: { view: DayView; work: AppointmentWork }) {
  const { t } = useTranslation();
  const { form, set } = work;
  const types = view.calendar.types.filter(({ isUsed, typeId }) => isUsed || typeId === form.type);
  return (
    <>
      <div className="form-row">
        <DayField day={form.day} onDay={(day) => set({ day })} />
        <TextInput
          label={t('dayList.form.time')}
          placeholder="9:30"
          value={form.time}
          autoComplete="off"
          error={work.missing.includes('time') && t('dayList.form.timeMissing')}
          onChange={(event) => set({ time: event.currentTarget.value })}
        />
        <NumberInput
          label={t('dayList.form.minutes')}
          value={form.minutes}
          min={1}
          max={600}
          step={5}
          allowDecimal={false}
          onChange={(value) => set({ minutes: Math.max(1, Number(value) || 1) })}
        />
        <Select
          label={t('dayList.form.type')}
          value={form.type ?? null}
          data={types.map(({ typeId, name }) => ({ value: typeId, label: name }))}
          onChange={(value) => work.setType(value ?? undefined)}
        />
      </div>
      <ResourceChoice
        view={view}
        chosen={form.resources}
        isMissing={work.missing.includes('resources')}
        onChoose={(resources) => set({ resources })}
      />
      <TypeHint view={view} type={form.type} />
      <FreeTimes free={work.free} form={form} onTake={(day, from) => set({ day, time: clock(from) })} />
      {work.clashes.length > 0 && <Clashes view={view} clashes={work.clashes} />}
    </>
  );
}

function Clashes({ view, clashes }: { view: DayView; clashes: readonly ClashView[] }) {
  const { t } = useTranslation();
  const nameOf = (id: string) => view.calendar.resources.find(({ resourceId }) => resourceId === id)?.name ?? '';
  return (
    <Note icon="alert" tone="warn">
      {clashes.map(({ from, minutes, personName, resources }) => (
        <span key={`${from}${personName}`} className="clash">
          {t('dayList.form.clash', {
            from: clock(from),
            to: clock(from + minutes),
            name: personName === '' ? t('dayList.unknown') : personName,
            who: resources.map(nameOf).join(', '),
          })}
        </span>
      ))}
    </Note>
  );
}

function What({ work: { form, set } }: { work: AppointmentWork }) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        {...PROSE}
        label={t('dayList.form.reason')}
        value={form.reason}
        maxLength={400}
        autoComplete="off"
        onChange={(event) => set({ reason: event.currentTarget.value })}
      />
      <Textarea
        {...PROSE}
        label={t('dayList.form.note')}
        value={form.note}
        maxLength={4000}
        autosize
        minRows={1}
        maxRows={4}
        onChange={(event) => set({ note: event.currentTarget.value })}
      />
    </>
  );
}

function HowOften({ work: { form, set } }: { work: AppointmentWork }) {
  const { t } = useTranslation();
  return (
    <div className="form-row">
      <Select
        label={t('dayList.form.repeat')}
        value={form.repeat}
        allowDeselect={false}
        data={REPEATS.map((value) => ({ value, label: t(`dayList.form.repeats.${value}`) }))}
        onChange={(value) => set({ repeat: REPEATS.find((one) => one === value) ?? 'none' })}
      />
      {form.repeat !== 'none' && (
        <NumberInput
          label={t('dayList.form.times')}
          value={form.times}
          min={2}
          max={52}
          allowDecimal={false}
          onChange={(value) => set({ times: Math.max(2, Number(value) || 2) })}
        />
      )}
      <label className="walk-in">
        <input type="checkbox" checked={form.isWalkIn} onChange={() => set({ isWalkIn: !form.isWalkIn })} />
        <span>{t('dayList.form.walkIn')}</span>
      </label>
    </div>
  );
}

const FIND_DAYS = 28;

/** The search that looks for what is filled in. */
function findingOf({ person, day, minutes, type, resources, reason }: AppointmentForm, { calendar }: DayView): Finding {
  const groups = groupsOf(
    resources.map((resource) => [resource]),
    calendar,
  );
  const today = localDay(Date.now());
  const from = day < today ? today : day;
  const to = addDays(from, FIND_DAYS);
  return { person, type, minutes, groups, from, to, daytime: undefined, weekdays: [], reason, favourite: undefined };
}
