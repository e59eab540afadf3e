import type { LogDevice, LogFilter, LogGroup, PersonOfHouse } from '@siegel/safe';
import { useTranslation } from 'react-i18next';

const GROUPS: readonly LogGroup[] = ['access', 'records', 'house', 'sign-in', 'release'];
const DAY_MS = 86_400_000;

/** What of the log is shown: kind, colleague, workplace, days, and the person somebody came with (LG3). */
export function LogFilters({
  filter,
  people,
  devices,
  personName,
  onChange,
}: {
  filter: LogFilter;
  people: readonly PersonOfHouse[];
  devices: readonly LogDevice[];
  personName: string | undefined;
  onChange: (filter: LogFilter) => void;
}) {
  const { t } = useTranslation();
  const { groups, userId = '', deviceId = '', fromMs, toMs } = filter;
  return (
    <form className="log-filters" aria-label={t('log.filters')} onSubmit={(event) => event.preventDefault()}>
      <Choice
        label={t('log.group')}
        value={groups[0] ?? 'all'}
        options={[['all', t('log.groups.all')], ...GROUPS.map((group) => [group, t(`log.groups.${group}`)] as const)]}
        onChange={(value) => onChange({ ...filter, groups: value === 'all' ? [] : [value as LogGroup] })}
      />
      <Choice
        label={t('log.user')}
        value={userId}
        options={[
          ['', t('log.everybody')],
          ...people.map((one) => [one.userId, one.name === '' ? t('log.nameless') : one.name] as const),
        ]}
        onChange={(value) => onChange(withUser(filter, value === '' ? undefined : value))}
      />
      <Choice
        label={t('log.device')}
        value={deviceId}
        options={[
          ['', t('log.everywhere')],
          ...devices.map((device) => [device.deviceId, deviceText(device, t('log.nameless'))] as const),
        ]}
        onChange={(value) => onChange(withDevice(filter, value === '' ? undefined : value))}
      />
      <DayField label={t('log.from')} atMs={fromMs} onChange={(ms) => onChange(withDays(filter, ms, toMs))} />
      <DayField
        label={t('log.to')}
        atMs={toMs === undefined ? undefined : toMs - DAY_MS}
        onChange={(ms) => onChange(withDays(filter, fromMs, ms === undefined ? undefined : ms + DAY_MS))}
      />
      {personName !== undefined && <PersonPart name={personName} onClear={() => onChange(withoutPerson(filter))} />}
    </form>
  );
}

function Choice({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string;
  options: readonly (readonly [value: string, text: string])[];
  onChange: (value: string) => void;
}) {
  return (
    <label>
      <span>{label}</span>
      <select aria-label={label} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

function PersonPart({ name, onClear }: { name: string; onClear: () => void }) {
  const { t } = useTranslation();
  return (
    <p className="log-person">
      {t('log.person')}: <b className="n">{name === '' ? t('log.nameless') : name}</b>{' '}
      <button type="button" className="link" onClick={onClear}>
        {t('log.clearPerson')}
      </button>
      <span className="m t12 log-hint">{t('log.personHint')}</span>
    </p>
  );
}

function DayField({
  label,
  atMs,
  onChange,
}: {
  label: string;
  atMs: number | undefined;
  onChange: (atMs: number | undefined) => void;
}) {
  return (
    <label>
      <span>{label}</span>
      <input
        type="date"
        aria-label={label}
        value={atMs === undefined ? '' : dayOf(atMs)}
        onChange={({ currentTarget: { value } }) =>
          onChange(value === '' ? undefined : new Date(`${value}T00:00`).getTime())
        }
      />
    </label>
  );
}

function dayOf(atMs: number): string {
  const day = new Date(atMs);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

function withUser({ userId: _before, ...filter }: LogFilter, userId: string | undefined): LogFilter {
  return userId === undefined ? filter : { ...filter, userId };
}

/** Devices without a name are told apart by whose they are and how their id begins. */
function deviceText({ name, userName, deviceId }: LogDevice, nameless: string): string {
  const owner = userName === '' ? nameless : userName;
  return `${name === '' ? deviceId.slice(0, 6) : name} (${owner})`;
}

function withDevice({ deviceId: _before, ...filter }: LogFilter, deviceId: string | undefined): LogFilter {
  return deviceId === undefined ? filter : { ...filter, deviceId };
}

function withDays({ fromMs: _from, toMs: _to, ...filter }: LogFilter, fromMs?: number, toMs?: number): LogFilter {
  return { ...filter, ...(fromMs !== undefined && { fromMs }), ...(toMs !== undefined && { toMs }) };
}

function withoutPerson({ personId: _before, ...filter }: LogFilter): LogFilter {
  return filter;
}
