import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language, switchLanguage } from '../text/i18n.ts';
import { useLanguage } from '../text/language.ts';

const NAMES: Readonly<Record<Language, string>> = { de: 'Deutsch', en: 'English' };

/** German or English, each named in itself. */
export function LanguageSwitch() {
  const { t } = useTranslation();
  const current = useLanguage();
  return (
    <span className="row languages" role="group" aria-label={t('language.label')}>
      {LANGUAGES.map((language) => (
        <button
          key={language}
          type="button"
          className="link"
          lang={language}
          aria-pressed={language === current}
          onClick={() => void switchLanguage(language, window.localStorage)}
        >
          {NAMES[language]}
        </button>
      ))}
    </span>
  );
}
