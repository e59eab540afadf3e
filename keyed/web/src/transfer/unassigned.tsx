import type { FileLook, UnassignedGroup } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../text/format.ts';
import type { Decisions } from './decisions.ts';
import { PersonChoice } from './person-choice.tsx';

const SHOWN = 50;

interface UnassignedProps {
  readonly file: FileLook;
  readonly decisions: Decisions;
  readonly onDecide: (decisions: Decisions) => void;
}

/** Content for which the file has no person: what it says about whom it belongs to, and a person to give it to. */
export function Unassigned({ file, decisions, onDecide }: UnassignedProps) {
  const { t } = useTranslation();
  return (
    <section className="part">
      <h3>
        {t('import.unassigned.title')} <span className="c">{formatCount(file.unassigned)}</span>
      </h3>
      <p className="d t12">{t('import.unassigned.hint')}</p>
      <ul className="fields">
        {file.unassignedGroups.slice(0, SHOWN).map(({ sourceRef, hint, eintraege, items }, at) => (
          <li key={`${sourceRef}-${at}`}>
            <bdi>{hintText(hint) || sourceRef}</bdi>{' '}
            <span className="m">
              {t('import.unassigned.content', { eintraege: formatCount(eintraege), items: formatCount(items) })}
            </span>
          </li>
        ))}
      </ul>
      <PersonChoice
        label={t('import.unassigned.to')}
        out={t('import.unassigned.out')}
        person={decisions.home}
        onPerson={(home) => {
          const { home: _, ...others } = decisions;
          onDecide(home === undefined ? others : { ...others, home });
        }}
      />
    </section>
  );
}

function hintText({ familienname, vorname, geburtsdatum, ref }: UnassignedGroup['hint']): string {
  const name = [familienname, vorname, geburtsdatum].filter((part) => part !== undefined);
  return name.length > 0 ? name.join(', ') : (ref ?? '');
}
