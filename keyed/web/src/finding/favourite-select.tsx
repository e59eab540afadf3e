import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FavouriteChoice } from './use-favourite-places.ts';

/** Which favourite, or none; nothing where the house has none. */
export function FavouriteSelect({ favourite: { inUse, chosen, choose } }: { favourite: FavouriteChoice }) {
  const { t } = useTranslation();
  if (inUse.length === 0) return null;
  return (
    <Select
      label={t('finding.favourite')}
      placeholder={t('finding.noFavourite')}
      value={chosen?.favouriteId ?? null}
      clearable
      clearButtonProps={{ 'aria-label': t('finding.noFavourite') }}
      data={inUse.map(({ favouriteId, name, shortName }) => ({ value: favouriteId, label: `${shortName} – ${name}` }))}
      onChange={(value) => choose(value ?? undefined)}
    />
  );
}
