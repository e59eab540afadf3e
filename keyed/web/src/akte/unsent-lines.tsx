import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import '../design/command.css';
import { Icon } from '../parts/icon.tsx';
import { useFailureText } from '../text/failure-text.ts';
import type { Draft, Drafts } from './drafts.ts';
import { lineGone, type UnsentLine } from './sent-lines.ts';

/** What stands beside the line. */
export interface UnsentLinesProps {
  readonly drafts: Drafts;
  readonly personId: string;
  readonly lines: readonly UnsentLine[];
  /** What stands in the line now. */
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
}

/** Lines that were not saved, each with the reason. One is taken back into the line; what stands there then takes its place here, so that
 *  neither is lost (AL11). */
export function UnsentLines({ drafts, lines, draft, onDraft }: UnsentLinesProps) {
  const { t } = useTranslation();
  function take({ of, draft: back }: UnsentLine): void {
    if (draft.text.trim() === '') lineGone(drafts, of);
    else {
      drafts.memory.refusals.set(of, t('unsent.putAside'));
      drafts.keep(of, draft);
    }
    onDraft(back);
    document.querySelector<HTMLElement>('.command-text')?.focus();
  }
  return (
    <ul className="unsent" aria-label={t('unsent.label')}>
      {lines.map((line) => (
        <li key={line.of}>
          <Icon name="alert" small />
          <span className="unsent-text">
            <b className="n">{[line.draft.kuerzel, line.draft.text].filter(Boolean).join(' ')}</b>
            <Why reason={line.reason} />
          </span>
          <Button size="xs" onClick={() => take(line)}>
            {t('unsent.take')}
          </Button>
          <Button size="xs" variant="subtle" onClick={() => lineGone(drafts, line.of)}>
            {t('unsent.discard')}
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** Without a reason the page ended before an answer came: it may stand in the Akte. */
function Why({ reason }: { reason: UnsentLine['reason'] }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  if (reason === undefined) return <span role="status">{t('unsent.unsure')}</span>;
  return <span role="status">{typeof reason === 'string' ? reason : failureText(reason)}</span>;
}
