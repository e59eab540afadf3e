import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { Note } from '../parts/note.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { useLanguage } from '../text/language.ts';
import { useSending } from './use-roles.ts';

/** Offers the roles of the profile to an organisation that has not entered them (RO1). */
export function RoleOffer({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const safe = useSafe();
  const language = useLanguage();
  const { isBusy, failure, send } = useSending(onDone);
  return (
    <>
      <Note icon="key">
        <b className="n">{t('roles.offerTitle')}</b> {t('roles.offer')}{' '}
        <Button aria-disabled={isBusy} onClick={() => void send(() => safe.makeTemplateRoles(language))}>
          {t(isBusy ? 'roles.saving' : 'roles.offerAct')}
        </Button>
      </Note>
      <FailureNote failure={failure} title={t('roles.failed')} />
    </>
  );
}
