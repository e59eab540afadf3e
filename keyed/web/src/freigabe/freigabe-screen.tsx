import { Button } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import '../design/freigabe.css';
import { FreigabeActs } from './freigabe-acts.tsx';
import { FreigabePreview } from './freigabe-preview.tsx';
import { FreigabeWaiting } from './freigabe-waiting.tsx';
import { useFreigabeList } from './use-freigabe-list.ts';
import { useFreigabeWork } from './use-freigabe-work.ts';

/** "Freigabe": what waits on the left, what is to be released on the right, driven by keys (FG21). */
export function FreigabeScreen({ journalSize, onGo }: { journalSize: number; onGo: (personId: string) => void }) {
  const { t } = useTranslation();
  const { list, failure, load } = useFreigabeList(journalSize);
  const work = useFreigabeWork(list?.items ?? [], load);
  const note = useRef<HTMLTextAreaElement>(null);
  const [isReturning, setIsReturning] = useState(false);
  const { chosen } = work;
  function beginReturn(): void {
    setIsReturning(true);
    requestAnimationFrame(() => note.current?.focus());
  }
  function onKey(event: KeyboardEvent): void {
    const act = chosen === undefined ? undefined : keyOf(event);
    if (act === undefined || (act !== 'open' && list?.mayRelease !== true)) return;
    event.preventDefault();
    if (act === 'release') void work.release();
    else if (act === 'return') beginReturn();
    else if (chosen !== undefined) onGo(chosen.personId);
  }
  return (
    <section className={chosen === undefined ? 'freigabe' : 'freigabe has-chosen'} aria-label={t('freigabe.title')}>
      <FreigabeWaiting {...{ list, failure, work, onKey }} />
      <div className="freigabe-right">
        {chosen === undefined ? (
          list !== undefined &&
          list.items.length > 0 && <p className="m freigabe-part">{t('freigabe.preview.choose')}</p>
        ) : (
          <>
            <div className="freigabe-shown" role="region" tabIndex={0} aria-label={t('freigabe.preview.whole')}>
              <Button className="freigabe-back" onClick={() => work.choose(undefined)}>
                {t('freigabe.preview.back')}
              </Button>
              <FreigabePreview key={chosen.recordId} item={chosen} />
            </div>
            {list?.mayRelease === true && (
              <FreigabeActs
                {...{ work, note, isReturning }}
                onReturn={beginReturn}
                onReturned={() => setIsReturning(false)}
              />
            )}
          </>
        )}
      </div>
    </section>
  );
}

/** What a key in the list means. With Alt it belongs to the workspace. */
function keyOf({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): 'release' | 'return' | 'open' | undefined {
  const isChord = ctrlKey || metaKey;
  if (key === 'Enter' && isChord) return 'release';
  if (isChord || altKey) return undefined;
  return key.toLowerCase() === 'r' ? 'return' : key.toLowerCase() === 'o' ? 'open' : undefined;
}
