import { type Insurance, insuranceWarnings } from '@siegel/akten';
import { useTranslation } from 'react-i18next';

/** What looks wrong in an insurance as it is typed. It warns; nobody is kept from saving (PE12). */
export function InsuranceHints({ insurance }: { insurance: Insurance }) {
  const { t } = useTranslation();
  return (
    <div role="status" className="insurance-hints">
      {insuranceWarnings(insurance).map(({ field, fault }) => (
        <span key={field} className="warn t12">
          {t(`persons.warning.${field}.${fault}` as 'persons.warning.ik.digit')}
        </span>
      ))}
    </div>
  );
}
