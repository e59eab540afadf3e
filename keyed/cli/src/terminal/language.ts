/** Languages of the command line. German first; English by `--lang en` or an English locale. */
export type Language = 'de' | 'en';

/** A sentence in both languages; `{name}` stands for a fact. */
export interface Sentence {
  readonly de: string;
  readonly en: string;
}

/** The language a user wants: `--lang`, else the locale of the terminal, else German. */
export function languageOf(wish: string | undefined, locale: string | undefined): Language {
  if (wish === 'de' || wish === 'en') return wish;
  return locale !== undefined && /^en/i.test(locale) ? 'en' : 'de';
}

/** The sentence with its facts put in. */
export function say(
  language: Language,
  sentence: Sentence,
  facts: Readonly<Record<string, string | number>> = {},
): string {
  return sentence[language].replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole));
}
