import { useTranslation } from 'react-i18next';

/** The word for a Kuerzel in the language on screen; a Kuerzel without one stands for itself. */
export function useKuerzelLabel(): (kuerzel: string) => string {
  const { t, i18n } = useTranslation();
  return (kuerzel) => (i18n.exists(`kuerzel.${kuerzel}`) ? t(`kuerzel.${kuerzel}` as 'kuerzel.NOT') : kuerzel);
}
