import { Button, Kbd } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { focusList } from './focus-list.ts';
import type { PersonChoice as Choice } from './for-person.ts';
import { PersonChoice } from './person-choice.tsx';
import { isShownOrWillBe } from './person-sight.ts';
import type { useFreigabeWork } from './use-freigabe-work.ts';

const OFFERS: readonly Choice[] = ['now', 'soon', 'atDate', 'afterTalk', 'never'];

/** What can be done in the list "Für die Person": say when she sees it, or that the talk has been held (FG38). */
export function PersonActs({ work }: { work: ReturnType<typeof useFreigabeWork> }) {
  const { t } = useTranslation();
  const { meant, wish, isBusy } = work;
  const isTalk = meant.every(({ freigabe }) => freigabe.forPerson?.when === 'afterTalk');
  return (
    <div className="freigabe-acts">
      <FailureNote failure={work.failure} title={t('freigabe.preview.failedAct')} />
      <PersonChoice
        wish={wish}
        onWish={work.setWish}
        offers={OFFERS}
        isShown={meant.some(({ freigabe }) => isShownOrWillBe(freigabe.forPerson))}
      />
      <div className="row">
        {isTalk && (
          <Button
            variant="filled"
            aria-disabled={isBusy}
            onClick={() => void work.talked().then(focusList)}
            rightSection={<Kbd>G</Kbd>}
          >
            {t('freigabe.person.talked')}
          </Button>
        )}
        <Button
          {...(!isTalk && { variant: 'filled' })}
          aria-disabled={isBusy || wish.choice === 'silent'}
          onClick={() => void work.sayToPerson().then(focusList)}
          rightSection={<Kbd>Strg ↵</Kbd>}
        >
          {t('freigabe.sight.say', { count: meant.length })}
        </Button>
      </div>
    </div>
  );
}
