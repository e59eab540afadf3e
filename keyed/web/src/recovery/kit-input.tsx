import type { Failure } from '@siegel/wire';
import { type ChangeEvent, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useFailureText } from '../text/failure-text.ts';

/** The field for a kit: words typed, a code from a hand scanner (it types), or a file. Nothing of it is remembered. */
export function KitInput({
  text,
  failure,
  onText,
}: {
  text: string;
  failure: Failure | 'missing' | undefined;
  onText: (text: string) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const sentence = useKitFailure(failure);
  const words = text.split(/[^\p{L}]+/u).filter((word) => word !== '').length;
  async function onFile(event: ChangeEvent<HTMLInputElement>): Promise<void> {
    const [file] = event.currentTarget.files ?? [];
    if (file !== undefined) onText(await file.text().catch(() => ''));
  }
  return (
    <div className="kit-input">
      <label htmlFor={id}>{t('recovery.kit')}</label>
      <textarea
        id={id}
        className="mono"
        rows={6}
        autoFocus
        autoComplete="off"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        aria-invalid={sentence !== undefined}
        aria-describedby={`${id}-hint`}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
      />
      {sentence !== undefined && (
        <p className="bad t12" role="alert">
          {sentence}
        </p>
      )}
      <div className="row">
        <span id={`${id}-hint`} className="m t12">
          {isWords(text) ? t('recovery.words', { count: words }) : t('recovery.kitHint')}
        </span>
        <span className="sp" />
        <label className="link t12 file-pick">
          <input type="file" accept=".txt,text/plain" className="visually-hidden" onChange={(e) => void onFile(e)} />
          {t('recovery.file')}
        </label>
      </div>
    </div>
  );
}

/** Words are counted while they are typed; a file or code is not. */
function isWords(text: string): boolean {
  return text.trim() !== '' && !text.trim().toUpperCase().startsWith('SIEGEL-');
}

/** The sentence for a kit that is none, with the number of the word that is wrong. */
function useKitFailure(failure: Failure | 'missing' | undefined): string | undefined {
  const { t } = useTranslation();
  const failureText = useFailureText();
  if (failure === undefined) return undefined;
  if (failure === 'missing') return t('recovery.missing');
  const { code, facts = {} } = failure;
  if (code === 'KIT_WORD_UNKNOWN') return t('recovery.wordUnknown', { number: facts['number'] });
  if (code === 'KIT_WORDS_COUNT') return t('recovery.wordsCount', { count: Number(facts['count']) });
  return failureText(failure);
}
