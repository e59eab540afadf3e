import { Button, Kbd, Select, TextInput } from '@mantine/core';
import type { BlockedTimeView, WeekView } from '@siegel/safe';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayField, ResourceChoice } from '../day-list/form-parts.tsx';
import { FailureNote } from '../parts/failure-note.tsx';
import { Dialog } from '../shell/dialog.tsx';
import {
  BLOCK_REPEATS,
  type BlockFault,
  blockFaults,
  type BlockForm,
  blockFormOf,
  type BlockWish,
  changeOfForm,
  daysOfForm,
} from './block-form.ts';
import { dayViewOf } from './day-view-of.ts';
import type { WeekActs } from './use-week-acts.ts';

const MOST_TITLE = 100;

interface BlockDialogProps {
  readonly view: WeekView;
  readonly wish: BlockWish;
  readonly acts: WeekActs;
  readonly onClose: () => void;
}

/** A time at which nobody can be booked: new, or one that is there (KG20, KG21). */
export function BlockDialog(props: BlockDialogProps) {
  const { t } = useTranslation();
  const label = t(props.wish.blocked === undefined ? 'week.blockNew' : 'week.blockEdit');
  return (
    <Dialog isOpen label={label} size={560} onClose={props.onClose}>
      <Form {...props} label={label} />
    </Dialog>
  );
}

function Form({ view, wish, acts, onClose, label }: BlockDialogProps & { readonly label: string }) {
  const { t } = useTranslation();
  const [form, setForm] = useState(() => blockFormOf(wish));
  const [isTried, setIsTried] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const before = wish.blocked;
  const all = blockFaults(form, before?.days ?? []);
  const faults = isTried ? all : [];
  const set = (changes: Partial<BlockForm>) => setForm((now) => ({ ...now, ...changes }));

  async function submit(): Promise<void> {
    setIsTried(true);
    if (isBusy || all.length > 0) return;
    setIsBusy(true);
    const text = t(before === undefined ? 'week.blockedAdded' : 'week.blockedChanged', { title: form.title.trim() });
    const isDone = await acts.blocked.change(text, [changeOfForm(form, before)]);
    setIsBusy(false);
    if (isDone) onClose();
  }
  async function remove(day: string | undefined): Promise<void> {
    if (before !== undefined && (await acts.blocked.remove(before, day))) onClose();
  }
  return (
    <form
      noValidate
      className="approve appointment-form"
      onKeyDown={(event) => isSubmitKey(event) && void submit()}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h2>{label}</h2>
      <p className="d">{t('week.blockHint')}</p>
      <TextInput
        label={t('week.blockTitle')}
        placeholder={t('week.blockTitleExample')}
        value={form.title}
        maxLength={MOST_TITLE}
        autoComplete="off"
        data-autofocus
        error={faults.includes('title') && t('week.fault.title')}
        onChange={(event) => set({ title: event.currentTarget.value })}
      />
      <When {...{ form, set, faults }} />
      <HowOften {...{ form, set, faults }} days={before?.days ?? []} />
      <ResourceChoice
        view={dayViewOf(view, wish.day)}
        chosen={form.resources}
        isMissing={faults.includes('resources')}
        onChoose={(resources) => set({ resources })}
      />
      <FailureNote failure={acts.blocked.failure} title={t('dayList.notDone')} />
      <Buttons {...{ before, isBusy, onClose }} day={wish.day} onRemove={(day) => void remove(day)} />
    </form>
  );
}

/** Strg Enter, wherever the focus is. */
function isSubmitKey(event: KeyboardEvent): boolean {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return false;
  event.preventDefault();
  return true;
}

function Buttons({
  before,
  day,
  isBusy,
  onClose,
  onRemove,
}: {
  before: BlockedTimeView | undefined;
  day: string;
  isBusy: boolean;
  onClose: () => void;
  onRemove: (day: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const isSeries = before !== undefined && before.days.length > 1;
  return (
    <div className="row">
      <Button type="submit" variant="filled" aria-disabled={isBusy} rightSection={<Kbd>Strg Enter</Kbd>}>
        {t(before === undefined ? 'week.block' : 'dayList.form.save')}
      </Button>
      <Button onClick={onClose}>{t('dayList.form.cancel')}</Button>
      <span className="sp" />
      {isSeries && <Button onClick={() => onRemove(day)}>{t('week.unblockDay')}</Button>}
      {before !== undefined && (
        <Button onClick={() => onRemove(undefined)}>{t(isSeries ? 'week.unblockAll' : 'week.unblock')}</Button>
      )}
    </div>
  );
}

interface FieldsProps {
  readonly form: BlockForm;
  readonly set: (changes: Partial<BlockForm>) => void;
  readonly faults: readonly BlockFault[];
}

function When({ form, set, faults }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <div className="form-row">
      <DayField day={form.day} onDay={(day) => set({ day, ...(form.until < day && { until: day }) })} />
      {!form.isAllDay && (
        <>
          <TextInput
            label={t('week.from')}
            value={form.from}
            autoComplete="off"
            error={faults.includes('time') && t('week.fault.time')}
            onChange={(event) => set({ from: event.currentTarget.value })}
          />
          <TextInput
            label={t('week.to')}
            value={form.to}
            autoComplete="off"
            onChange={(event) => set({ to: event.currentTarget.value })}
          />
        </>
      )}
      <label className="walk-in">
        <input type="checkbox" checked={form.isAllDay} onChange={() => set({ isAllDay: !form.isAllDay })} />
        <span>{t('week.allDay')}</span>
      </label>
    </div>
  );
}

function HowOften({ form, set, faults, days }: FieldsProps & { readonly days: readonly string[] }) {
  const { t } = useTranslation();
  const repeats = BLOCK_REPEATS.filter((repeat) => repeat !== 'keep' || days.length > 1);
  const isSeries = form.repeat !== 'none' && form.repeat !== 'keep';
  return (
    <>
      <div className="form-row">
        <Select
          label={t('dayList.form.repeat')}
          value={form.repeat}
          allowDeselect={false}
          data={repeats.map((value) => ({ value, label: t(`week.repeats.${value}`, { count: days.length }) }))}
          onChange={(value) => set({ repeat: BLOCK_REPEATS.find((one) => one === value) ?? 'none' })}
        />
        {isSeries && <DayField day={form.until} label={t('week.until2')} onDay={(until) => set({ until })} />}
      </div>
      {isSeries && <p className="m t12">{t('week.seriesDays', { count: daysOfForm(form, days).length })}</p>}
      {(['until', 'many'] as const)
        .filter((fault) => faults.includes(fault))
        .map((fault) => (
          <p key={fault} className="mantine-InputWrapper-error" role="alert">
            {t(`week.fault.${fault}`)}
          </p>
        ))}
    </>
  );
}
