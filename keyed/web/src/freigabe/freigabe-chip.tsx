import type { FreigabeStamp, FreigabeView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../parts/icon.tsx';
import { formatMoment } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { type Sight, sightOf } from './person-sight.ts';
import { usePersonWhen } from './use-person-when.ts';

/** Where an Eintrag stands, in a word behind its text; by whom and when in words, too. A draft has none: most are. */
export function FreigabeChip({ freigabe }: { freigabe: FreigabeView | undefined }) {
  return freigabe === undefined || freigabe.state === 'draft' ? null : <Chip freigabe={freigabe} />;
}

function Chip({ freigabe }: { freigabe: FreigabeView }) {
  const { t } = useTranslation();
  const lines = useLines(freigabe);
  const { state, by, first, forPerson } = freigabe;
  const word = t(state === 'presented' && first !== undefined ? 'freigabe.state.half' : `freigabe.state.${state}`);
  return (
    <>
      <span className={`freigabe-chip ${state}`} title={lines.join('\n')}>
        {state === 'released' && <Icon name="stamp" small />}
        <span aria-hidden="true">{word}</span>
        <span className="visually-hidden">{lines.join('. ')}</span>
        {state === 'returned' && by?.comment !== undefined && <span className="freigabe-word">{by.comment}</span>}
      </span>
      {forPerson !== undefined && <SightMark forPerson={forPerson} />}
    </>
  );
}

/** An open eye only where it is open. */
const ICONS: Partial<Record<Sight, IconName>> = {
  open: 'eye',
  later: 'calendar',
  talk: 'people',
  closed: 'close',
  takenBack: 'close',
};

/** What the person sees of it today, in a word; who said so, and when. */
export function SightMark({ forPerson }: { forPerson: NonNullable<FreigabeView['forPerson']> }) {
  const { t } = useTranslation();
  const stampText = useStampText();
  const personWhen = usePersonWhen();
  const sight = sightOf(forPerson);
  const word = personWhen(forPerson);
  return (
    <span
      className={`sight-mark sight-${sight}`}
      title={stampText(t('freigabe.person.is', { when: word }), forPerson.said)}
    >
      {ICONS[sight] !== undefined && <Icon name={ICONS[sight]} small />}
      <span className="visually-hidden">{t('freigabe.person.title')}: </span>
      <span>{word}</span>
    </span>
  );
}

/** Who did what and when, the comment, and what the person may see. */
function useLines({ state, by, first, forPerson }: FreigabeView): readonly string[] {
  const { t } = useTranslation();
  const stampText = useStampText();
  const personWhen = usePersonWhen();
  return [
    by === undefined ? '' : stampText(t(`freigabe.state.${state}`), by),
    first === undefined ? '' : stampText(t('freigabe.state.half'), first),
    by?.comment ?? '',
    forPerson === undefined ? '' : t('freigabe.person.is', { when: personWhen(forPerson) }),
  ].filter((line) => line !== '');
}

/** "freigegeben von Dr. Albers, 22.11.2026, 10:38". */
function useStampText() {
  const { t } = useTranslation();
  const language = useLanguage();
  return (state: string, { who, atMs }: FreigabeStamp) =>
    t('freigabe.stamp', {
      state,
      who: who === '' ? t('freigabe.nobody') : who,
      moment: formatMoment(atMs, language),
    });
}
