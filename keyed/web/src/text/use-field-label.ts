import { useTranslation } from 'react-i18next';

/** The name of a field for people; its own name where there is no better one. */
export function useFieldLabel(): (name: string) => string {
  const { t, i18n } = useTranslation();
  return (name) => (i18n.exists(`field.${name}`) ? t(`field.${name}` as 'field.text') : name);
}
