import { BLOCKED_WORDS_MOST, PASSWORD_HISTORY_MOST, PASSWORD_KINDS, type PasswordRules } from '@siegel/akten';
import type { PasswordPolicyView, SafeApi } from '@siegel/safe';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { Note } from '../parts/note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { useFieldWords } from './field-words.ts';
import { NumberInput, Textarea } from './inputs.tsx';
import { MeanwhileNote, NotSaved } from './meanwhile-note.tsx';
import { policyFields } from './policy-fields.ts';
import { SaveBar } from './save-bar.tsx';
import type { SettingsPartProps } from './settings-part.ts';
import { useVersioned } from './use-versioned.ts';

const DAYS_MOST = 3650;
const LENGTH_MOST = 64;
const LIST_MOST = BLOCKED_WORDS_MOST * 100;
/** Powers of ten of guesses a house may ask for. */
const STRENGTHS = [9, 12, 14] as const;

/** What is typed: the block list as lines. */
interface Typed {
  readonly rules: PasswordRules;
  readonly lines: string;
}

const typedOf = ({ rules, blockedWords }: PasswordPolicyView): Typed => ({ rules, lines: blockedWords.join('\n') });
const load = (safe: SafeApi) => safe.passwordPolicy();
const isSame = (a: PasswordPolicyView, b: PasswordPolicyView) => policyFields(a, b).length === 0;

/** What passwords have to be in this house, and who holds which rule (PW1, PW7). */
export function PasswordSettings({ mayChange }: SettingsPartProps) {
  const { t } = useTranslation();
  const safe = useSafe();
  const words = useFieldWords();
  const { base, failure, meanwhile, isBusy, isSaved, save, changed } = useVersioned(load, isSame);
  const [typed, setTyped] = useState<Typed>();
  if (base === undefined)
    return failure === undefined ? (
      <Skeleton label={t('settings.loading')} lines={6} />
    ) : (
      <FailureNote failure={failure} title={t('settings.notLoaded')} />
    );
  const shown = typed ?? typedOf(base);
  const wish = { rules: shown.rules, blockedWords: shown.lines.split('\n') };
  const isDirty = typed !== undefined && !isSame(base, { ...base, ...wish, blockedWords: wordsOf(shown.lines) });
  function type(over: Partial<Typed>): void {
    setTyped({ ...shown, ...over });
    changed();
  }
  async function submit(): Promise<void> {
    if (await save((version) => safe.changePasswordPolicy(version, wish))) setTyped(undefined);
  }
  return (
    <form
      noValidate
      className="settings-part"
      aria-label={t('settings.password.title')}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h3>{t('settings.password.title')}</h3>
      <p className="d">{t('settings.password.hint')}</p>
      {meanwhile !== undefined && <MeanwhileNote fields={policyFields(meanwhile.before, meanwhile.now).map(words)} />}
      <PolicyFields
        typed={shown}
        floor={base.floors.length}
        mayChange={mayChange}
        onRules={(over) => type({ rules: { ...shown.rules, ...over } })}
        onLines={(lines) => type({ lines })}
      />
      <p className="m t12">{t('settings.password.heldBy')}</p>
      <NotSaved failure={failure} />
      {mayChange && <SaveBar {...{ isBusy, isSaved, isDirty }} onReset={() => setTyped(undefined)} />}
    </form>
  );
}

function wordsOf(lines: string): readonly string[] {
  return lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function PolicyFields({
  typed: { rules, lines },
  floor,
  mayChange,
  onRules,
  onLines,
}: {
  typed: Typed;
  floor: number;
  mayChange: boolean;
  onRules: (over: Partial<PasswordRules>) => void;
  onLines: (lines: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <>
      <div className="settings-pair">
        <NumberInput
          label={t('settings.field.password_length')}
          description={t('settings.password.floor', { count: floor })}
          value={rules.length}
          min={floor}
          max={LENGTH_MOST}
          isReadOnly={!mayChange}
          onChange={(length) => onRules({ length: Math.min(length ?? floor, LENGTH_MOST) })}
        />
        <label className="settings-select">
          {t('settings.field.password_strength')}
          <select
            value={rules.strength}
            disabled={!mayChange}
            onChange={(event) => onRules({ strength: Number(event.currentTarget.value) })}
          >
            {STRENGTHS.map((strength) => (
              <option key={strength} value={strength}>
                {t(`settings.password.strength${strength}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <KindChoice rules={rules} mayChange={mayChange} onRules={onRules} />
      <TimeFields {...{ rules, mayChange, onRules }} />
      <Textarea
        label={t('settings.field.blockedWords')}
        description={t('settings.password.blockedHint')}
        value={lines}
        maxLength={LIST_MOST}
        readOnly={!mayChange}
        onChange={onLines}
      />
    </>
  );
}

function KindChoice({
  rules,
  mayChange,
  onRules,
}: {
  rules: PasswordRules;
  mayChange: boolean;
  onRules: (over: Partial<PasswordRules>) => void;
}) {
  const { t } = useTranslation();
  return (
    <fieldset className="settings-kinds">
      <legend>{t('settings.field.password_kinds')}</legend>
      {PASSWORD_KINDS.map((kind) => (
        <label key={kind}>
          <input
            type="checkbox"
            checked={rules.kinds.includes(kind)}
            disabled={!mayChange}
            onChange={(event) => {
              const { checked } = event.currentTarget;
              onRules({ kinds: PASSWORD_KINDS.filter((one) => (one === kind ? checked : rules.kinds.includes(one))) });
            }}
          />
          {t(`settings.value.${kind}`)}
        </label>
      ))}
      <p className="m t12">{t('settings.password.kindsHint')}</p>
    </fieldset>
  );
}

/** How long a password holds, and which may not come again. */
function TimeFields({
  rules,
  mayChange,
  onRules,
}: {
  rules: PasswordRules;
  mayChange: boolean;
  onRules: (over: Partial<PasswordRules>) => void;
}) {
  const { t } = useTranslation();
  return (
    <>
      <div className="settings-pair">
        <NumberInput
          label={t('settings.field.password_validDays')}
          description={t('settings.password.validHint')}
          value={rules.validDays}
          min={1}
          max={DAYS_MOST}
          isReadOnly={!mayChange}
          onChange={(days) => onRules({ validDays: days === undefined ? undefined : Math.min(days, DAYS_MOST) })}
        />
        <NumberInput
          label={t('settings.field.password_history')}
          description={t('settings.password.historyHint')}
          value={rules.history}
          min={0}
          max={PASSWORD_HISTORY_MOST}
          isReadOnly={!mayChange}
          onChange={(history) => onRules({ history: Math.min(history ?? 0, PASSWORD_HISTORY_MOST) })}
        />
      </div>
      {rules.validDays !== undefined && (
        <Note icon="info">
          <b className="n">{t('settings.password.rotation')}</b> {t('settings.password.rotationHint')}
        </Note>
      )}
    </>
  );
}
