import { useTranslation } from 'react-i18next';
import { useTowns } from './use-towns.ts';

/** Fills the town of a postal code in; several are offered (PE3). A town that was typed is not overwritten unless it came from here. */
export function TownOffers({ code, town, onTown }: { code: string; town: string; onTown: (town: string) => void }) {
  const { t } = useTranslation();
  const towns = useTowns(code, (only) => town !== only && onTown(only));
  if (towns.length < 2) return null;
  return (
    <div className="town-offers" role="group" aria-label={t('persons.towns', { code: code.trim() })}>
      {towns.map((one) => (
        <button key={one} type="button" className="chip" aria-pressed={one === town} onClick={() => onTown(one)}>
          {one}
        </button>
      ))}
    </div>
  );
}
