import { Button } from '@mantine/core';
import type { PersonView } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Note } from '../parts/note.tsx';
import { SidePane } from '../parts/side-pane.tsx';
import { useAnnounced } from '../editing/use-announced.ts';
import { useSafe } from '../safe/safe-context.ts';
import { useFieldLabel } from '../server-view/use-value-text.ts';
import { useFailureText } from '../text/failure-text.ts';
import { localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import {
  draftOf,
  faultsOf,
  SEXES,
  STAMMDATEN_GROUPS,
  type StammdatenDraft,
  type StammdatenFault,
  type StammdatenField,
  withDraft,
} from './stammdaten-form.ts';

type Value = Readonly<Record<string, unknown>>;

/** Changes what is known of a person, beside the rows (AT4). Another person's change of other fields is joined; where both
 *  changed the same field, what is saved stands under it and nothing typed is lost (AT51). */
export function StammdatenPane({ view, value, onClose }: { view: PersonView; value: Value; onClose: () => void }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const form = useStammdaten(view, value, onClose);
  useAnnounced(view.person.personId);
  return (
    <SidePane title={t('stammdaten.title')} onClose={onClose}>
      <form
        className="stammdaten"
        onSubmit={(event) => {
          event.preventDefault();
          void form.save();
        }}
      >
        {form.failure !== undefined && (
          <Note icon="alert" tone={form.failure.code === 'ENTRY_STALE' ? 'warn' : 'bad'}>
            {form.failure.code === 'ENTRY_STALE' ? (
              t('stammdaten.clash')
            ) : (
              <>
                <b className="n">{t('editor.notSaved')}</b> {failureText(form.failure)} {t('editor.textKept')}
              </>
            )}
          </Note>
        )}
        {(Object.keys(STAMMDATEN_GROUPS) as (keyof typeof STAMMDATEN_GROUPS)[]).map((group) => (
          <fieldset key={group}>
            <legend>{t(`stammdaten.groups.${group}`)}</legend>
            {STAMMDATEN_GROUPS[group].map((field) => (
              <FieldLine key={field} field={field} form={form} />
            ))}
          </fieldset>
        ))}
        <div className="editor-actions">
          <Button type="submit" variant="filled" aria-disabled={form.isSaving}>
            {t('stammdaten.save')}
          </Button>
          <Button onClick={onClose}>{t('stammdaten.leave')}</Button>
        </div>
      </form>
    </SidePane>
  );
}

interface Form {
  readonly draft: StammdatenDraft;
  readonly set: (field: StammdatenField, text: string) => void;
  readonly faults: ReadonlyMap<StammdatenField, StammdatenFault>;
  /** What somebody else has saved in a field meanwhile. */
  readonly savedNow: (field: StammdatenField) => string | undefined;
  readonly failure: Failure | undefined;
  readonly isSaving: boolean;
  readonly save: () => Promise<void>;
}

function useStammdaten(view: PersonView, value: Value, onSaved: () => void): Form {
  const safe = useSafe();
  const language = useLanguage();
  const now = { head: view.head, value, shown: draftOf(value, language) };
  // The change belongs to the version it began from, until a clash has shown the one that is saved now.
  const [begun] = useState(now);
  const [touched, setTouched] = useState<Partial<StammdatenDraft>>({});
  const [isTried, setIsTried] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [isSaving, setIsSaving] = useState(false);
  const hasClash = failure?.code === 'ENTRY_STALE';
  const base = hasClash ? now : begun;
  const draft = { ...base.shown, ...touched };
  const today = localDay(Date.now());
  const faults = faultsOf(draft, today);

  async function save(): Promise<void> {
    setIsTried(true);
    if (faults.size > 0 || isSaving) return;
    setIsSaving(true);
    const changed = withDraft(base.value, draft, { before: base.shown, today });
    const written = await safe.writePerson({ personId: view.person.personId, base: base.head, value: changed });
    setIsSaving(false);
    if (written.ok) onSaved();
    else setFailure(written.error);
  }
  return {
    draft,
    set: (field, text) => setTouched((typed) => ({ ...typed, [field]: text })),
    faults: isTried ? faults : new Map(),
    savedNow: (field) => (hasClash && now.shown[field] !== draft[field] ? now.shown[field] : undefined),
    failure,
    isSaving,
    save,
  };
}

function FieldLine({ field, form }: { field: StammdatenField; form: Form }) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const id = useId();
  const fault = form.faults.get(field);
  const saved = form.savedNow(field);
  return (
    <div className="field-line">
      <label htmlFor={id}>{label(field)}</label>
      <div>
        <FieldInput field={field} form={form} id={id} isWrong={fault !== undefined} />
        <span id={`${id}-hint`}>
          {fault !== undefined && <span className="bad t12">{t(`stammdaten.${fault}`)}</span>}
          {saved !== undefined && (
            <span className="warn t12">
              {t('stammdaten.now', { value: saved === '' ? t('history.empty') : saved })}
            </span>
          )}
        </span>
      </div>
    </div>
  );
}

interface FieldProps {
  readonly field: StammdatenField;
  readonly form: Form;
  readonly id: string;
  readonly isWrong: boolean;
}

function FieldInput({ field, form, id, isWrong }: FieldProps) {
  const { t } = useTranslation();
  const { draft, set } = form;
  const described = { id, 'aria-invalid': isWrong, 'aria-describedby': `${id}-hint` };
  const common = { ...described, autoComplete: 'off', value: draft[field] };
  if (field === 'geschlecht') {
    return (
      <select {...common} onChange={(event) => set(field, event.currentTarget.value)}>
        <option value="">{'\u2013'}</option>
        {SEXES.map((sex) => (
          <option key={sex} value={sex}>
            {t(`stammdaten.sexes.${sex}`)}
          </option>
        ))}
      </select>
    );
  }
  if (field === 'cave')
    return <textarea {...common} rows={2} onChange={(event) => set(field, event.currentTarget.value)} />;
  return (
    <input
      {...common}
      autoFocus={field === 'familienname'}
      onChange={(event) => set(field, event.currentTarget.value)}
    />
  );
}
