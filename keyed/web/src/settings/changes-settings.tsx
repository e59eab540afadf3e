import { Button } from '@mantine/core';
import type { ChangeSubject, SettingsChange } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../access/confirm-dialog.tsx';
import { FailureNote } from '../parts/failure-note.tsx';
import { Note } from '../parts/note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { StateBlock } from '../parts/state-block.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { formatMoment } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { tellBranding } from './branding.ts';
import { ChangeLine } from './change-line.tsx';
import { useFieldWords } from './field-words.ts';
import type { SettingsPartProps } from './settings-part.ts';

const SUBJECTS = ['rules', 'organisation', 'site', 'group', 'role'] as const satisfies readonly ChangeSubject[];

/** Every change of settings from the verified journal, newest first; each can be set back as a new one (EI7, EI8). */
export function ChangesSettings({ mayChange }: SettingsPartProps) {
  const { t } = useTranslation();
  const { rows, failure, isUndone, undo } = useChanges();
  const [filter, setFilter] = useState<{ readonly subject: ChangeSubject | ''; readonly userId: string }>({
    subject: '',
    userId: '',
  });
  const [asking, setAsking] = useState<SettingsChange>();
  if (rows === undefined && failure === undefined) return <Skeleton label={t('settings.loading')} lines={8} />;
  const shown = (rows ?? []).filter(
    ({ subject, userId }) =>
      (filter.subject === '' || subject === filter.subject) && (filter.userId === '' || userId === filter.userId),
  );
  return (
    <section className="settings-part" aria-label={t('settings.changes.title')}>
      <p className="d">{t('settings.changes.hint')}</p>
      <Filters rows={rows ?? []} filter={filter} onFilter={setFilter} />
      <FailureNote failure={failure} title={t('settings.notSaved')} />
      {isUndone && <Note icon="check">{t('settings.changes.undone')}</Note>}
      {rows !== undefined && shown.length === 0 && (
        <StateBlock icon="list" title={t('settings.changes.empty')}>
          {t('settings.changes.emptyHint')}
        </StateBlock>
      )}
      <ol className="setting-changes">
        {shown.map((change) => (
          <ChangeRow key={change.seq} change={change} mayUndo={mayChange} onUndo={() => setAsking(change)} />
        ))}
      </ol>
      {asking !== undefined && (
        <ConfirmDialog
          title={t('settings.changes.undoTitle')}
          text={t(isTouchedSince(asking, rows ?? []) ? 'settings.changes.undoLater' : 'settings.changes.undoText')}
          action={t('settings.changes.undo')}
          onConfirm={() => void undo(asking.seq)}
          onClose={() => setAsking(undefined)}
        />
      )}
    </section>
  );
}

/** True when a newer change changed one of the same fields. */
function isTouchedSince(change: SettingsChange, rows: readonly SettingsChange[]): boolean {
  const fields = new Set(change.fields.map(({ field }) => field));
  return rows.some(
    ({ seq, subject, fields: newer }) =>
      seq > change.seq && subject === change.subject && newer.some(({ field }) => fields.has(field)),
  );
}

function useChanges() {
  const safe = useSafe();
  const [rows, setRows] = useState<readonly SettingsChange[]>();
  const [failure, setFailure] = useState<Failure>();
  const [isUndone, setIsUndone] = useState(false);
  const load = useCallback(async () => {
    const loaded = await safe.settingsChanges();
    if (loaded.ok) setRows(loaded.value);
    else setFailure(loaded.error);
  }, [safe]);
  useEffect(() => void load(), [load]);
  async function undo(seq: number): Promise<void> {
    setFailure(undefined);
    setIsUndone(false);
    const undone = await safe.undoSettingsChange(seq);
    if (!undone.ok) setFailure(undone.error);
    setIsUndone(undone.ok);
    tellBranding();
    await load();
  }
  return { rows, failure, isUndone, undo };
}

function Filters({
  rows,
  filter,
  onFilter,
}: {
  rows: readonly SettingsChange[];
  filter: { readonly subject: ChangeSubject | ''; readonly userId: string };
  onFilter: (filter: { readonly subject: ChangeSubject | ''; readonly userId: string }) => void;
}) {
  const { t } = useTranslation();
  const people = new Map(rows.map(({ userId, userName }) => [userId, userName]));
  return (
    <div className="changes-filters" role="group" aria-label={t('settings.changes.filter')}>
      <label className="settings-select">
        {t('settings.changes.what')}
        <select
          value={filter.subject}
          onChange={(event) => {
            const { value } = event.currentTarget;
            onFilter({ ...filter, subject: SUBJECTS.find((subject) => subject === value) ?? '' });
          }}
        >
          <option value="">{t('settings.changes.everything')}</option>
          {SUBJECTS.map((subject) => (
            <option key={subject} value={subject}>
              {t(`settings.changes.subject.${subject}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="settings-select">
        {t('settings.changes.who')}
        <select value={filter.userId} onChange={(event) => onFilter({ ...filter, userId: event.currentTarget.value })}>
          <option value="">{t('settings.changes.everybody')}</option>
          {[...people].map(([userId, name]) => (
            <option key={userId} value={userId}>
              {name === '' ? t('settings.changes.nameless') : name}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

function ChangeRow({ change, mayUndo, onUndo }: { change: SettingsChange; mayUndo: boolean; onUndo: () => void }) {
  const { t } = useTranslation();
  const words = useFieldWords();
  const { fields, isProven, isReadable } = change;
  return (
    <li>
      <div className="row changes-head">
        <ChangeTitle change={change} />
        <span className="sp" />
        {mayUndo && change.mayUndo && (
          <Button variant="subtle" onClick={onUndo}>
            {t('settings.changes.undo')}
          </Button>
        )}
      </div>
      <ChangeOrigin change={change} />
      {!isReadable && <p className="m">{t(isProven ? 'settings.changes.unreadable' : 'settings.changes.unproven')}</p>}
      {fields.length > 0 && (
        <dl className="change-lines">
          {fields.map((field) => (
            <ChangeLine key={field.field} field={words(field)} isNew={change.isNew} />
          ))}
        </dl>
      )}
    </li>
  );
}

function ChangeTitle({ change: { subject, name, isNew, isProven } }: { change: SettingsChange }) {
  const { t } = useTranslation();
  const isNamed = subject !== 'rules' && subject !== 'organisation' && name !== '';
  return (
    <>
      <b className="n">
        {t(`settings.changes.subject.${subject}`)}
        {isNamed && `: ${name}`}
      </b>
      {isNew && <span className="chip">{t('settings.changes.new')}</span>}
      {!isProven && <span className="chip bad">{t('log.notProven')}</span>}
    </>
  );
}

/** When, who, and from which device. */
function ChangeOrigin({ change: { atMs, userName, deviceName } }: { change: SettingsChange }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <p className="m t12">
      {formatMoment(atMs, language)} · {userName === '' ? t('settings.changes.nameless') : userName}
      {deviceName !== '' && ` · ${deviceName}`}
    </p>
  );
}
