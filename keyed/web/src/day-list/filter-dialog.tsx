import { Button, TextInput } from '@mantine/core';
import type { DayView, KeptDayFilter } from '@siegel/safe';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { Icon } from '../parts/icon.tsx';
import { Dialog } from '../shell/dialog.tsx';
import { type DayFilter, ofKept, toKeep } from './day-filter.ts';
import { lanesOfDay } from './day-rows.ts';
import type { KeptFilters } from './use-kept-filters.ts';

const NAME_MOST = 40;

interface FilterDialogProps {
  readonly view: DayView;
  readonly filter: DayFilter;
  readonly filters: KeptFilters;
  /** True when the filter that is on is none of the kept ones. */
  readonly mayKeep: boolean;
  readonly onClose: () => void;
}

/** Keeping the filter that is on, and what becomes of the others: name, order, away (TL21). */
export function FilterDialog({ view, filter, filters, mayKeep, onClose }: FilterDialogProps) {
  const { t } = useTranslation();
  const { kept, failure } = filters;
  return (
    <Dialog isOpen label={t('dayFilters.own')} size={520} onClose={onClose}>
      <div className="filter-dialog">
        <h2>{t('dayFilters.own')}</h2>
        {mayKeep && <KeepForm {...{ view, filter, filters, onClose }} />}
        <FailureNote failure={failure} title={t('dayList.notDone')} />
        {kept.length > 0 && (
          <ol className="filter-names" aria-label={t('dayFilters.own')}>
            {kept.map((one, at) => (
              <FilterLine key={one.name} {...{ view, filters, one, at }} isFirstField={!mayKeep && at === 0} />
            ))}
          </ol>
        )}
        {filters.last !== undefined && (
          <p className="row" role="status">
            {filters.last.text}
            {filters.last.done !== undefined && (
              <Button size="xs" variant="subtle" onClick={filters.undo}>
                {t('dayList.undo')}
              </Button>
            )}
          </p>
        )}
        <p className="m t12">{t('dayFilters.hint')}</p>
      </div>
    </Dialog>
  );
}

function KeepForm({ view, filter, filters, onClose }: Omit<FilterDialogProps, 'mayKeep'>) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const wanted = name.trim();
  const isKnown = filters.kept.some((one) => one.name === wanted);
  async function keep(event: FormEvent): Promise<void> {
    event.preventDefault();
    setIsMissing(wanted === '');
    if (wanted === '') return;
    if (await filters.keep(wanted, toKeep(filter, view.calendar.resources))) onClose();
  }
  return (
    <form className="filter-keep" onSubmit={(event) => void keep(event)}>
      <p>
        <b>{t('dayFilters.now')}</b> <FilterWords view={view} filter={filter} />
      </p>
      <div className="form-row">
        <TextInput
          label={t('dayFilters.name')}
          value={name}
          maxLength={NAME_MOST}
          autoComplete="off"
          data-autofocus
          error={isMissing ? t('dayFilters.nameMissing') : undefined}
          description={isKnown ? t('dayFilters.replaces') : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" variant="filled">
          {t('dayFilters.keepNow')}
        </Button>
      </div>
    </form>
  );
}

function FilterLine({
  view,
  filters,
  one,
  at,
  isFirstField,
}: {
  view: DayView;
  filters: KeptFilters;
  one: KeptDayFilter;
  at: number;
  isFirstField: boolean;
}) {
  const { t } = useTranslation();
  const [name, setName] = useState(one.name);
  const wanted = name.trim();
  const isTaken = wanted !== one.name && filters.kept.some((other) => other.name === wanted);
  function rename(): void {
    if (wanted === '' || isTaken) setName(one.name);
    else if (wanted !== one.name) void filters.rename(one, wanted);
  }
  return (
    <li>
      <span className="filter-place num m">{at + 1}</span>
      <div className="filter-what">
        <TextInput
          aria-label={t('dayFilters.nameOf', { name: one.name })}
          value={name}
          maxLength={NAME_MOST}
          autoComplete="off"
          {...(isFirstField && { 'data-autofocus': true })}
          error={isTaken ? t('dayFilters.taken') : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
          onBlur={rename}
          onKeyDown={(event) => event.key === 'Enter' && rename()}
        />
        <FilterWords view={view} filter={ofKept(one, view.calendar.resources)} />
      </div>
      <FilterMoves {...{ filters, one, at }} />
    </li>
  );
}

/** To the front, to the back, away. */
function FilterMoves({ filters, one, at }: { filters: KeptFilters; one: KeptDayFilter; at: number }) {
  const { t } = useTranslation();
  const names = { name: one.name };
  return (
    <>
      <Button
        className="icon-button up"
        aria-label={t('dayFilters.up', names)}
        disabled={at === 0}
        onClick={() => void filters.shift(at, -1)}
      >
        <Icon name="down" small />
      </Button>
      <Button
        className="icon-button"
        aria-label={t('dayFilters.down', names)}
        disabled={at === filters.kept.length - 1}
        onClick={() => void filters.shift(at, 1)}
      >
        <Icon name="down" small />
      </Button>
      <Button
        className="icon-button"
        aria-label={t('dayFilters.forget', names)}
        onClick={() => void filters.forget(one)}
      >
        <Icon name="close" small />
      </Button>
    </>
  );
}

/** What a filter says, in words. */
function FilterWords({ view, filter }: { view: DayView; filter: DayFilter }) {
  const { t } = useTranslation();
  const { resources, types } = view.calendar;
  const lanes = filter.without.length === 0 ? [] : lanesOfDay(resources);
  const words = [
    t(`dayList.segment.${filter.segment}`),
    lanes
      .filter(({ resourceId }) => !filter.without.includes(resourceId))
      .map(({ name }) => name)
      .join(', '),
    types
      .filter(({ typeId }) => filter.types.includes(typeId))
      .map(({ name }) => name)
      .join(', '),
    filter.text.trim() === '' ? '' : `„${filter.text.trim()}“`,
  ];
  return <span className="m t12">{words.filter(Boolean).join(' · ')}</span>;
}
