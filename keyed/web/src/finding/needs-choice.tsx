import { type NeedGroup, RESOURCE_KINDS, type ResourceKind } from '@siegel/akten';
import type { CalendarView, ResourceView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import type { NeedGroups } from './asked-place.ts';

/** Who and what: per kind of resource which, and whether all of them or any of them (TE60). */
export function NeedsChoice({
  calendar,
  groups,
  isMissing = false,
  onGroups,
}: {
  calendar: CalendarView;
  groups: NeedGroups;
  isMissing?: boolean;
  onGroups: (groups: NeedGroups) => void;
}) {
  const { t } = useTranslation();
  const chosen = new Set(RESOURCE_KINDS.flatMap((kind) => groups[kind].resources));
  const resources = calendar.resources.filter(({ isUsed, resourceId }) => isUsed || chosen.has(resourceId));
  return (
    <>
      {RESOURCE_KINDS.map((kind) => (
        <KindChoice
          key={kind}
          kind={kind}
          resources={resources.filter((resource) => resource.kind === kind)}
          group={groups[kind]}
          onGroup={(group) => onGroups({ ...groups, [kind]: group })}
        />
      ))}
      {isMissing && (
        <p className="mantine-InputWrapper-error" role="alert">
          {t('finding.needsMissing')}
        </p>
      )}
    </>
  );
}

/** The resources of one kind; nothing where the house has none. */
function KindChoice({
  kind,
  resources,
  group,
  onGroup,
}: {
  kind: ResourceKind;
  resources: readonly ResourceView[];
  group: NeedGroup;
  onGroup: (group: NeedGroup) => void;
}) {
  const { t } = useTranslation();
  const isChosen = (id: string) => group.resources.includes(id);
  function toggle(id: string): void {
    // In the order of the calendar: whoever is named first is taken first.
    const next = resources.filter(({ resourceId }) => isChosen(resourceId) !== (resourceId === id));
    onGroup({ ...group, resources: next.map(({ resourceId }) => resourceId) });
  }
  if (resources.length === 0) return null;
  return (
    <fieldset className="resource-choice needs-choice">
      <legend>{t(`finding.kinds.${kind}`)}</legend>
      {group.resources.length > 1 && (
        <button
          type="button"
          className="mode"
          onClick={() => onGroup({ ...group, mode: group.mode === 'any' ? 'all' : 'any' })}
        >
          {t(`finding.mode.${group.mode}`)}
        </button>
      )}
      {resources.map(({ resourceId, name }) => (
        <label key={resourceId}>
          <input type="checkbox" checked={isChosen(resourceId)} onChange={() => toggle(resourceId)} />
          <span>{name}</span>
        </label>
      ))}
    </fieldset>
  );
}
