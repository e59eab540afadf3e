import type { OrgView } from '@siegel/safe';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import '../design/log.css';
import '../design/org.css';
import { FailureNote } from '../parts/failure-note.tsx';
import { Note } from '../parts/note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { Toast } from '../parts/toast.tsx';
import { formatDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { type Asked, AskedDialog } from './asked-dialog.tsx';
import { EmptyChart } from './empty-chart.tsx';
import { OrgBar } from './org-bar.tsx';
import { OrgChart } from './org-chart.tsx';
import { useOrg } from './use-org.ts';

/** "Organigramm": units and who is placed where, on any day (OG20). */
export function OrgScreen({ journalSize }: { journalSize: number }) {
  const { t } = useTranslation();
  const org = useOrg(journalSize);
  const { view, failure, undo, mayUndo, news } = org;
  const [asked, setAsked] = useState<Asked>();
  const add = () => setAsked({ act: 'add' });
  return (
    <section
      className="org"
      aria-label={t('org.title')}
      onKeyDown={(event) => {
        const isUndo = (event.ctrlKey || event.metaKey) && event.key === 'z' && mayUndo;
        if (!isUndo || event.target instanceof HTMLInputElement) return;
        event.preventDefault();
        void undo();
      }}
    >
      <OrgBar view={view} onDay={org.setDay} onAdd={mayChangeNow(view) ? add : undefined} />
      <div className="org-body">
        <FailureNote failure={failure} title={t('org.failed')} />
        {view === undefined && failure === undefined && <Skeleton label={t('org.loading')} lines={8} />}
        {view !== undefined && <ShownDay view={view} org={org} onAsk={setAsked} />}
      </div>
      {view !== undefined && asked !== undefined && (
        <AskedDialog
          {...{ view, asked, act: org.act }}
          // A dialog that is done with closes itself and no later one.
          onClose={() => setAsked((now) => (now === asked ? undefined : now))}
        />
      )}
      {news !== undefined && (
        <Toast
          text={news}
          action={mayUndo ? t('org.undo') : undefined}
          onAction={() => void undo()}
          onClose={org.closeNews}
        />
      )}
    </section>
  );
}

/** Only today's chart is changed: what is written counts from now on. */
function mayChangeNow(view: OrgView | undefined): boolean {
  return view?.mayAdminister === true && view.day === view.today;
}

function ShownDay({
  view,
  org: { act, setFailure },
  onAsk,
}: {
  view: OrgView;
  org: ReturnType<typeof useOrg>;
  onAsk: (asked: Asked) => void;
}) {
  const shared = { view, act, onFailure: setFailure };
  return (
    <>
      <Notes view={view} />
      {view.units.length === 0 ? (
        <EmptyChart {...shared} />
      ) : (
        <OrgChart {...shared} mayChange={mayChangeNow(view)} onAsk={onAsk} />
      )}
    </>
  );
}

function Notes({ view }: { view: OrgView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <>
      {view.day !== view.today && (
        <Note icon="calendar">{t('org.otherDay', { day: formatDay(view.day, language) })}</Note>
      )}
      {view.unreadable > 0 && (
        <Note icon="alert" tone="warn">
          {t('org.unreadable', { count: view.unreadable })}
        </Note>
      )}
    </>
  );
}
