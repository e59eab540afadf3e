import { Button, Kbd } from '@mantine/core';
import type { MessageRow, MessagesView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { Note } from '../parts/note.tsx';
import { fullName } from '../search/person-line.tsx';
import { formatMoment } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';

/** What can be done with the message that is open. */
export interface MessageActs {
  readonly reply: (row: MessageRow) => void;
  readonly forward: (row: MessageRow) => void;
  readonly hide: (row: MessageRow) => void;
  readonly openAkte: (row: MessageRow) => void;
}

interface MessageProps {
  readonly view: MessagesView;
  readonly row: MessageRow;
  readonly acts: MessageActs;
}

/** One message: who to whom, when, what, and who has read it. */
export function MessageView({ view, row, acts }: MessageProps) {
  const { t } = useTranslation();
  const subject = row.subject === '' ? t('messages.noSubject') : row.subject;
  return (
    <article className="message" aria-label={subject}>
      <h2>
        {row.isImportant && (
          <span className="chip urgent">
            <Icon name="alert" small /> {t('messages.important')}
          </span>
        )}{' '}
        {subject}
      </h2>
      <Head {...{ view, row, acts }} />
      {row.waits !== undefined && (
        <Note icon="clock" tone="warn">
          {t(`messages.waits.${row.waits}`)}
        </Note>
      )}
      {row.isOpened ? (
        <p className="message-text">{row.text}</p>
      ) : (
        <Note icon="lock" tone="warn">
          {t(row.personId === undefined ? 'messages.notHere' : 'messages.notYours')}
        </Note>
      )}
      {row.isOwn && <ReadBy view={view} row={row} />}
      <ActButtons {...{ view, row, acts }} />
    </article>
  );
}

/** Who to whom and when; who wrote first what was passed on; whom it is about. */
function Head({ view, row, acts }: MessageProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const nameOf = (id: string) => view.names[id] ?? t('tasks.left');
  return (
    <dl className="message-head">
      <dt>{t('messages.from')}</dt>
      <dd>
        {nameOf(row.fromUser)} <span className="m t12">{formatMoment(row.atMs, language)}</span>
      </dd>
      <dt>{t('messages.to')}</dt>
      <dd>{row.to.map(nameOf).join(', ')}</dd>
      {row.originally !== undefined && (
        <>
          <dt>{t('messages.originally')}</dt>
          <dd>
            {nameOf(row.originally.userId)} <span className="m t12">{formatMoment(row.originally.atMs, language)}</span>
          </dd>
        </>
      )}
      {row.personId !== undefined && (
        <>
          <dt>{t('tasks.form.about')}</dt>
          <dd>
            <button type="button" className="link" onClick={() => acts.openAkte(row)}>
              {row.person === undefined ? t('dayList.unknown') : fullName(row.person)}
            </button>
          </dd>
        </>
      )}
    </dl>
  );
}

function ActButtons({ view, row, acts }: MessageProps) {
  const { t } = useTranslation();
  return (
    <div className="row message-acts">
      {view.mayWrite && (
        <>
          <Button onClick={() => acts.reply(row)} rightSection={<Kbd>R</Kbd>}>
            {t('messages.act.reply')}
          </Button>
          <Button onClick={() => acts.forward(row)} rightSection={<Kbd>F</Kbd>}>
            {t('messages.act.forward')}
          </Button>
        </>
      )}
      <Button onClick={() => acts.hide(row)} rightSection={<Kbd>{t('tasks.key.delete')}</Kbd>}>
        {t(row.isHidden ? 'messages.act.show' : 'messages.act.hide')}
      </Button>
    </div>
  );
}

function ReadBy({ view, row }: { view: MessagesView; row: MessageRow }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const readers = row.readBy.map(
    ({ userId, atMs }) => `${view.names[userId] ?? t('tasks.left')} ${formatMoment(atMs, language)}`,
  );
  return (
    <p className="m t12 read-by">
      <Icon name="eye" small />{' '}
      {readers.length === 0 ? t('messages.readByNobody') : t('messages.readBy', { readers: readers.join('; ') })}
    </p>
  );
}
