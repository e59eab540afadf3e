import { roleTemplates } from '@siegel/akten';
import { Button } from '@mantine/core';
import type { AccessSheet } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { Icon } from '../parts/icon.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { Dialog } from '../shell/dialog.tsx';
import { formatMoment } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';

const ROLES = [...roleTemplates('practice'), ...roleTemplates('social')];

/** Who has opened the Akte of a person, as the person may be told: by what somebody does here, to be handed over on paper (LG17). */
export function AccessSheetDialog({ personId, onClose }: { personId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { sheet, failure } = useAccessSheet(personId);
  return (
    <Dialog isOpen label={t('log.sheet.title')} size={720} onClose={onClose}>
      <div className="approve access-sheet">
        <FailureNote failure={failure} title={t('log.sheet.failed')} />
        {sheet === undefined && failure === undefined && <Skeleton label={t('log.loading')} lines={8} />}
        {sheet !== undefined && <Sheet sheet={sheet} />}
        <div className="row">
          <Button variant="filled" autoFocus onClick={onClose}>
            {t('log.sheet.close')}
          </Button>
          {sheet !== undefined && (
            <Button leftSection={<Icon name="print" small />} onClick={() => window.print()}>
              {t('log.sheet.print')}
            </Button>
          )}
        </div>
        {sheet !== undefined &&
          createPortal(
            <article className="print-sheet" aria-hidden="true">
              <Sheet sheet={sheet} />
            </article>,
            document.body,
          )}
      </div>
    </Dialog>
  );
}

function Sheet({ sheet }: { sheet: AccessSheet }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const roleOf = (role: string | undefined) =>
    ROLES.find(({ name }) => name === role)?.label[language] ?? t('log.sheet.ownRights');
  return (
    <>
      <h2>{t('log.sheet.title')}</h2>
      <p>
        {t('log.sheet.of')} <b className="n">{sheet.personName === '' ? t('log.nameless') : sheet.personName}</b>
      </p>
      <p className="d">{t('log.sheet.hint')}</p>
      {sheet.rows.length === 0 ? (
        <p>{t('log.sheet.nobody')}</p>
      ) : (
        <div className="access-sheet-rows" role="region" tabIndex={0} aria-label={t('log.sheet.table')}>
          <table className="sheet-table">
            <thead>
              <tr>
                <th scope="col">{t('log.col.at')}</th>
                <th scope="col">{t('log.col.what')}</th>
                <th scope="col">{t('log.col.who')}</th>
              </tr>
            </thead>
            <tbody>
              {sheet.rows.map((row, i) => (
                <tr key={i}>
                  <td className="num nw">{formatMoment(row.atMs, language)}</td>
                  <td>{t(`log.sheet.purpose.${row.purpose}`)}</td>
                  <td>
                    {roleOf(row.role)}
                    {row.name !== undefined && `, ${row.name === '' ? t('log.nameless') : row.name}`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function useAccessSheet(personId: string): { readonly sheet: AccessSheet | undefined; readonly failure?: Failure } {
  const safe = useSafe();
  const [sheet, setSheet] = useState<AccessSheet>();
  const [failure, setFailure] = useState<Failure>();
  useEffect(() => {
    void safe.accessSheet(personId).then((answer) => {
      if (answer.ok) setSheet(answer.value);
      else setFailure(answer.error);
    });
  }, [safe, personId]);
  return { sheet, ...(failure !== undefined && { failure }) };
}
