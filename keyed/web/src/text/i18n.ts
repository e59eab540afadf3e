import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { de } from './de.ts';
import { en } from './en.ts';

/** Languages of the workspace; German is the first. */
export const LANGUAGES = ['de', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const STORED_AS = 'siegel-language';

/** Starts i18next with both catalogues in the bundle and the language this browser used last. */
export function startTexts(storage: Pick<Storage, 'getItem'>, page: HTMLElement): void {
  const stored = storage.getItem(STORED_AS);
  const language: Language = LANGUAGES.find((known) => known === stored) ?? 'de';
  void i18next.use(initReactI18next).init({
    resources: { de: { translation: de }, en: { translation: en } },
    lng: language,
    fallbackLng: false,
    initAsync: false,
    // React escapes what it renders; a second escaping would show in names.
    interpolation: { escapeValue: false },
  });
  page.lang = language;
}

/** Switches the language of everything on screen and remembers it in this browser. */
export async function switchLanguage(language: Language, storage: Pick<Storage, 'setItem'>): Promise<void> {
  storage.setItem(STORED_AS, language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}
