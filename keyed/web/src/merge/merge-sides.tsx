import { Button } from '@mantine/core';
import type { MergePreview, MergeSide } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { fullName } from '../search/person-line.tsx';
import { formatDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';

/** Both persons beside each other: who stays, who goes, and what each brings. */
export function MergeSides({ preview, onSwap }: { preview: MergePreview; onSwap: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="merge-sides">
      <Side side={preview.stays} role={t('merge.stays')} />
      <Button className="merge-swap" leftSection={<Icon name="move" small />} onClick={onSwap}>
        {t('merge.swap')}
      </Button>
      <Side side={preview.goes} role={t('merge.goes')} />
    </div>
  );
}

function Side({ side, role }: { side: MergeSide; role: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { person, eintraege, firstDay, lastDay, appointments, tasks, siteNames } = side;
  const day = (one: string | undefined) => (one === undefined ? '' : formatDay(one, language));
  const [next] = appointments;
  const lines = [
    t('merge.eintraege', { count: eintraege }) +
      (firstDay === undefined
        ? ''
        : `, ${firstDay === lastDay ? day(firstDay) : `${day(firstDay)} – ${day(lastDay)}`}`),
    t('merge.appointments', { count: appointments.length }) + (next === undefined ? '' : `, ${day(next.day)}`),
    t('merge.tasks', { count: tasks.length }) + (tasks.length === 0 ? '' : `: ${tasks.join('; ')}`),
    siteNames.join(', '),
  ];
  return (
    <section className="merge-side" aria-label={role}>
      <span className="m t12">{role}</span>
      <b className="n">{fullName(person)}</b>
      <span className="d">
        {[day(person.geburtsdatum), person.patientennummer && t('person.number', { number: person.patientennummer })]
          .filter(Boolean)
          .join(', ')}
      </span>
      <ul>
        {lines.filter(Boolean).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
