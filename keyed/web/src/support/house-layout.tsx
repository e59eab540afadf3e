import type { SupportView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { formatCount, formatMoment } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';

/** The organisation in numbers. */
export function HouseLayout({ house }: { house: NonNullable<SupportView['house']> }) {
  const { t } = useTranslation();
  return (
    <section className="people-part" aria-labelledby="support-house">
      <h2 id="support-house">{t('support.desk.house')}</h2>
      <dl className="support-facts">
        {(['persons', 'services', 'left', 'devices', 'sites'] as const).map((name) => (
          <Fact key={name} name={t(`support.desk.${name}`)} value={formatCount(house[name])} />
        ))}
        {house.groups.map(({ groupKind, version, members }, i) => (
          <Fact
            // Groups have no name here, and their order is that of the journal.
            key={`${i}${groupKind}`}
            name={t('support.desk.group', { kind: groupKind })}
            value={t('support.desk.groupFacts', { version, members })}
          />
        ))}
      </dl>
    </section>
  );
}

/** Versions, counts and the codes of the newest refusals. */
export function TechnicalLayout({ technical }: { technical: NonNullable<SupportView['technical']> }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { protocol, journalSize, countedFrom, house, records, accessLog, sessions, failures } = technical;
  return (
    <section className="people-part" aria-labelledby="support-technical">
      <h2 id="support-technical">{t('support.desk.technical')}</h2>
      <dl className="support-facts">
        <Fact name={t('support.desk.protocol')} value={String(protocol)} />
        <Fact name={t('support.desk.journal')} value={formatCount(journalSize)} />
        <Fact name="" value={t('support.desk.counted', { from: countedFrom, house, records, log: accessLog })} />
        <Fact name={t('support.desk.sessions')} value={formatCount(sessions)} />
      </dl>
      <h3>{t('support.desk.failures')}</h3>
      {failures.length === 0 ? (
        <p className="d">{t('support.desk.noFailures')}</p>
      ) : (
        <ul className="support-failures mono t12">
          {failures.map(({ code, route, atMs }) => (
            <li key={`${atMs}${code}${route}`}>
              {formatMoment(atMs, language)} {code} {route}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
