import type { SafeStatus } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { StateBlock } from '../parts/state-block.tsx';
import { SearchField, type SearchProps } from '../search/search-field.tsx';
import { SearchGrammar } from '../search/search-grammar.tsx';

/** Home: the search has the focus, below it the Akten opened last. */
export function HomeScreen({ status, search }: { status: SafeStatus; search: SearchProps }) {
  const { t } = useTranslation();
  return (
    <div className="home">
      <section className="home-main" aria-label={t('home.title')}>
        <div className="bar line">
          <h1>{t('home.title')}</h1>
        </div>
        {status.phase === 'syncing' && <SyncBar status={status} />}
        <SearchField
          {...search}
          idle={
            <StateBlock icon="folder" title={t('home.empty')}>
              {t('home.emptyHint')}
            </StateBlock>
          }
        />
      </section>
      <aside className="home-side" aria-label={t('search.grammar')}>
        <SearchGrammar />
      </aside>
    </div>
  );
}

function SyncBar({ status }: { status: SafeStatus }) {
  const { t } = useTranslation();
  const percent = Math.floor(status.progress * 100);
  const text = t('status.syncing', { percent });
  return (
    <div className="sync">
      <span className="m t12">{text}</span>
      <progress value={percent} max={100} aria-label={text} />
    </div>
  );
}
