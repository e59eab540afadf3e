import { Button } from '@mantine/core';
import type { ExportDone, PersonRow } from '@siegel/safe';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { Note } from '../parts/note.tsx';
import { StateBlock } from '../parts/state-block.tsx';
import { useFailureText } from '../text/failure-text.ts';
import { formatCount } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { PersonChoice } from './person-choice.tsx';
import { formatBytes } from '../text/format-bytes.ts';
import { type GiveOutActions, useGiveOut } from './use-give-out.ts';

/** Giving Akten out: one, or all this user may open. */
export function GiveOut() {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const actions = useGiveOut();
  const { state, progress } = actions;
  if (state.stage === 'no-right')
    return (
      <StateBlock icon="lock" title={t('transfer.noRight')}>
        {t('transfer.noExportHint')}
      </StateBlock>
    );
  if (progress.state === 'writing') return <Writing actions={actions} />;
  if (state.stage === 'done') return <Done done={state.done} onAgain={actions.restart} />;
  return (
    <div className="transfer-list">
      {state.stage === 'choose' && state.failure !== undefined && (
        <StateBlock icon="alert" tone="bad" title={t('export.failed')}>
          {failureText(state.failure)}
        </StateBlock>
      )}
      <Note icon="info">{t('export.readable')}</Note>
      <OneAkte onStart={(person) => actions.start(person)} />
      <section className="panel transfer-done">
        <h2>{t('export.all')}</h2>
        <p className="d">{t('export.allHint')}</p>
        <div className="row">
          <Button onClick={() => actions.start(undefined)}>{t('export.all')}</Button>
        </div>
      </section>
    </div>
  );
}

function OneAkte({ onStart }: { onStart: (person: PersonRow) => void }) {
  const { t } = useTranslation();
  const [person, setPerson] = useState<PersonRow>();
  return (
    <section className="panel transfer-done">
      <h2>{t('export.one')}</h2>
      <p className="d">{t('export.oneHint')}</p>
      <PersonChoice label={t('export.person')} out={t('import.other')} person={person} onPerson={setPerson} />
      <div className="row">
        <Button
          variant="filled"
          disabled={person === undefined}
          onClick={() => person !== undefined && onStart(person)}
        >
          {t('export.one')}
        </Button>
      </div>
    </section>
  );
}

function Writing({ actions: { progress, stop } }: { actions: GiveOutActions }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (progress.state !== 'writing') return null;
  const { done, total, sizeBytes } = progress;
  const facts = { done: formatCount(done), total: formatCount(total), size: formatBytes(sizeBytes, language) };
  return (
    <div className="transfer-list">
      <section className="panel transfer-done" aria-label={t('export.writing')}>
        <h2>{t('export.writing')}</h2>
        <progress value={done} max={Math.max(1, total)} aria-label={t('export.writing')} />
        <p role="status">{t('export.written', facts)}</p>
        <div className="row">
          <Button onClick={stop}>{t('import.stop')}</Button>
        </div>
      </section>
    </div>
  );
}

function Done({ done, onAgain }: { done: ExportDone; onAgain: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { persons, eintraege, files, sizeBytes, unreadable, withheld } = done;
  const facts = {
    persons: formatCount(persons),
    eintraege: formatCount(eintraege),
    files: formatCount(files),
    size: formatBytes(sizeBytes, language),
  };
  return (
    <div className="transfer-list">
      <section className="panel transfer-done" role="status">
        <h2>
          <Icon name="done" /> {t('export.done')}
        </h2>
        <p>{t('export.doneHint', facts)}</p>
        {withheld > 0 && <p className="warn">{t('export.withheld', { count: withheld })}</p>}
        {unreadable > 0 && <p className="warn">{t('export.unreadable', { count: unreadable })}</p>}
        <p className="d">{t('export.readable')}</p>
        <div className="row">
          <Button variant="filled" onClick={onAgain} autoFocus>
            {t('export.again')}
          </Button>
        </div>
      </section>
    </div>
  );
}
