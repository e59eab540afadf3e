import { Button, Kbd } from '@mantine/core';
import type { OrgView, PlacementView, UnitView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { pathOf } from './org-rows.ts';

/** What is done to the chosen unit, and by which key. */
export type UnitAct = 'add' | 'edit' | 'place' | 'move' | 'remove' | 'up' | 'down';
/** What is done to a placement. */
export type PlacementAct = 'change' | 'transfer' | 'end';

const ACTS: readonly (readonly [act: UnitAct, keys: string])[] = [
  ['place', 'P'],
  ['add', 'N'],
  ['edit', 'B'],
  ['move', 'V'],
  ['up', 'Alt ↑'],
  ['down', 'Alt ↓'],
  ['remove', 'Entf'],
];

/** The chosen unit: what can be done, who is there, and everybody who was or will be. */
export function UnitPane({
  view,
  unit,
  mayChange,
  onAct,
  onPlacement,
}: {
  view: OrgView;
  unit: UnitView;
  mayChange: boolean;
  onAct: (act: UnitAct) => void;
  onPlacement: (act: PlacementAct, placement: PlacementView) => void;
}) {
  const { t } = useTranslation();
  const others = unit.history.filter(({ placementId }) => !unit.people.some((one) => one.placementId === placementId));
  const path = pathOf(view, unit.parentId).join(' / ');
  return (
    <section className="org-pane" aria-label={t('org.chosen')} tabIndex={-1} data-org-pane>
      {path !== '' && <p className="m t12">{path}</p>}
      <h2>{unit.name === '' ? t('org.nameless') : unit.name}</h2>
      <UnitFacts unit={unit} />
      {mayChange && (
        <div className="org-acts">
          {ACTS.map(([act, keys]) => (
            <Button
              key={act}
              variant={act === 'place' ? 'filled' : 'default'}
              rightSection={<Kbd>{keys}</Kbd>}
              onClick={() => onAct(act)}
            >
              {t(`org.act.${act}`)}
            </Button>
          ))}
        </div>
      )}
      <h3>{t('org.people')}</h3>
      {unit.people.length === 0 && <p className="d">{t('org.nobody')}</p>}
      <PlacementList placements={unit.people} {...{ mayChange, onPlacement }} />
      {others.length > 0 && (
        <details>
          <summary className="link">{t('org.history')}</summary>
          <PlacementList placements={others} {...{ mayChange, onPlacement }} />
        </details>
      )}
    </section>
  );
}

function UnitFacts({ unit }: { unit: UnitView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { unitKind, shortName, siteName, from } = unit;
  const facts = [
    unitKind,
    shortName,
    siteName === '' ? '' : `${t('org.site')} ${siteName}`,
    from === undefined ? '' : t('org.since', { from: formatDay(from, language) }),
  ].filter((fact) => fact !== '');
  return facts.length === 0 ? null : <p className="d">{facts.join(' · ')}</p>;
}

function PlacementList({
  placements,
  mayChange,
  onPlacement,
}: {
  placements: readonly PlacementView[];
  mayChange: boolean;
  onPlacement: (act: PlacementAct, placement: PlacementView) => void;
}) {
  const { t } = useTranslation();
  const days = useDays();
  return (
    <ul className="org-placements">
      {placements.map((placement) => {
        const { placementId, name, function: what, leads, isOwn } = placement;
        const shown = name === '' ? t('org.nameless') : name;
        return (
          <li key={placementId}>
            <span className="el">
              <b className="n">{shown}</b>
              {leads && <span className="chip acc">{t('org.lead')}</span>}
              {isOwn && <span className="chip">{t('org.own')}</span>}
              <span className="m t12 org-what">
                {[what, days(placement)].filter((part) => part !== '').join(' · ')}
              </span>
            </span>
            {mayChange && (
              <span className="org-row-acts">
                {(['change', 'transfer', 'end'] as const).map((act) => (
                  <button
                    key={act}
                    type="button"
                    className="link t12"
                    aria-label={`${t(`org.act.${act}`)}: ${shown}`}
                    onClick={() => onPlacement(act, placement)}
                  >
                    {t(`org.act.${act}`)}
                  </button>
                ))}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Since when and until when, in words. */
function useDays(): (placement: PlacementView) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  return ({ from, until }) => {
    const first = formatDay(from, language);
    return until === undefined
      ? t('org.fromOn', { from: first })
      : t('org.between', { from: first, until: formatDay(until, language) });
  };
}
