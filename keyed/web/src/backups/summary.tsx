import type { BackupKeyView, BackupsView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { BACKUPS_MOST, onDemand } from './backups-most.ts';
import { useMaker } from './use-maker.ts';
import { useWhen } from './when.ts';

type Tone = 'ok' | 'bad' | undefined;

interface Figure {
  readonly name: 'last' | 'checked' | 'places' | 'key';
  readonly value: string;
  readonly more: string;
  readonly tone?: Tone;
}

/** What is true today, in four figures. */
export function Summary({ view, newestKey }: { view: BackupsView; newestKey: BackupKeyView | undefined }) {
  const { t } = useTranslation();
  const figures = [useLast(view), useChecked(view), usePlaces(view), useKeyFigure(newestKey)];
  return (
    <section aria-label={t('backups.sum.label')}>
      <dl className="backup-sum">
        {figures.map(({ name, value, more, tone }) => (
          <div key={name}>
            <dt>{t(`backups.sum.${name}`)}</dt>
            <dd className={tone === undefined ? 'backup-figure' : `backup-figure ${tone}`}>{value}</dd>
            <dd className="m t12 el" title={more}>
              {more}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function useLast({ backups }: BackupsView): Figure {
  const { t } = useTranslation();
  const when = useWhen();
  const by = useMaker();
  const last = backups.at(-1);
  if (last === undefined) return { name: 'last', value: t('backups.sum.never'), more: t('backups.sum.firstHint') };
  const more = last.madeBy === '' ? by(last) : t('backups.sum.by', { name: last.madeBy });
  return { name: 'last', value: when(last.madeAtMs), more };
}

function useChecked({ backups }: BackupsView): Figure {
  const { t } = useTranslation();
  const when = useWhen();
  const checks = backups.flatMap(({ checked }) => checked ?? []);
  const damaged = checks.filter((one) => one.damaged > 0).length;
  const open = backups.length - checks.length;
  const more =
    checks.length === 0
      ? t('backups.sum.neverChecked')
      : t('backups.sum.checkedAt', { when: when(Math.max(...checks.map(({ atMs }) => atMs))) });
  if (backups.length === 0) return { name: 'checked', value: t('backups.sum.nothing'), more };
  if (damaged > 0) return { name: 'checked', value: t('backups.sum.damaged', { count: damaged }), more, tone: 'bad' };
  if (open > 0) return { name: 'checked', value: t('backups.sum.open', { count: open }), more };
  return { name: 'checked', value: t('backups.sum.allWell'), more, tone: 'ok' };
}

function usePlaces(view: BackupsView): Figure {
  const { t } = useTranslation();
  const taken = onDemand(view).length;
  const left = BACKUPS_MOST - taken;
  return {
    name: 'places',
    value: t('backups.sum.placesTaken', { taken, most: BACKUPS_MOST }),
    more: left > 0 ? t('backups.sum.placesLeft', { count: left }) : t('backups.sum.placesFull'),
  };
}

function useKeyFigure(newest: BackupKeyView | undefined): Figure {
  const { t } = useTranslation();
  const active = newest?.holders.filter(({ isActive }) => isActive) ?? [];
  const count = active.length;
  if (count === 0) return { name: 'key', value: t('backups.sum.nobody'), more: '', tone: 'bad' };
  const names = active.map(({ name }) => name).join(', ');
  return { name: 'key', value: t('backups.sum.persons', { count }), more: names };
}
