import type { LogEvent } from '../../edge/log.ts';
import type { DiskHealth } from './disk-health.ts';
import type { DiskReport } from './disk-report.ts';
import type { RaidArray } from './raid-arrays.ts';

/** Something is wrong with one disk or array. */
export interface DiskFault {
  readonly event: Extract<LogEvent, 'raid-down' | 'raid-degraded' | 'disk-failing' | 'disk-worn' | 'disk-report-old'>;
  /** As the system calls the disk or array; the page for everybody names none. */
  readonly of: string;
}

/** A report is made once a day; one that is older than two says nothing any more. */
const OLD_MS = 2 * 86_400_000;

/** What is wrong, the worst first (BX16). */
export function diskFaults({ arrays = [], disks = [] }: DiskHealth, nowMs: number): readonly DiskFault[] {
  const ofArrays = (condition: RaidArray['condition'], event: DiskFault['event']) =>
    arrays.flatMap((array) => (array.condition === condition ? [{ event, of: array.name }] : []));
  const ofDisks = (isWrong: (disk: DiskReport) => boolean, event: DiskFault['event']) =>
    disks.flatMap((disk) => (isWrong(disk) ? [{ event, of: disk.name }] : []));
  return [
    ...ofArrays('down', 'raid-down'),
    ...ofDisks(({ condition }) => condition === 'failing', 'disk-failing'),
    ...ofArrays('degraded', 'raid-degraded'),
    ...ofDisks(({ condition }) => condition === 'worn', 'disk-worn'),
    ...ofDisks((disk) => isOld(disk, nowMs), 'disk-report-old'),
  ];
}

/** The array of the machine in a sentence: fixed words and counts. */
export function raidText({ arrays }: DiskHealth): string {
  if (arrays === undefined || arrays.length === 0) return 'Auf dieser Maschine ist kein RAID-Verbund zu sehen.';
  const worst = (['down', 'degraded', 'building'] as const).find((one) =>
    arrays.some((array) => array.condition === one),
  );
  const array = arrays.find(({ condition }) => condition === worst);
  if (array === undefined) return `${counted(arrays.length, 'Verbund', 'Verbünde')}, alle Platten arbeiten.`;
  const { condition, working, disks, percent } = array;
  if (condition === 'down')
    return 'Ein Verbund gibt keine Daten mehr heraus. Bitte nichts überschreiben und sofort die Betreuung der Maschine rufen.';
  if (condition === 'building')
    return `Ein Verbund wird abgeglichen${percent === undefined ? '' : ` (${Math.floor(percent)} %)`}, ${working} von ${disks} Platten arbeiten. Bis er fertig ist, bitte keine Platte ziehen.`;
  return `In einem Verbund arbeiten nur ${working} von ${disks} Platten. Bitte die ausgefallene heute ersetzen: Fällt noch eine aus, sind die Daten hier verloren.`;
}

/** The disks of the machine in a sentence: fixed words and counts. */
export function disksText(health: DiskHealth, nowMs: number): string {
  const { disks } = health;
  if (disks === undefined) return 'Kein Bericht der Platten. Wie er eingerichtet wird, steht im Handbuch (Betrieb).';
  const faults = diskFaults({ ...health, arrays: [] }, nowMs);
  const many = (event: DiskFault['event']) => faults.filter((fault) => fault.event === event).length;
  const said = [
    sentence(many('disk-failing'), 'kündigt ihren Ausfall an', 'kündigen ihren Ausfall an', 'Bitte heute ersetzen.'),
    sentence(
      many('disk-worn'),
      'meldet verlorene Sektoren oder ihr Lebensende',
      'melden verlorene Sektoren oder ihr Lebensende',
      'Bitte Ersatz bestellen.',
    ),
    sentence(
      many('disk-report-old'),
      'wurde seit zwei Tagen nicht gefragt',
      'wurden seit zwei Tagen nicht gefragt',
      'Bitte den Bericht prüfen.',
    ),
    sentence(
      disks.filter(({ condition }) => condition === 'unknown').length,
      'sagt nichts über ihren Zustand',
      'sagen nichts über ihren Zustand',
      '',
    ),
  ].filter((one) => one !== '');
  return said.length > 0 ? said.join(' ') : `${counted(disks.length, 'Platte', 'Platten')}, keine meldet Fehler.`;
}

function sentence(many: number, one: string, more: string, advice: string): string {
  if (many === 0) return '';
  return `${counted(many, 'Platte', 'Platten')} ${many === 1 ? one : more}. ${advice}`.trim();
}

function counted(many: number, one: string, more: string): string {
  return `${many} ${many === 1 ? one : more}`;
}

function isOld({ askedAtMs }: DiskReport, nowMs: number): boolean {
  return askedAtMs !== undefined && nowMs - askedAtMs > OLD_MS;
}
