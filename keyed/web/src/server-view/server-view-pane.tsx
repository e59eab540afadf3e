import { Button, Kbd } from '@mantine/core';
import type { ServerView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { StateBlock } from '../parts/state-block.tsx';
import { useFailureText } from '../text/failure-text.ts';
import { formatTime } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { CompareTable } from './compare-table.tsx';
import { compareRecord } from './comparison.ts';
import { HexDump } from './hex-dump.tsx';
import { useServerView } from './use-server-view.ts';

/** "Was der Server sieht": the real bytes of a record on the server beside what its reader sees. */
export function ServerViewPane({
  recordId,
  versions,
  onClose,
}: {
  recordId: string;
  versions: number;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const failureText = useFailureText();
  const { answer, reread } = useServerView(recordId, versions);
  return (
    <aside className="server-view" aria-label={t('serverView.title')}>
      <div className="bar line">
        <h2>{t('serverView.title')}</h2>
        {answer.state === 'read' && (
          <span className="m t12 nw el read-at">
            {t('serverView.readAt', { time: formatTime(answer.readAtMs, language) })}
          </span>
        )}
        <span className="sp" />
        <Button
          onClick={reread}
          aria-label={t('serverView.reread')}
          title={t('serverView.reread')}
          className="icon-button"
        >
          <Icon name="refresh" />
        </Button>
        <Button
          variant="subtle"
          onClick={onClose}
          rightSection={<Kbd>Alt V</Kbd>}
          leftSection={<Icon name="close" small />}
        >
          {t('serverView.close')}
        </Button>
      </div>
      <div className="server-view-body" aria-live="polite">
        {answer.state === 'loading' && <Skeleton label={t('serverView.loading')} lines={6} />}
        {answer.state === 'failed' && (
          <StateBlock
            icon="alert"
            tone="bad"
            title={t('serverView.failed')}
            action={<Button onClick={reread}>{t('akte.again')}</Button>}
          >
            {failureText(answer.failure)}
          </StateBlock>
        )}
        {answer.state === 'read' && <ServerSide view={answer.view} />}
      </div>
    </aside>
  );
}

function ServerSide({ view }: { view: ServerView }) {
  const { t } = useTranslation();
  const comparison = compareRecord(view);
  return (
    <>
      <CompareTable view={view} comparison={comparison} />
      <dl className="counts">
        <div>
          <dt>{t('serverView.sealedFields')}</dt>
          <dd>{comparison.sealedCount}</dd>
        </div>
        <div>
          <dt>{t('serverView.openFields')}</dt>
          <dd>{comparison.openCount}</dd>
        </div>
        <div>
          <dt>{t('serverView.keys')}</dt>
          <dd className="ok">0</dd>
        </div>
      </dl>
      {view.parts.map((part) => (
        <section key={part.compartment} className="panel raw">
          <header>
            <h3>{t('serverView.asItLies')}</h3>
            <span className="m t12">{t(`compartment.${part.compartment}` as 'compartment.clinical')}</span>
          </header>
          <HexDump hex={part.envelopeHex} label={t('serverView.envelope')} />
          <footer className="m t12">
            {t('serverView.suite', { bytes: part.sizeBytes, key: part.keyId.slice(0, 8) })}
          </footer>
        </section>
      ))}
      <section className="panel raw">
        <header>
          <h3>{t('serverView.body')}</h3>
          <span className="m t12">{t('serverView.seq', { seq: view.seq })}</span>
        </header>
        <HexDump hex={view.bodyHex} label={t('serverView.body')} />
        <footer className="m t12">{t('serverView.bodyHint')}</footer>
      </section>
    </>
  );
}
