import { Button } from '@mantine/core';
import type { LocalDate } from '@siegel/akten';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../shell/dialog.tsx';
import { useLanguage } from '../text/language.ts';
import { dayText } from './grid-words.ts';
import { keepSheetForm, SHEET_FORMS, sheetForm } from './sheet-form.ts';

/** Which form of the day sheet is printed; the browser's own dialog follows (KG30). */
export function PrintDialog({ day, isForced, onClose }: { day: LocalDate; isForced: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const label = t('week.printTitle', {
    day: dayText(day, language, { weekday: 'long', day: 'numeric', month: 'long' }),
  });
  function print(form: (typeof SHEET_FORMS)[number]): void {
    keepSheetForm(form);
    onClose();
    // Behind the closing of the layer: it would stand on the picture of the page.
    setTimeout(() => window.print());
  }
  return (
    <Dialog isOpen label={label} size={460} onClose={onClose}>
      <div className="approve">
        <h2>{label}</h2>
        <p className="d">{t('week.printHint')}</p>
        {isForced && <p className="d">{t('week.printForced')}</p>}
        <div className="row">
          {SHEET_FORMS.map((form) => (
            <Button
              key={form}
              variant={sheetForm() === form ? 'filled' : 'default'}
              disabled={isForced && form === 'full'}
              onClick={() => print(form)}
            >
              {t(`week.printForms.${form}`)}
            </Button>
          ))}
          <Button onClick={onClose}>{t('dayList.form.cancel')}</Button>
        </div>
      </div>
    </Dialog>
  );
}
