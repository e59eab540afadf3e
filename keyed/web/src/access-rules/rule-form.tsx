import { Button } from '@mantine/core';
import type { AccessRulesChange, AccessRulesView } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import '../design/factors.css';
import { ConfirmDialog } from '../access/confirm-dialog.tsx';
import { FailureNote } from '../parts/failure-note.tsx';
import { Note } from '../parts/note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useAccessRules } from './use-access-rules.ts';

/** One section of rules: loads them, shows `children`, saves what `changed` says, and asks before somebody locks themselves out. */
export function RuleForm({
  title,
  hint,
  mayChange,
  changed,
  children,
  beside,
}: {
  title: string;
  hint: string;
  mayChange: boolean;
  /** What the fields say now. */
  changed: () => AccessRulesChange;
  children: (view: AccessRulesView) => ReactNode;
  /** What everybody may choose, whoever may change the rule. */
  beside?: (view: AccessRulesView) => ReactNode;
}) {
  const { t } = useTranslation();
  const id = useId();
  const { view, failure, isSaved, isBusy, save, touch, lockOut, keep } = useAccessRules();
  return (
    <section className="access-part rule-part" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p className="d">{hint}</p>
      {view === undefined && failure === undefined && <Skeleton label={t('accessRules.loading')} lines={3} />}
      {view !== undefined && (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void save(changed());
          }}
        >
          {/* "Saved" speaks of what stood there then. */}
          <fieldset disabled={!mayChange} onChange={touch}>
            {children(view)}
          </fieldset>
          <RuleFoot {...{ mayChange, isSaved, isBusy, failure }} />
        </form>
      )}
      {view !== undefined && beside?.(view)}
      {view === undefined && <FailureNote failure={failure} title={t('factors.notLoaded')} />}
      {lockOut !== undefined && (
        <LockOutDialog
          code={lockOut.code}
          address={view?.address ?? ''}
          onConfirm={() => void save(lockOut.changes, true)}
          onClose={keep}
        />
      )}
    </section>
  );
}

/** What the change would do to whoever makes it (AZ5). */
function LockOutDialog({
  code,
  address,
  ...acts
}: {
  code: Failure['code'];
  address: string;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const isOutside = code.startsWith('OUTSIDE_');
  return (
    <ConfirmDialog
      title={t(isOutside ? 'accessRules.lockOutTitle' : 'accessRules.factorDueTitle')}
      text={
        isOutside
          ? t('accessRules.lockOutText', { address })
          : t(`accessRules.factorDue.${code === 'FACTOR_NEEDED' ? 'unshown' : 'missing'}`)
      }
      action={t('accessRules.lockOut')}
      {...acts}
    />
  );
}

/** What became of it, and the way to save. */
function RuleFoot({
  mayChange,
  isSaved,
  isBusy,
  failure,
}: {
  mayChange: boolean;
  isSaved: boolean;
  isBusy: boolean;
  failure: Failure | undefined;
}) {
  const { t } = useTranslation();
  return (
    <>
      {isSaved && <Note icon="check">{t('accessRules.saved')}</Note>}
      <FailureNote failure={failure} title={t('accessRules.failed')} />
      {mayChange && (
        <div className="row access-actions">
          <Button type="submit" aria-disabled={isBusy}>
            {t(isBusy ? 'accessRules.saving' : 'accessRules.save')}
          </Button>
        </div>
      )}
    </>
  );
}

/** One of a few rules, as a group of radio buttons. */
export function RuleChoice<Rule extends string>({
  name,
  label,
  rules,
  value,
  textOf,
  onChange,
}: {
  name: string;
  label: string;
  rules: readonly Rule[];
  value: Rule;
  textOf: (rule: Rule) => string;
  onChange: (rule: Rule) => void;
}) {
  return (
    <div role="radiogroup" aria-label={label} className="rule-choice">
      {rules.map((rule) => (
        <label key={rule}>
          <input type="radio" name={name} checked={rule === value} onChange={() => onChange(rule)} />
          <span>{textOf(rule)}</span>
        </label>
      ))}
    </div>
  );
}

/** A date; empty means none. */
export function RuleDay({
  label,
  hint,
  fault,
  day,
  onChange,
}: {
  label: string;
  hint?: string;
  /** What is wrong with it. */
  fault?: string | undefined;
  day: string;
  onChange: (day: string) => void;
}) {
  const id = useId();
  return (
    <div className="rule-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="date"
        value={day}
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-hint`}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
      <span id={`${id}-hint`} className={fault === undefined ? 'm t12' : 'rule-fault t12'}>
        {fault ?? hint}
      </span>
    </div>
  );
}
