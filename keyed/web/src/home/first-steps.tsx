import type { FirstSteps as Steps } from '@siegel/safe';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';

/** What a new organisation does on its first day; put away for good when somebody says so. */
export function FirstSteps({
  steps,
  onNewPerson,
  onDismiss,
}: {
  steps: Steps;
  onNewPerson: () => void;
  onDismiss: () => void;
}) {
  const { t } = useTranslation();
  return (
    <section className="side-list first-steps" aria-labelledby="home-steps">
      <div className="row">
        <h2 id="home-steps">{t('home.steps.title')}</h2>
        <span className="sp" />
        <button type="button" className="link t12" onClick={onDismiss}>
          {t('home.steps.dismiss')}
        </button>
      </div>
      <ul>
        <StepLine isDone name="kit" />
        <StepLine
          isDone={steps.persons > 0}
          name="person"
          action={
            <button type="button" className="link" onClick={onNewPerson}>
              {t('home.steps.person')}
            </button>
          }
        />
        <StepLine isDone={false} name="import" />
        <StepLine isDone={steps.devices > 1} name="device" />
      </ul>
    </section>
  );
}

function StepLine({
  isDone,
  name,
  action,
}: {
  isDone: boolean;
  name: 'kit' | 'person' | 'import' | 'device' | 'sheet';
  action?: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <li className={isDone ? 'step-line done' : 'step-line'}>
      <span className="step-sign">
        {isDone ? <Icon name="check" small title={t('home.steps.done')} /> : <Icon name="draft" small />}
      </span>
      <span>
        {isDone || action === undefined ? t(`home.steps.${name}`) : action}
        {!isDone && (
          <>
            <br />
            <span className="m t12">{t(`home.steps.${name}Hint`)}</span>
          </>
        )}
      </span>
    </li>
  );
}
