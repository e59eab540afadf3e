import type { FirstSteps as Steps } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import type { Place } from '../place/place.ts';

/** One step: where it leads, if anywhere, and whether it is done. */
interface Step {
  readonly name: 'kit' | 'person' | 'import' | 'device' | 'sheet';
  readonly isDone: boolean;
  readonly place?: Place;
}

/** What a new organisation does on its first day; put away for good when somebody says so. */
export function FirstSteps({
  steps,
  go,
  onDismiss,
}: {
  steps: Steps;
  go: (place: Place) => void;
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
        {stepsOf(steps).map((step) => (
          <StepLine key={step.name} step={step} go={go} />
        ))}
      </ul>
    </section>
  );
}

function stepsOf({ persons, devices }: Steps): readonly Step[] {
  return [
    { name: 'kit', isDone: true },
    { name: 'person', isDone: persons > 0, place: { page: 'new-person' } },
    { name: 'import', isDone: false, place: { page: 'transfer' } },
    { name: 'device', isDone: devices > 1, place: { page: 'access' } },
    { name: 'sheet', isDone: false, place: { page: 'sheet' } },
  ];
}

function StepLine({ step: { name, isDone, place }, go }: { step: Step; go: (place: Place) => void }) {
  const { t } = useTranslation();
  const text = t(`home.steps.${name}`);
  return (
    <li className={isDone ? 'step-line done' : 'step-line'}>
      <span className="step-sign">
        {isDone ? <Icon name="check" small title={t('home.steps.done')} /> : <Icon name="draft" small />}
      </span>
      <span>
        {isDone || place === undefined ? (
          text
        ) : (
          <button type="button" className="link" onClick={() => go(place)}>
            {text}
          </button>
        )}
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
