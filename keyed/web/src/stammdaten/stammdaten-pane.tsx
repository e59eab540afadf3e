import { Button } from '@mantine/core';
import type { Insurance } from '@siegel/akten';
import type { PersonView } from '@siegel/safe';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import '../design/day-list.css';
import '../design/stammdaten.css';
import { useAnnounced } from '../editing/use-announced.ts';
import { Note } from '../parts/note.tsx';
import { SidePane } from '../parts/side-pane.tsx';
import { useValueText } from '../server-view/use-value-text.ts';
import { useFailureText } from '../text/failure-text.ts';
import { localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { FieldLine } from './field-line.tsx';
import { GroupList } from './group-list.tsx';
import { type GroupListName, listOfItems } from './group-lists.ts';
import { InsuranceHints } from './insurance-hints.tsx';
import { PortraitPart } from './portrait-part.tsx';
import { RelationsPart } from './relations-part.tsx';
import { STAMMDATEN_GROUPS } from './stammdaten-form.ts';
import { TownOffers } from './town-offers.tsx';
import { type StammdatenWork, useStammdaten } from './use-stammdaten.ts';

/** The sections, from top to bottom; the keys go from one to the next by the row of buttons. */
const SECTIONS = ['warning', 'who', 'insurance', 'contacts', 'representatives', 'relations', 'portrait'] as const;
/** A section of the Stammdaten. */
export type StammdatenSection = (typeof SECTIONS)[number];

type Value = Readonly<Record<string, unknown>>;

/** Everything of a person that is no Eintrag, to be changed (AT4, PE1). Another person's change of other fields is joined; where both
 *  changed the same field, what is saved stands under it and nothing typed is lost (AT51). */
export function StammdatenPane({
  view,
  value,
  at,
  onClose,
}: {
  view: PersonView;
  value: Value;
  /** Where the keys go first; the name unless said. */
  at?: StammdatenSection | undefined;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const form = useStammdaten(view, value, onClose);
  const formId = useId();
  const body = useRef<HTMLDivElement>(null);
  useAnnounced(view.person.personId);
  const show = (section: StammdatenSection) => focusSection(body.current, section);
  useEffect(() => show(at ?? 'who'), [at]);
  return (
    <SidePane title={t('stammdaten.title')} onClose={onClose}>
      <div
        className="stammdaten"
        ref={body}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !event.ctrlKey) return;
          event.preventDefault();
          void form.save();
        }}
      >
        <SectionButtons onShow={show} />
        <form
          id={formId}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void form.save();
          }}
        >
          <Outcome form={form} />
          <FormSections form={form} />
        </form>
        <p className="m t12">{t('persons.savedAtOnce')}</p>
        <Section name="relations">
          <RelationsPart view={view} />
        </Section>
        <Section name="portrait">
          <PortraitPart view={view} />
        </Section>
        <div className="editor-actions stammdaten-acts">
          <Button type="submit" form={formId} variant="filled" aria-disabled={form.isSaving}>
            {t('stammdaten.save')}
          </Button>
          <Button onClick={onClose}>{t('stammdaten.leave')}</Button>
        </div>
      </div>
    </SidePane>
  );
}

function SectionButtons({ onShow }: { onShow: (section: StammdatenSection) => void }) {
  const { t } = useTranslation();
  return (
    <nav className="stammdaten-nav" aria-label={t('persons.sections')}>
      {SECTIONS.map((section) => (
        <button key={section} type="button" className="chip" onClick={() => onShow(section)}>
          {t(`persons.section.${section}`)}
        </button>
      ))}
    </nav>
  );
}

/** What is saved together. */
function FormSections({ form }: { form: StammdatenWork }) {
  const { t } = useTranslation();
  return (
    <>
      <Section name="warning">
        <FieldLine field="cave" form={form} />
      </Section>
      <Section name="who">
        {(['name', 'birth', 'address', 'reach'] as const).map((group) => (
          <fieldset key={group}>
            <legend>{t(`stammdaten.groups.${group}`)}</legend>
            {STAMMDATEN_GROUPS[group].map((field) => (
              <FieldLine key={field} field={field} form={form} />
            ))}
            {group === 'address' && (
              <TownOffers code={form.draft.plz} town={form.draft.ort} onTown={(town) => form.set('ort', town)} />
            )}
            {group === 'reach' && <List list="telecom" form={form} />}
          </fieldset>
        ))}
      </Section>
      <Section name="insurance">
        <List list="versicherungen" form={form} />
      </Section>
      <Section name="contacts">
        <List list="kontakte" form={form} />
      </Section>
      <Section name="representatives">
        <List list="vertretungen" form={form} />
      </Section>
    </>
  );
}

function Section({ name, children }: { name: StammdatenSection; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <section data-section={name} aria-label={t(`persons.section.${name}`)}>
      <h3>{t(`persons.section.${name}`)}</h3>
      {children}
    </section>
  );
}

/** Goes to a section, and into its first field. Only the pane scrolls, never what is around it. */
function focusSection(body: HTMLElement | null, section: StammdatenSection): void {
  const there = body?.querySelector<HTMLElement>(`[data-section="${section}"]`);
  const scroller = body?.closest<HTMLElement>('.server-view-body');
  if (there === null || there === undefined || scroller === null || scroller === undefined) return;
  there.querySelector<HTMLElement>('input, textarea, select, button')?.focus({ preventScroll: true });
  const covered = body?.querySelector('nav')?.clientHeight ?? 0;
  scroller.scrollTop += there.getBoundingClientRect().top - scroller.getBoundingClientRect().top - covered - 10;
}

function Outcome({ form: { failure, faults, listFaults } }: { form: StammdatenWork }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const wrong = faults.size + [...listFaults.values()].reduce((sum, items) => sum + items.size, 0);
  return (
    <div role="status">
      {wrong > 0 && (
        <Note icon="alert" tone="warn">
          {t('persons.wrong', { count: wrong })}
        </Note>
      )}
      {failure !== undefined && (
        <Note icon="alert" tone={failure.code === 'ENTRY_STALE' ? 'warn' : 'bad'}>
          {failure.code === 'ENTRY_STALE' ? (
            t('stammdaten.clash')
          ) : (
            <>
              <b className="n">{t('editor.notSaved')}</b> {failureText(failure)} {t('editor.textKept')}
            </>
          )}
        </Note>
      )}
    </div>
  );
}

function List({ list, form }: { list: GroupListName; form: StammdatenWork }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const valueText = useValueText();
  const saved = form.savedListNow(list);
  const at = { language, today: localDay(Date.now()) };
  return (
    <>
      {saved !== undefined && (
        <span className="warn t12">
          {t('stammdaten.now', { value: saved.length === 0 ? t('history.empty') : valueText(saved) })}
        </span>
      )}
      <GroupList
        list={list}
        items={form.lists[list]}
        faults={form.listFaults.get(list) ?? new Map()}
        onItems={(items) => form.setList(list, items)}
        hintOf={(item) =>
          list === 'versicherungen' && (
            <InsuranceHints insurance={(listOfItems(list, [item], at)?.[0] ?? {}) as Insurance} />
          )
        }
      />
    </>
  );
}
