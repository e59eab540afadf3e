import { Textarea, TextInput } from './inputs.tsx';
import type { OrganisationView, SafeApi } from '@siegel/safe';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Skeleton } from '../parts/skeleton.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { useFieldWords } from './field-words.ts';
import { MeanwhileNote, NotSaved } from './meanwhile-note.tsx';
import { SaveBar } from './save-bar.tsx';
import type { SettingsPartProps } from './settings-part.ts';
import { tellBranding } from './branding.ts';
import { useVersioned } from './use-versioned.ts';

const FIELDS = ['name', 'anschrift', 'kontakt'] as const;
type Typed = Partial<Pick<OrganisationView, (typeof FIELDS)[number]>>;

const load = (safe: SafeApi) => safe.organisationView();
const isSame = (a: OrganisationView, b: OrganisationView) => FIELDS.every((field) => a[field] === b[field]);

/** Name of the house and the lines for printed sheets (EI3). */
export function OrganisationSettings({ mayChange }: SettingsPartProps) {
  const { t } = useTranslation();
  const safe = useSafe();
  const words = useFieldWords();
  const { base, failure, meanwhile, isBusy, isSaved, save, changed } = useVersioned(load, isSame);
  const [typed, setTyped] = useState<Typed>({});
  const dirty = FIELDS.filter((field) => typed[field] !== undefined && typed[field] !== base?.[field]);
  function type(over: Typed): void {
    setTyped({ ...typed, ...over });
    changed();
  }
  async function submit(): Promise<void> {
    const changes = Object.fromEntries(dirty.map((field) => [field, typed[field] ?? '']));
    if (await save((version) => safe.changeOrganisation(version, changes))) {
      setTyped({});
      tellBranding();
    }
  }
  if (base === undefined && failure === undefined) return <Skeleton label={t('settings.loading')} lines={6} />;
  return (
    <form
      noValidate
      className="settings-part"
      aria-label={t('settings.organisation.title')}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h3>{t('settings.organisation.title')}</h3>
      <p className="d">{t('settings.organisation.hint')}</p>
      {meanwhile !== undefined && (
        <MeanwhileNote
          fields={FIELDS.filter((field) => meanwhile.before[field] !== meanwhile.now[field]).map((field) =>
            words({ field, before: meanwhile.before[field], after: meanwhile.now[field] }),
          )}
        />
      )}
      <NameFields shown={{ ...base, ...typed }} mayChange={mayChange} onType={type} />
      <NotSaved failure={failure} />
      {mayChange && <SaveBar {...{ isBusy, isSaved }} isDirty={dirty.length > 0} onReset={() => setTyped({})} />}
    </form>
  );
}

function NameFields({ shown, mayChange, onType }: { shown: Typed; mayChange: boolean; onType: (over: Typed) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        label={t('settings.field.name')}
        value={shown.name ?? ''}
        maxLength={200}
        readOnly={!mayChange}
        autoComplete="organization"
        onChange={(name) => onType({ name })}
      />
      <Textarea
        label={t('settings.field.anschrift')}
        description={t('settings.organisation.printed')}
        value={shown.anschrift ?? ''}
        maxLength={500}
        readOnly={!mayChange}
        onChange={(anschrift) => onType({ anschrift })}
      />
      <Textarea
        label={t('settings.field.kontakt')}
        description={t('settings.organisation.contactHint')}
        value={shown.kontakt ?? ''}
        maxLength={500}
        readOnly={!mayChange}
        onChange={(kontakt) => onType({ kontakt })}
      />
    </>
  );
}
