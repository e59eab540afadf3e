import type { PersonView } from '@siegel/safe';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { pathOfPlace } from '../place/place.ts';
import { usePlace } from '../place/use-place.ts';
import { fullName } from '../search/person-line.tsx';
import { formatDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import type { InsuranceFact, PersonFacts, RepresentativeFact } from './person-facts.ts';

/** Who pays for the person, acts for them, is called about them, and belongs to them. */
export function PersonCircle({ facts, view }: { facts: PersonFacts; view: PersonView }) {
  const { t } = useTranslation();
  const codeWord = useCodeWord();
  return (
    <>
      <Part title={t('persons.section.insurance')} isThere={facts.versicherungen.length > 0}>
        {facts.versicherungen.map((insurance) => (
          <InsuranceLine key={insurance.at} insurance={insurance} />
        ))}
      </Part>
      <Part title={t('persons.section.representatives')} isThere={facts.vertretungen.length > 0}>
        {facts.vertretungen.map((one) => (
          <RepresentativeLine key={`${one.name} ${one.from ?? ''}`} representative={one} />
        ))}
      </Part>
      <Part title={t('persons.panel.contacts')} isThere={facts.kontakte.length > 0}>
        {facts.kontakte.map(({ name, art, telefon }) => (
          <li key={`${art ?? ''} ${name}`}>
            <span className="m">{codeWord('kontakte', 'art', art)}</span> {name} {telefon}
          </li>
        ))}
      </Part>
      <Part title={t('persons.panel.relations')} isThere={view.relations.length > 0}>
        {view.relations.map(({ other, relation, stands }) => (
          <li key={`${stands.personId} ${stands.otherId}`}>
            <span className="m">{t(`persons.relation.${relation}`)}</span>{' '}
            <PersonLink personId={other.personId}>{fullName(other)}</PersonLink>
          </li>
        ))}
      </Part>
    </>
  );
}

function Part({ title, isThere, children }: { title: string; isThere: boolean; children: ReactNode }) {
  if (!isThere) return null;
  return (
    <section className="more-info circle">
      <h2>{title}</h2>
      <ul>{children}</ul>
    </section>
  );
}

function InsuranceLine({ insurance }: { insurance: InsuranceFact }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const codeWord = useCodeWord();
  const { art, name, number, insuredAs, tarif, exemptUntil, validity } = insurance;
  const words = [name ?? codeWord('versicherungen', 'art', art), name === undefined ? undefined : art, tarif];
  return (
    <li className={validity === 'now' ? undefined : 'over'}>
      {words.filter(Boolean).join(', ')} <Validity of={insurance} />
      <div className="m t12">
        {[
          number,
          codeWord('versicherungen', 'versichertenart', insuredAs),
          exemptUntil && t('persons.exempt', { day: formatDay(exemptUntil, language) }),
        ]
          .filter(Boolean)
          .join(', ')}
      </div>
    </li>
  );
}

function RepresentativeLine({ representative }: { representative: RepresentativeFact }) {
  const codeWord = useCodeWord();
  const { name, art, scopes, telefon, validity } = representative;
  const scope = scopes.map((one) => codeWord('vertretungen', 'umfang', one)).join(', ');
  return (
    <li className={validity === 'now' ? undefined : 'over'}>
      {name} <span className="m">{codeWord('vertretungen', 'art', art)}</span> <Validity of={representative} />
      <div className="m t12">{[scope, telefon].filter(Boolean).join('; ')}</div>
    </li>
  );
}

/** Says of what is over or to come when; of what holds its end, if it has one. */
function Validity({ of: { validity, from, until } }: { of: Pick<InsuranceFact, 'validity' | 'from' | 'until'> }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (validity === 'future' && from !== undefined)
    return <span className="m t12">{t('persons.validity.future', { day: formatDay(from, language) })}</span>;
  if (until === undefined) return null;
  const day = formatDay(until, language);
  return (
    <span className="m t12">
      {validity === 'past' ? t('persons.validity.past', { day }) : t('persons.until', { day })}
    </span>
  );
}

function PersonLink({ personId, children }: { personId: string; children: ReactNode }) {
  const { go } = usePlace();
  const place = { page: 'akte', personId } as const;
  return (
    <a
      href={pathOfPlace(place)}
      onClick={(event) => {
        event.preventDefault();
        go(place);
      }}
    >
      {children}
    </a>
  );
}

/** The word of a saved code; what is no code, because another program wrote it, stands as it is. */
function useCodeWord() {
  const { t, i18n } = useTranslation();
  return (list: string, field: string, code: string | undefined): string | undefined => {
    const key = `persons.code.${list}.${field}.${code ?? ''}`;
    return code !== undefined && i18n.exists(key) ? t(key as 'persons.code.telecom.art.fax') : code;
  };
}
