import { Button } from '@mantine/core';
import { type Accent, ACCENTS } from '@siegel/akten';
import type { OrganisationView, SafeApi } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { tellBranding } from './branding.ts';
import { drawLogo } from './draw-logo.ts';
import { useFieldWords } from './field-words.ts';
import { MeanwhileNote, NotSaved } from './meanwhile-note.tsx';
import { SaveBar } from './save-bar.tsx';
import type { SettingsPartProps } from './settings-part.ts';
import { useVersioned } from './use-versioned.ts';

interface Chosen {
  readonly accent?: Accent;
  readonly logo?: Uint8Array | null;
}

const load = (safe: SafeApi) => safe.organisationView();
const isSame = (a: OrganisationView, b: OrganisationView) => a.accent === b.accent && String(a.logo) === String(b.logo);

/** Colour and logo of the house (EI5, EI6). */
export function LookSettings({ mayChange }: SettingsPartProps) {
  const { t } = useTranslation();
  const safe = useSafe();
  const words = useFieldWords();
  const { base, failure, meanwhile, isBusy, isSaved, save, changed } = useVersioned(load, isSame);
  const [chosen, setChosen] = useState<Chosen>({});
  const [refused, setRefused] = useState<Failure>();
  if (base === undefined && failure === undefined) return <Skeleton label={t('settings.loading')} lines={3} />;
  const isDirty = Object.keys(chosen).length > 0;
  function choose(over: Chosen): void {
    setChosen({ ...chosen, ...over });
    setRefused(undefined);
    changed();
  }
  async function submit(): Promise<void> {
    if (!(await save((version) => safe.changeOrganisation(version, chosen)))) return;
    setChosen({});
    tellBranding();
  }
  return (
    <form
      noValidate
      className="settings-part"
      aria-label={t('settings.look.title')}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h3>{t('settings.look.title')}</h3>
      {meanwhile !== undefined && <MeanwhileNote fields={meanwhileFields(meanwhile).map(words)} />}
      <AccentChoice
        accent={chosen.accent ?? base?.accent}
        mayChange={mayChange}
        onChoose={(accent) => choose({ accent })}
      />
      <LogoChoice
        logo={logoOf(chosen, base)}
        mayChange={mayChange}
        onFile={async (file) => {
          const drawn = await drawLogo(file);
          if (drawn.ok) choose({ logo: drawn.value });
          else setRefused(drawn.error);
        }}
        onRemove={() => choose({ logo: null })}
      />
      <FailureNote failure={refused} title={t('settings.look.notTaken')} />
      <NotSaved failure={failure} />
      {mayChange && <SaveBar {...{ isBusy, isSaved, isDirty }} onReset={() => setChosen({})} />}
    </form>
  );
}

function logoOf({ logo }: Chosen, base: OrganisationView | undefined): Uint8Array | undefined {
  return logo === null ? undefined : (logo ?? base?.logo);
}

function meanwhileFields({ before, now }: { readonly before: OrganisationView; readonly now: OrganisationView }) {
  return [
    ...(before.accent === now.accent ? [] : [{ field: 'accent', before: before.accent, after: now.accent }]),
    ...(String(before.logo) === String(now.logo)
      ? []
      : [{ field: 'logo', ...(before.logo && { before: 'logo' }), ...(now.logo && { after: 'logo' }) }]),
  ];
}

function AccentChoice({
  accent,
  mayChange,
  onChoose,
}: {
  accent: Accent | undefined;
  mayChange: boolean;
  onChoose: (accent: Accent) => void;
}) {
  const { t } = useTranslation();
  return (
    <fieldset className="accents">
      <legend>{t('settings.field.accent')}</legend>
      {ACCENTS.map((name) => (
        <label key={name}>
          <input
            type="radio"
            name="accent"
            checked={name === accent}
            disabled={!mayChange}
            onChange={() => onChoose(name)}
          />
          <i className="accent-swatch" data-accent={name} aria-hidden="true" />
          {t(`settings.value.${name}`)}
        </label>
      ))}
    </fieldset>
  );
}

function LogoChoice({
  logo,
  mayChange,
  onFile,
  onRemove,
}: {
  logo: Uint8Array | undefined;
  mayChange: boolean;
  onFile: (file: File) => Promise<void>;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const url = useObjectUrl(logo);
  return (
    <div className="logo-choice" role="group" aria-label={t('settings.field.logo')}>
      <span className="n">{t('settings.field.logo')}</span>
      <p className="m t12">{t('settings.look.logoHint')}</p>
      {url === undefined ? (
        <p className="m">{t('settings.value.noLogo')}</p>
      ) : (
        <img className="logo-shown" src={url} alt={t('settings.look.logoShown')} />
      )}
      {mayChange && (
        <div className="row">
          <input
            ref={input}
            type="file"
            accept="image/png,image/svg+xml,.png,.svg"
            className="visually-hidden"
            tabIndex={-1}
            aria-label={t('settings.look.choose')}
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? [];
              event.currentTarget.value = '';
              if (file !== undefined) void onFile(file);
            }}
          />
          <Button onClick={() => input.current?.click()}>{t('settings.look.choose')}</Button>
          {logo !== undefined && <Button onClick={onRemove}>{t('settings.look.remove')}</Button>}
        </div>
      )}
    </div>
  );
}

function useObjectUrl(png: Uint8Array | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (png === undefined) return setUrl(undefined);
    const made = URL.createObjectURL(new Blob([png.slice()], { type: 'image/png' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [png]);
  return url;
}
