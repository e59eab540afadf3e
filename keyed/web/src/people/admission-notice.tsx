import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Note } from '../parts/note.tsx';
import { useSafe } from '../safe/safe-context.ts';

/** On the home of who has invited: somebody waits to be admitted (IV21). */
export function AdmissionNotice({ onLook }: { onLook: () => void }) {
  const { t } = useTranslation();
  const safe = useSafe();
  const [waiting, setWaiting] = useState(0);
  useEffect(() => safe.watchAdmissions(setWaiting), [safe]);
  if (waiting === 0) return null;
  return (
    <Note icon="key">
      <b className="n">{t('people.waiting', { count: waiting })}</b> {t('people.waitingHint')}{' '}
      <Button className="admission-look" onClick={onLook}>
        {t('people.look')}
      </Button>
    </Note>
  );
}
