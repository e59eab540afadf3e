/** How a disk is by its own report. `worn`: it works and has begun to lose sectors, or is past its life. `unknown`: it says nothing of it. */
export type DiskCondition = 'good' | 'worn' | 'failing' | 'unknown';

/** What a disk said of itself. */
export interface DiskReport {
  /** As the system calls it: sda. */
  readonly name: string;
  readonly condition: DiskCondition;
  /** When it was asked, ms since 1970; undefined where the report does not say. */
  readonly askedAtMs: number | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

/** Bits of the exit status of smartctl (man 8 smartctl): the disk says that it fails; an attribute is below its threshold; a self-test
 *  failed. The bit for errors in its log is not heeded: disks note refused commands there that mean nothing. */
const FAILING_BITS = 0b0001_1000;
const WORN_BITS = 0b1000_0000;
/** ATA attributes whose raw count is lost sectors: reallocated, pending, not correctable. */
const LOST_SECTORS: ReadonlySet<unknown> = new Set([5, 197, 198]);
const LIFE_PERCENT = 100;
const NAME = /^[A-Za-z0-9_.-]{1,32}$/;

/** Reads what `smartctl --json -a` wrote of one disk (ATA, NVMe, SCSI); undefined when it is no such report. */
export function diskReport(text: string): DiskReport | undefined {
  const report = fields(parsed(text));
  const smartctl = fields(report['smartctl']);
  const exit = smartctl['exit_status'];
  if (typeof exit !== 'number') return undefined;
  const name = nameOf(fields(report['device'])['name'] ?? lastOf(smartctl['argv']));
  if (name === undefined) return undefined;
  const seconds = fields(report['local_time'])['time_t'];
  const askedAtMs = typeof seconds === 'number' ? seconds * 1000 : undefined;
  return { name, condition: conditionOf(report, exit), askedAtMs };
}

function conditionOf(report: Fields, exit: number): DiskCondition {
  const passed = fields(report['smart_status'])['passed'];
  const nvme = fields(report['nvme_smart_health_information_log']);
  if (passed === false || (exit & FAILING_BITS) !== 0 || fails(nvme)) return 'failing';
  if ((exit & WORN_BITS) !== 0 || isWorn(nvme) || lostSectors(report)) return 'worn';
  return passed === true ? 'good' : 'unknown';
}

/** A warning of the controller, or less in reserve than its maker holds to be safe. */
function fails(nvme: Fields): boolean {
  return (
    count(nvme['critical_warning']) > 0 || count(nvme['available_spare']) < count(nvme['available_spare_threshold'])
  );
}

function isWorn(nvme: Fields): boolean {
  return count(nvme['media_errors']) > 0 || count(nvme['percentage_used']) >= LIFE_PERCENT;
}

function lostSectors(report: Fields): boolean {
  const table = fields(report['ata_smart_attributes'])['table'];
  const grown = count(report['scsi_grown_defect_list']);
  const rows = Array.isArray(table) ? (table as readonly unknown[]).map(fields) : [];
  return grown > 0 || rows.some((row) => LOST_SECTORS.has(row['id']) && count(fields(row['raw'])['value']) > 0);
}

function nameOf(device: unknown): string | undefined {
  if (typeof device !== 'string') return undefined;
  const name = device.replace(/^.*\//, '');
  return NAME.test(name) ? name : undefined;
}

function lastOf(list: unknown): unknown {
  return Array.isArray(list) ? (list as readonly unknown[]).at(-1) : undefined;
}

function count(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
