import { useTranslation } from 'react-i18next';
import { DuplicatesPart } from '../merge/duplicates-part.tsx';
import { ArchivePart } from './archive-part.tsx';
import '../design/merge.css';

/** Keeping the list of persons clean: likely duplicates, and who has not come for years. */
export function CareScreen({ onGo }: { onGo: (personId: string) => void }) {
  const { t } = useTranslation();
  return (
    <div className="care">
      <h1>{t('care.title')}</h1>
      <DuplicatesPart onGo={onGo} />
      <ArchivePart />
    </div>
  );
}
