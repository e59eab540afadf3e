import { Button } from '@mantine/core';
import type { CalendarView, ResourceDraft } from '@siegel/safe';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { Icon } from '../parts/icon.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useSafe } from '../safe/safe-context.ts';
import type { SettingsPartProps } from '../settings/settings-part.ts';
import { useLanguage } from '../text/language.ts';
import { CalendarList } from './calendar-list.tsx';
import { ResourceForm } from './resource-form.tsx';
import { useCalendar } from './use-calendar.ts';
import '../design/day-list.css';

/** Who and what can be booked, and when (TL12). */
export function ResourceSettings({ mayChange }: SettingsPartProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const safe = useSafe();
  const { view, failure, change } = useCalendar();
  const [edited, setEdited] = useState<ResourceDraft>();
  return (
    <section className="settings-part" aria-labelledby="calendar-resources">
      <div className="row">
        <h3 id="calendar-resources">{t('calendarSettings.resources')}</h3>
        <span className="sp" />
        {mayChange && view !== undefined && (
          <Button
            variant="subtle"
            leftSection={<Icon name="plus" small />}
            onClick={() => setEdited(newResource(view.resources.length))}
          >
            {t('calendarSettings.addResource')}
          </Button>
        )}
      </div>
      <p className="d">{t('calendarSettings.resourcesHint')}</p>
      {edited === undefined && <FailureNote failure={failure} title={t('calendarSettings.failed')} />}
      {view === undefined && failure === undefined && <Skeleton label={t('calendarSettings.loading')} />}
      {view !== undefined && <Resources {...{ view, mayChange, change }} onEdit={setEdited} />}
      {mayChange && isEmpty(view) && (
        <Button onClick={() => void change(() => safe.beginCalendar(language))}>{t('calendarSettings.begin')}</Button>
      )}
      {edited !== undefined && (
        <ResourceForm
          resource={edited}
          failure={failure}
          onSave={async (draft) => {
            if (await change(() => safe.saveResource(draft))) setEdited(undefined);
          }}
          onClose={() => setEdited(undefined)}
        />
      )}
    </section>
  );
}

function Resources({
  view,
  mayChange,
  change,
  onEdit,
}: Pick<ReturnType<typeof useCalendar>, 'change'> & {
  view: CalendarView;
  mayChange: boolean;
  onEdit: (resource: ResourceDraft | undefined) => void;
}) {
  const { t } = useTranslation();
  return (
    <>
      {view.unreadable > 0 && <p className="warn">{t('calendarSettings.unreadable', { count: view.unreadable })}</p>}
      <CalendarList
        lines={view.resources.map((resource) => ({
          ...resource,
          id: resource.resourceId,
          text: t(`calendarSettings.kinds.${resource.kind}`),
        }))}
        {...{ mayChange, change }}
        onEdit={(id) => onEdit(view.resources.find(({ resourceId }) => resourceId === id))}
      />
    </>
  );
}

function isEmpty(view: CalendarView | undefined): boolean {
  return view !== undefined && view.resources.length === 0 && view.types.length === 0;
}

function newResource(order: number): ResourceDraft {
  return {
    name: '',
    shortName: '',
    hue: 'grey',
    kind: 'room',
    plan: { weekly: [], special: [], isClosedOnHolidays: true },
    order,
  };
}
