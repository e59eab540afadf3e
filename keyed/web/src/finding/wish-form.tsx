import { Button, Kbd, Select, Textarea } from '@mantine/core';
import { URGENCIES, type Urgency } from '@siegel/akten';
import type { AppointmentDone, CalendarView, PersonRow, WishView } from '@siegel/safe';
import type { Failure, Result } from '@siegel/wire';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PersonField } from '../day-list/person-field.tsx';
import { FailureNote } from '../parts/failure-note.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { fullName } from '../search/person-line.tsx';
import { Dialog } from '../shell/dialog.tsx';
import { PROSE } from '../text-blocks/prose.ts';
import { type AskedPlace, needsOf } from './asked-place.ts';
import { DaytimeFields, SpanFields, TypeFields } from './asked-fields.tsx';
import { NeedsChoice } from './needs-choice.tsx';

interface WishFormProps {
  readonly calendar: CalendarView;
  /** What it begins with. */
  readonly start: AskedPlace & { readonly person: PersonRow | undefined };
  /** Undefined: a new one. */
  readonly wish: WishView | undefined;
  readonly failure: Failure | undefined;
  /** Says what is done and does it; @returns whether it was done. */
  readonly onSave: (text: string, act: () => Promise<Result<AppointmentDone>>) => Promise<boolean>;
  readonly onClose: () => void;
  readonly onShowList?: () => void;
}

/** Somebody for the waiting list, new or changed (TE70). */
export function WishForm(props: WishFormProps) {
  const { t } = useTranslation();
  const title = t(props.wish === undefined ? 'finding.wish.new' : 'finding.wish.edit');
  return (
    <Dialog isOpen label={title} size={620} onClose={props.onClose}>
      <Form {...props} title={title} />
    </Dialog>
  );
}

/** What is filled in, and writing it. */
function useWishForm({
  start,
  wish,
  onSave,
  onShowList,
}: Pick<WishFormProps, 'start' | 'wish' | 'onSave'> & { readonly onShowList: (() => void) | undefined }) {
  const { t } = useTranslation();
  const safe = useSafe();
  const [asked, setAsked] = useState<AskedPlace>(start);
  const [person, setPerson] = useState(start.person);
  const [urgency, setUrgency] = useState<Urgency>(wish?.urgency ?? 'normal');
  const [note, setNote] = useState(wish?.note ?? '');
  const [isTried, setIsTried] = useState(false);
  const set = (changes: Partial<AskedPlace>) => setAsked((before) => ({ ...before, ...changes }));
  const needs = needsOf(asked.groups);
  async function save(): Promise<void> {
    setIsTried(true);
    if (needs.length === 0 || (wish === undefined && person === undefined)) return;
    const { type = null, minutes, from, to, daytime = null, weekdays } = asked;
    const fields = { type, minutes, needs, from, to, daytime, weekdays, urgency, note };
    const name = person === undefined ? t('dayList.unknown') : fullName(person);
    const said = t(wish === undefined ? 'finding.done.added' : 'finding.done.changed', { name });
    const isDone = await onSave(said, () =>
      wish === undefined
        ? safe.addWish({ personId: person?.personId ?? '', ...fields })
        : safe.changeWish(wish.wishId, fields),
    );
    if (isDone) onShowList?.();
  }
  const missing = {
    person: isTried && wish === undefined && person === undefined,
    needs: isTried && needs.length === 0,
  };
  return { asked, set, person, setPerson, urgency, setUrgency, note, setNote, missing, save };
}

function Form({
  calendar,
  start,
  wish,
  failure,
  onSave,
  onClose,
  onShowList,
  title,
}: WishFormProps & { title: string }) {
  const { t } = useTranslation();
  const { asked, set, person, setPerson, urgency, setUrgency, note, setNote, missing, save } = useWishForm({
    ...{ start, wish, onSave, onShowList },
  });
  return (
    <form
      noValidate
      className="approve appointment-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h2>{title}</h2>
      {wish === undefined ? (
        <PersonField person={person} isMissing={missing.person} onPerson={setPerson} />
      ) : (
        <b className="n">{person === undefined ? t('dayList.unknown') : fullName(person)}</b>
      )}
      <Wanted {...{ calendar, asked, set, urgency, setUrgency }} isMissing={missing.needs} />
      <Textarea
        {...PROSE}
        label={t('finding.wish.note')}
        value={note}
        maxLength={1000}
        autosize
        minRows={1}
        maxRows={4}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <FailureNote failure={failure} title={t('dayList.notDone')} />
      <div className="row">
        <Button type="submit" variant="filled" rightSection={<Kbd>Enter</Kbd>}>
          {t(wish === undefined ? 'finding.wish.add' : 'dayList.form.save')}
        </Button>
        <Button onClick={onClose}>{t('dayList.form.cancel')}</Button>
      </div>
    </form>
  );
}

/** What kind, with whom, when, and how soon. */
function Wanted({
  calendar,
  asked,
  set,
  urgency,
  setUrgency,
  isMissing,
}: Pick<ReturnType<typeof useWishForm>, 'asked' | 'set' | 'urgency' | 'setUrgency'> & {
  readonly calendar: CalendarView;
  readonly isMissing: boolean;
}) {
  const { t } = useTranslation();
  return (
    <>
      <div className="form-row">
        <TypeFields calendar={calendar} asked={asked} set={set} />
        <Select
          label={t('finding.wish.urgency')}
          value={urgency}
          allowDeselect={false}
          data={URGENCIES.map((value) => ({ value, label: t(`finding.urgency.${value}`) }))}
          onChange={(value) => setUrgency(URGENCIES.find((one) => one === value) ?? 'normal')}
        />
      </div>
      <NeedsChoice
        calendar={calendar}
        groups={asked.groups}
        isMissing={isMissing}
        onGroups={(groups) => set({ groups })}
      />
      <div className="form-row">
        <SpanFields asked={asked} set={set} />
        <DaytimeFields asked={asked} set={set} />
      </div>
    </>
  );
}
