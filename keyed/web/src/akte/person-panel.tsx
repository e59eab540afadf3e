import { Button, Kbd } from '@mantine/core';
import type { EintragView, PersonView } from '@siegel/safe';
import { type ReactNode, Suspense, useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SiteActs } from '../akten-sites/site-acts.tsx';
import { SiteSwitch } from '../akten-sites/site-switch.tsx';
import { PersonCare } from '../merge/person-care.tsx';
import { Icon } from '../parts/icon.tsx';
import { Note } from '../parts/note.tsx';
import { EditingNotice } from '../editing/editing-notice.tsx';
import { SealedSign } from '../parts/sealed-signs.tsx';
import { fullName } from '../search/person-line.tsx';
import { later } from '../shell/later.ts';
import { useFailureText } from '../text/failure-text.ts';
import { ageOn, formatDay, localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { isUnreadable } from './eintrag-text.ts';
import { PersonCircle } from './person-circle.tsx';
import { Portrait } from '../stammdaten/portrait.tsx';
import { dauerDiagnosen, medikationsplan, type PersonFacts, personFacts } from './person-facts.ts';

const PersonAppointments = later(async () => (await import('../finding/person-appointments.tsx')).PersonAppointments);

/** What can be done with what is known of the person. */
export interface PersonTools {
  /** Undefined: it is not this user's to change. */
  readonly onChange: (() => void) | undefined;
  /** Goes to the warning at once (PE31). */
  readonly onCave: (() => void) | undefined;
  readonly onHistory: () => void;
  readonly onServerView: () => void;
  /** What the person sees of the Akte; undefined where Eintraege are not this user's to read. */
  readonly onSight: (() => void) | undefined;
}

/** Who the Akte belongs to: always visible beside the table. */
export function PersonPanel({ view, tools }: { view: PersonView; tools: PersonTools }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const facts = personFacts(view.stammdaten, localDay(Date.now()));
  // On a narrow screen only the head is shown until asked for more.
  const [isOpened, setIsOpened] = useState(false);
  // Behind the frame in which the Akte stands: below everything, so that nothing moves when it comes.
  const isBehind = useDeferredValue(true, false);
  return (
    <aside className={isOpened ? 'person opened' : 'person'} aria-label={t('person.label')}>
      <PersonHead view={view} verstorbenAm={facts.verstorbenAm}>
        <button
          type="button"
          className="link person-more"
          aria-expanded={isOpened}
          onClick={() => setIsOpened(!isOpened)}
        >
          {t(isOpened ? 'person.less' : 'person.more')}
        </button>
      </PersonHead>
      <Cave text={facts.cave} view={view} onCave={tools.onCave} />
      <EditingNotice recordId={view.person.personId} of="person" />
      {isUnreadable(view.stammdaten) && (
        <Note icon="broken" tone="warn">
          <b className="n">{t('eintrag.unreadable')}</b> {failureText({ code: view.stammdaten.unreadable })}
        </Note>
      )}
      <Contacts facts={facts} view={view} />
      <PersonCircle facts={facts} view={view} />
      <Suspense>
        <PersonAppointments personId={view.person.personId} />
      </Suspense>
      <Diagnoses eintraege={view.eintraege} />
      <Plan eintraege={view.eintraege} />
      {isBehind && <PersonFoot view={view} tools={tools} />}
    </aside>
  );
}

/** What can be done with the person, below everything that is known. */
function PersonFoot({ view, tools }: { view: PersonView; tools: PersonTools }) {
  const { t } = useTranslation();
  return (
    <section className="person-foot more-info">
      <SealedSign text={t('person.sealed')} />
      {tools.onChange !== undefined && (
        <Button variant="subtle" size="xs" onClick={() => tools.onChange?.()} leftSection={<Icon name="pen" small />}>
          {t('stammdaten.change')} <Kbd>Alt E</Kbd>
        </Button>
      )}
      <SiteActs view={view} />
      <PersonCare view={view} />
      <Button variant="subtle" size="xs" onClick={tools.onHistory} leftSection={<Icon name="history" small />}>
        {t('history.title')} <Kbd>Alt H</Kbd>
      </Button>
      {tools.onSight !== undefined && (
        <Button variant="subtle" size="xs" onClick={tools.onSight} leftSection={<Icon name="eye" small />}>
          {t('freigabe.sight.title')} <Kbd>Alt P</Kbd>
        </Button>
      )}
      <Button variant="subtle" size="xs" onClick={tools.onServerView} leftSection={<Icon name="server" small />}>
        {t('serverView.title')} <Kbd>Alt V</Kbd>
      </Button>
    </section>
  );
}

/** Always there when there is a warning, also for whoever may only know that there is one (PE30). */
function Cave({
  text,
  view,
  onCave,
}: {
  text: string | undefined;
  view: PersonView;
  onCave: (() => void) | undefined;
}) {
  const { t } = useTranslation();
  if (text === undefined && view.person.hasCave !== true)
    return onCave === undefined ? null : (
      <button type="button" className="link cave-add more-info" onClick={onCave}>
        {t('persons.cave.add')} <Kbd>Alt K</Kbd>
      </button>
    );
  return (
    <div className="cave">
      <Icon name="alert" small title={t('person.cave')} />
      <span>{text ?? t('persons.cave.hint')}</span>
      {onCave !== undefined && (
        <button type="button" className="cave-edit" onClick={onCave} title={`${t('persons.cave.edit')} (Alt K)`}>
          <Icon name="pen" small title={t('persons.cave.edit')} />
        </button>
      )}
    </div>
  );
}

function PersonHead({
  view,
  verstorbenAm,
  children,
}: {
  view: PersonView;
  verstorbenAm: string | undefined;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { person } = view;
  const age = person.geburtsdatum === undefined ? undefined : ageOn(person.geburtsdatum, localDay(Date.now()));
  const ageText =
    age === undefined
      ? undefined
      : 'years' in age
        ? t('person.years', { count: age.years })
        : t('person.months', { count: age.months });
  const sex = sexOf(person.geschlecht);
  return (
    <section>
      {view.portrait !== undefined && (
        <Portrait bytes={view.portrait} alt={t('persons.portrait.of', { name: fullName(person) })} />
      )}
      <h1>{fullName(person)}</h1>
      <div className="person-born">
        {person.geburtsdatum !== undefined && <span className="n">{formatDay(person.geburtsdatum, language)}</span>}
        <span className="d">{[ageText, sex && t(`person.sex.${sex}`)].filter(Boolean).join(', ')}</span>
        {children}
      </div>
      {verstorbenAm !== undefined && (
        <div className="bad n">{t('person.died', { day: formatDay(verstorbenAm, language) })}</div>
      )}
      <div className="m t12 more-info">
        {[person.patientennummer && t('person.number', { number: person.patientennummer })].filter(Boolean).join(', ')}
      </div>
      <SiteSwitch view={view} />
    </section>
  );
}

function Contacts({ facts, view }: { facts: PersonFacts; view: PersonView }) {
  const { t } = useTranslation();
  const lines: readonly (readonly [string, string | undefined])[] = [
    [t('person.phone'), facts.telefone.join(', ') || undefined],
    [t('person.email'), facts.email],
    [
      t('person.address'),
      facts.anschrift ?? ([view.person.strasse, view.person.ort].filter(Boolean).join(', ') || undefined),
    ],
  ];
  const known = lines.filter(([, content]) => content !== undefined);
  if (known.length === 0) return null;
  return (
    <section className="more-info">
      <dl className="dl">
        {known.map(([label, content]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{content}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Diagnoses({ eintraege }: { eintraege: readonly EintragView[] }) {
  const { t } = useTranslation();
  const diagnoses = dauerDiagnosen(eintraege);
  if (diagnoses.length === 0) return null;
  return (
    <section className="more-info">
      <h2>
        {t('person.diagnoses')}
        <span className="m">{diagnoses.length}</span>
      </h2>
      <ul>
        {diagnoses.map(({ recordId, icd, marks, text }) => (
          <li key={recordId} className="dx">
            <b>{icd}</b>
            <span className="m">{marks}</span>
            <span>{text}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Plan({ eintraege }: { eintraege: readonly EintragView[] }) {
  const { t } = useTranslation();
  const plan = medikationsplan(eintraege);
  if (plan.length === 0) return null;
  const times = [t('plan.morning'), t('plan.noon'), t('plan.evening'), t('plan.night')];
  return (
    <section className="more-info">
      <h2>{t('person.plan')}</h2>
      <table className="plan">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t('plan.drug')}</span>
            </th>
            {times.map((time) => (
              <th key={time} scope="col">
                {time}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {plan.map(({ recordId, name, doses, dosierung }) => (
            <tr key={recordId}>
              <th scope="row" title={name}>
                {name}
              </th>
              {doses === undefined ? (
                <td colSpan={4} className="d" title={dosierung}>
                  {dosierung}
                </td>
              ) : (
                doses.map((dose, at) => (
                  <td key={times[at]} className={dose === '0' ? 'm' : 'b'}>
                    {dose}
                  </td>
                ))
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function sexOf(geschlecht: string | undefined): 'm' | 'w' | 'd' | 'x' | undefined {
  return (['m', 'w', 'd', 'x'] as const).find((known) => known === geschlecht);
}
