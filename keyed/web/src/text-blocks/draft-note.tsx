import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Toast } from '../parts/toast.tsx';
import { restoredDrafts } from './restored-drafts.ts';

const SHOWN_LETTERS = 40;

/** Says quietly that an unsaved text is back in its field; it can be thrown away, and that can be undone (TB17). */
export function DraftNote() {
  const { t } = useTranslation();
  const draft = useSyncExternalStore(restoredDrafts.watch, restoredDrafts.newest);
  const [isDiscarded, setIsDiscarded] = useState(false);
  useEffect(() => setIsDiscarded(false), [draft]);
  if (draft === undefined) return null;
  const flat = draft.text.replaceAll(/\s+/g, ' ');
  const text = flat.length > SHOWN_LETTERS ? `${flat.slice(0, SHOWN_LETTERS)}…` : flat;
  return (
    <div className="draft-note">
      <Toast
        text={t(isDiscarded ? 'textBlocks.draftDiscarded' : 'textBlocks.draftBack', { text })}
        action={t(isDiscarded ? 'textBlocks.undo' : 'textBlocks.discard')}
        onAction={() => {
          if (isDiscarded) draft.giveBack();
          else draft.discard();
          setIsDiscarded(!isDiscarded);
        }}
        onClose={() => restoredDrafts.forget(draft.of)}
      />
    </div>
  );
}
