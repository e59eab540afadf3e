import type { EntryType } from '@siegel/akten';
import { useTranslation } from 'react-i18next';

/** Names a type: as the house calls it, else by what it is written as. */
export function useNameOf(): (type: EntryType) => string {
  const { t } = useTranslation();
  return ({ name, base }) => (name === '' ? t(`kuerzel.${base}` as 'kuerzel.NOT') : name);
}
