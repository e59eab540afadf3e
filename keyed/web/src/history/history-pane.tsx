import { Button } from '@mantine/core';
import type { HistoryVersion } from '@siegel/safe';
import type { Failure, Result } from '@siegel/wire';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isUnreadable } from '../akte/eintrag-text.ts';
import { Note } from '../parts/note.tsx';
import { SidePane } from '../parts/side-pane.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { StateBlock } from '../parts/state-block.tsx';
import { useFailureText } from '../text/failure-text.ts';
import { formatDay, formatTime, localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { ChangeLines } from './change-lines.tsx';
import { useHistory } from './use-history.ts';

/** Writes a value as the newest version of the record the history is of. */
export type TakeUp = (value: Readonly<Record<string, unknown>>) => Promise<Result<unknown>>;

/** "Verlauf": every version of a record, newest first, with who changed what and when (AT1). */
export function HistoryPane({
  recordId,
  head,
  takeUp,
  onClose,
}: {
  recordId: string;
  /** Names the version shown; a new one reads the history again. */
  head: string;
  takeUp: TakeUp;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const { answer, reread } = useHistory(recordId, head);
  const [failure, setFailure] = useState<Failure>();
  const count = answer.state === 'read' ? answer.history.versions.length : 0;
  async function take(value: Readonly<Record<string, unknown>>): Promise<void> {
    const taken = await takeUp(value);
    setFailure(taken.ok ? undefined : taken.error);
  }
  return (
    <SidePane title={t('history.title')} hint={count > 0 ? t('history.count', { count }) : undefined} onClose={onClose}>
      {answer.state === 'loading' && <Skeleton label={t('history.loading')} lines={6} />}
      {answer.state === 'failed' && (
        <StateBlock
          icon="alert"
          tone="bad"
          title={t('history.failed')}
          action={<Button onClick={reread}>{t('akte.again')}</Button>}
        >
          {failureText(answer.failure)}
        </StateBlock>
      )}
      {failure !== undefined && (
        <Note icon="alert" tone="bad">
          <b className="n">{t('editor.notSaved')}</b> {failureText(failure)}
        </Note>
      )}
      {answer.state === 'read' && (
        <ol className="versions" reversed>
          {answer.history.versions
            .map((version, at) => ({ version, number: at + 1 }))
            .toReversed()
            .map(({ version, number }) => (
              <Version
                key={version.head}
                version={version}
                number={number}
                isNewest={number === count}
                onTakeUp={(value) => void take(value)}
              />
            ))}
        </ol>
      )}
    </SidePane>
  );
}

function Version({
  version,
  number,
  isNewest,
  onTakeUp,
}: {
  version: HistoryVersion;
  number: number;
  isNewest: boolean;
  onTakeUp: (value: Readonly<Record<string, unknown>>) => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const failureText = useFailureText();
  const { value, author, authoredAtMs } = version;
  return (
    <li className="version">
      <header>
        <b>{t(isNewest ? 'history.newest' : 'history.version', { number })}</b>
        <span>{author === '' ? t('eintrag.authorUnknown') : author}</span>
        <time dateTime={new Date(authoredAtMs).toISOString()}>
          {formatDay(localDay(authoredAtMs), language)}, {formatTime(authoredAtMs, language)}
        </time>
      </header>
      {isUnreadable(value) ? (
        <p className="warn">
          <b className="n">{t('eintrag.unreadable')}:</b> {failureText({ code: value.unreadable })}
        </p>
      ) : (
        <ChangeLines changes={version.changes} isFirst={number === 1} />
      )}
      {!isNewest && !isUnreadable(value) && (
        <Button size="xs" onClick={() => onTakeUp(value)}>
          {t('history.takeUp')}
        </Button>
      )}
    </li>
  );
}
