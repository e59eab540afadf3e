import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { de } from './de.ts';

/** Languages of the workspace; German is the first. */
export const LANGUAGES = ['de', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const STORED_AS = 'siegel-language';
const NAMESPACE = 'translation';

/** Which language was chosen last: one that is still on its way must not replace it. */
let chosen: Language = 'de';
let areLaterTextsHere = false;

/** Starts i18next with the language this browser used last. German is in the bundle, English is fetched first (WB57); resolves when
 *  there are texts to show, in German where English cannot be fetched. */
export async function startTexts(storage: Pick<Storage, 'getItem'>, page: Pick<HTMLElement, 'lang'>): Promise<void> {
  void i18next.use(initReactI18next).init({
    resources: { de: { [NAMESPACE]: de } },
    lng: 'de',
    fallbackLng: false,
    initAsync: false,
    // React escapes what it renders; a second escaping would show in names.
    interpolation: { escapeValue: false },
  });
  page.lang = 'de';
  const stored = LANGUAGES.find((known) => known === storage.getItem(STORED_AS)) ?? 'de';
  await show(stored, page);
}

/** Switches the language of everything on screen and remembers it in this browser; nothing changes when its texts cannot be fetched. */
export async function switchLanguage(language: Language, storage: Pick<Storage, 'setItem'>): Promise<void> {
  if (await show(language, document.documentElement)) storage.setItem(STORED_AS, language);
}

/** @returns false when the texts could not be fetched, or another language was chosen meanwhile. */
async function show(language: Language, page: Pick<HTMLElement, 'lang'>): Promise<boolean> {
  chosen = language;
  const isThere = await fetchTexts(language);
  if (!isThere || chosen !== language) return false;
  page.lang = language;
  await i18next.changeLanguage(language);
  return true;
}

/** Fetches the texts of areas that are fetched later (WB58); rejects when they cannot be had now, as the area itself would. English is
 *  whole. */
export async function laterTexts(): Promise<void> {
  if (i18next.language === 'de') await fetchLaterGerman();
}

async function fetchLaterGerman(): Promise<void> {
  if (areLaterTextsHere) return;
  const { deLater } = await import('./de-later.ts');
  // Deep: the first screens name areas whose other texts come here.
  i18next.addResourceBundle('de', NAMESPACE, deLater, true);
  areLaterTextsHere = true;
}

async function fetchTexts(language: Language): Promise<boolean> {
  try {
    // Screens that are open now may be of any area.
    if (language === 'de' && i18next.language !== 'de') await fetchLaterGerman();
    if (i18next.hasResourceBundle(language, NAMESPACE)) return true;
    const { en } = await import('./en.ts');
    i18next.addResourceBundle(language, NAMESPACE, en);
    return true;
  } catch {
    return false;
  }
}
