import { Button } from '@mantine/core';
import { readTownTable } from '@siegel/akten';
import type { Failure } from '@siegel/wire';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import '../design/stammdaten.css';
import { FailureNote } from '../parts/failure-note.tsx';
import { useSafe } from '../safe/safe-context.ts';
import type { SettingsPartProps } from '../settings/settings-part.ts';

/** The table that fills the town of a postal code in (PE3). */
export function TownSettings({ mayChange }: SettingsPartProps) {
  const { t } = useTranslation();
  const { codes, chosen, failure, isSaved, choose, save } = useTownTable();
  const read = chosen === undefined ? undefined : readTownTable(chosen);
  return (
    <section className="settings-part" aria-labelledby="town-settings">
      <h3 id="town-settings">{t('townSettings.title')}</h3>
      <p className="d">{t('townSettings.hint')}</p>
      <FailureNote failure={failure} title={t('townSettings.failed')} />
      {codes !== undefined && <p>{codes === 0 ? t('townSettings.none') : t('townSettings.codes', { count: codes })}</p>}
      {read !== undefined && (
        <p role="status">
          {t('townSettings.found', { count: read.table.size })}
          {read.unused > 0 && (
            <span className="warn">
              {' '}
              {t('townSettings.unused', { count: read.unused, lines: read.unusedLines.join(', ') })}
            </span>
          )}
        </p>
      )}
      {mayChange && (
        <div className="editor-actions">
          {chosen === undefined ? (
            <>
              <label className="file-button">
                {t('townSettings.file')}
                <input
                  type="file"
                  accept=".csv,.txt,text/csv"
                  onChange={(event) => {
                    const [file] = event.currentTarget.files ?? [];
                    if (file !== undefined) void textOf(file).then(choose);
                    event.currentTarget.value = '';
                  }}
                />
              </label>
              {codes !== undefined && codes > 0 && (
                <Button onClick={() => void save('')}>{t('townSettings.remove')}</Button>
              )}
            </>
          ) : (
            <>
              <Button variant="filled" onClick={() => void save(chosen)}>
                {t('townSettings.take')}
              </Button>
              <Button onClick={() => choose(undefined)}>{t('townSettings.leave')}</Button>
            </>
          )}
        </div>
      )}
      <p className="m t12" role="status">
        {isSaved && t('townSettings.saved')}
      </p>
    </section>
  );
}

function useTownTable() {
  const safe = useSafe();
  const [codes, setCodes] = useState<number>();
  const [chosen, setChosen] = useState<string>();
  const [failure, setFailure] = useState<Failure>();
  const [isSaved, setIsSaved] = useState(false);
  async function load(): Promise<void> {
    const table = await safe.townTable();
    if (table.ok) setCodes(table.value.codes);
    else setFailure(table.error);
  }
  useEffect(() => void load(), [safe]);
  async function save(text: string): Promise<void> {
    const saved = await safe.saveTowns(text);
    setFailure(saved.ok ? undefined : saved.error);
    setIsSaved(saved.ok);
    if (saved.ok) setChosen(undefined);
    await load();
  }
  const choose = (text: string | undefined) => {
    setIsSaved(false);
    setFailure(undefined);
    setChosen(text);
  };
  return { codes, chosen, failure, isSaved, choose, save };
}

/** The text of a file: UTF-8, else as older programs for tables write it. */
async function textOf(file: Blob): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
