import { Button } from '@mantine/core';
import type { EintragView, KeptWhere, SavedFilter } from '@siegel/safe';
import type { Failure, Result } from '@siegel/wire';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { Icon } from '../parts/icon.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { useStatus } from '../safe/use-status.ts';
import { formatCount } from '../text/format.ts';
import { type AkteFilter, akteLines } from './akte-lines.ts';

/** What is kept, and what it is counted in. */
interface KeptFilterProps {
  readonly eintraege: readonly EintragView[];
  readonly filter: AkteFilter;
  readonly onFilter: (filter: AkteFilter) => void;
}

/** Filters under names, each with how many rows of this Akte it shows; they are there on every device of the user (FI5). */
export function KeptFilters({ eintraege, filter, onFilter }: KeptFilterProps) {
  const { t } = useTranslation();
  const { filters, isHere, failure, keep, forget } = useKeptFilters();
  return (
    <>
      {filters.map((one) => (
        <span key={one.name} className="kept-filter">
          <button type="button" onClick={() => onFilter(filterOf(one))}>
            {one.name} <span className="c">{formatCount(akteLines(eintraege, filterOf(one)).length)}</span>
          </button>
          <button type="button" aria-label={t('find.forget', { name: one.name })} onClick={() => forget(one.name)}>
            <Icon name="close" small />
          </button>
        </span>
      ))}
      <KeepForm onKeep={(name) => keep(savedOf(name, filter))} />
      {isHere && (
        <span className="m t12" role="status">
          {t('find.here')}
        </span>
      )}
      <FailureNote failure={failure} title={t('find.notKept')} />
    </>
  );
}

function KeepForm({ onKeep }: { onKeep: (name: string) => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const wanted = name.trim();
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted === '') return;
        onKeep(wanted);
        setName('');
      }}
    >
      <input
        className="filter-name"
        aria-label={t('find.name')}
        placeholder={t('find.name')}
        maxLength={40}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" variant="subtle" aria-disabled={wanted === ''}>
        {t('find.keep')}
      </Button>
    </form>
  );
}

/** The filters of the user, read again whenever the journal has grown: one may have been kept on another device. */
function useKeptFilters() {
  const safe = useSafe();
  const [filters, setFilters] = useState<readonly SavedFilter[]>([]);
  const [said, setSaid] = useState<{ readonly isHere: boolean; readonly failure?: Failure }>({ isHere: false });
  const { journalSize } = useStatus(safe);
  const read = useCallback(async () => {
    const found = await safe.savedFilters();
    if (found.ok) setFilters(found.value);
  }, [safe]);
  useEffect(() => void read(), [read, journalSize]);
  async function change(done: Result<KeptWhere | true>): Promise<void> {
    setSaid(done.ok ? { isHere: done.value === 'here' } : { isHere: false, failure: done.error });
    await read();
  }
  return {
    filters,
    ...said,
    keep: (filter: SavedFilter) => void safe.keepFilter(filter).then(change),
    forget: (name: string) => void safe.forgetFilter(name).then(change),
  };
}

function savedOf(name: string, { kuerzel, text, author, from, to }: AkteFilter): SavedFilter {
  return {
    name,
    text,
    kuerzel: [...kuerzel],
    ...(author !== undefined && { author }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}

function filterOf({ name: _name, kuerzel, ...rest }: SavedFilter): AkteFilter {
  return { ...rest, kuerzel: new Set(kuerzel) };
}
