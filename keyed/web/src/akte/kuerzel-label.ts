import { useTranslation } from 'react-i18next';
import { useHouseTypes } from './entry-types.ts';

/** The word for a Kuerzel: as the house calls it, else in the language on screen; a Kuerzel without one stands for itself. */
export function useKuerzelLabel(): (kuerzel: string) => string {
  const { t, i18n } = useTranslation();
  const { types } = useHouseTypes();
  const nameByKuerzel = new Map(types.map(({ kuerzel, name }) => [kuerzel, name]));
  return (kuerzel) => {
    const named = nameByKuerzel.get(kuerzel) ?? '';
    if (named !== '') return named;
    return i18n.exists(`kuerzel.${kuerzel}`) ? t(`kuerzel.${kuerzel}` as 'kuerzel.NOT') : kuerzel;
  };
}
