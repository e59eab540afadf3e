import { type PasswordKind, type PasswordRules, passwordFaults } from '@siegel/akten';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import type { Strength } from './password-strength.ts';

/** What a password has to be, rule by rule, each with a sign and a word that says whether it is met (PW5). */
export function PasswordRuleList({
  password,
  rules,
  blockedWords,
  strength,
}: {
  password: string;
  rules: PasswordRules;
  blockedWords: readonly string[];
  strength: Strength | undefined;
}) {
  const { t } = useTranslation();
  const faults = passwordFaults(password, rules, blockedWords);
  const blocked = faults.find((fault) => fault.fault === 'blocked');
  const lacks = (kind: PasswordKind) => faults.some((fault) => fault.fault === 'kind' && fault.kind === kind);
  const isTyped = password !== '';
  const lines = [
    { text: t('passwordRule.length', { count: rules.length }), isMet: !faults.some(({ fault }) => fault === 'length') },
    ...rules.kinds.map((kind) => ({ text: t(`passwordRule.${kind}`), isMet: !lacks(kind) })),
    ...(blockedWords.length === 0
      ? []
      : [
          {
            text:
              blocked === undefined ? t('passwordRule.blocked') : t('passwordRule.blockedBy', { word: blocked.word }),
            isMet: blocked === undefined,
          },
        ]),
    { text: t('passwordRule.strength'), isMet: strength === 'good' || strength === 'strong' },
    ...(rules.history === 0 ? [] : [{ text: t('passwordRule.history', { count: rules.history }), isMet: undefined }]),
  ];
  return (
    <ul className="password-rules" aria-label={t('passwordRule.title')}>
      {lines.map(({ text, isMet }) => {
        const state = !isTyped || isMet === undefined ? 'open' : isMet ? 'met' : 'unmet';
        return (
          <li key={text} className={`rule-${state}`}>
            <Icon name={state === 'met' ? 'check' : state === 'unmet' ? 'close' : 'draft'} small />
            {text}
            {state !== 'open' && <span className="visually-hidden"> ({t(`passwordRule.${state}`)})</span>}
          </li>
        );
      })}
    </ul>
  );
}
