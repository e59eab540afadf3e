import { type KeyboardEvent, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { comingDay } from './coming-day.ts';
import { PERSON_CHOICES, type PersonChoice as Choice, type PersonWish } from './for-person.ts';

/** "Für die Person": at once, at a day that is typed, after the talk, never.
 *  @param offers what may be chosen; beside a Freigabe also to say nothing.
 *  @param isShown the person sees it, or will: never is called taking back. */
export function PersonChoice({
  wish,
  onWish,
  offers = PERSON_CHOICES,
  isShown = false,
}: {
  wish: PersonWish;
  onWish: (wish: PersonWish) => void;
  offers?: readonly Choice[];
  isShown?: boolean;
}) {
  const { t } = useTranslation();
  const name = useId();
  return (
    <fieldset className="sight-choice">
      <legend>{t('freigabe.person.title')}</legend>
      <div className="sight-choices">
        {offers.map((choice) => (
          <label key={choice} className={choice === wish.choice ? 'on' : ''}>
            <input
              type="radio"
              name={name}
              checked={choice === wish.choice}
              onChange={() => onWish({ ...wish, choice })}
            />
            {t(choice === 'never' && isShown ? 'freigabe.person.takeBack' : `freigabe.person.${choice}`)}
          </label>
        ))}
      </div>
      {wish.choice === 'atDate' && <ChosenDay wish={wish} onWish={onWish} />}
    </fieldset>
  );
}

/** The day as it is typed, and how it was understood. */
function ChosenDay({ wish, onWish }: { wish: PersonWish; onWish: (wish: PersonWish) => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const hintId = useId();
  const day = comingDay(wish.day, localDay(Date.now()));
  const isWrong = wish.day.trim() !== '' && (day === undefined || day === null);
  const understood = day === undefined || day === null ? undefined : inWords(day, language);
  return (
    <div className="person-day">
      <input
        autoFocus
        aria-label={t('freigabe.person.day')}
        aria-describedby={hintId}
        aria-invalid={isWrong}
        autoComplete="off"
        placeholder={t('freigabe.person.dayExample')}
        size={14}
        value={wish.day}
        onChange={({ currentTarget: { value } }) => onWish({ ...wish, day: value })}
        onKeyDown={stayInField}
      />
      <span id={hintId} role="status" className={isWrong ? 'bad t12' : 'm t12'}>
        {understood !== undefined && t('freigabe.person.dayIs', { day: understood })}
        {understood === undefined && t(day === null ? 'freigabe.person.dayPast' : 'freigabe.person.dayHow')}
      </span>
    </div>
  );
}

/** Arrows and letters belong to the text while it is typed; Strg and Esc go on. */
function stayInField(event: KeyboardEvent): void {
  if (!event.ctrlKey && !event.metaKey && event.key !== 'Escape') event.stopPropagation();
}

function inWords(day: string, language: 'de' | 'en'): string {
  return new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(new Date(`${day}T00:00`));
}
