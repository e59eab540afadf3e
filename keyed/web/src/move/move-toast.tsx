import { useTranslation } from 'react-i18next';
import { Toast } from '../parts/toast.tsx';
import { fullName } from '../search/person-line.tsx';
import { useFailureText } from '../text/failure-text.ts';
import type { MoveNews } from './use-move.ts';

/** Says what became of a move, with the way back. */
export function MoveToast({
  news,
  onUndo,
  onClose,
}: {
  news: MoveNews | undefined;
  onUndo: (copyId: string) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  if (news === undefined) return null;
  if (news.is === 'moved') {
    const text = t('move.done', { name: fullName(news.to) });
    return <Toast text={text} action={t('move.undo')} onAction={() => onUndo(news.copyId)} onClose={onClose} />;
  }
  const text = news.is === 'back' ? t('move.undone') : `${t('move.failed')} ${failureText(news.failure)}`;
  return <Toast text={text} onClose={onClose} />;
}
