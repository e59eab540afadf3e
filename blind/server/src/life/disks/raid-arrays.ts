/** How an array is. `building`: its data is copied or compared; all disks may work meanwhile. `down`: it gives out no data. */
export type ArrayCondition = 'whole' | 'building' | 'degraded' | 'down';

/** One software RAID array. */
export interface RaidArray {
  /** As the system calls it: md0. */
  readonly name: string;
  readonly condition: ArrayCondition;
  /** Disks it is made for, and those that work; both 0 where the system does not say (a stripe has no spare to lose). */
  readonly disks: number;
  readonly working: number;
  /** While it is building: how far, in percent; undefined while it waits for its turn. */
  readonly percent: number | undefined;
}

const HEAD = /^(md\S*) : (active|inactive)\b/;
const MEMBERS = /\[(\d+)\/(\d+)\]\s*\[[U_]+\]/;
const RUNNING = /\b(?:resync|recovery|reshape|check|repair)\s*=\s*(?:(\d+(?:\.\d+)?)%|(?:DELAYED|PENDING|REMOTE))/;

/** The arrays of `/proc/mdstat`, as the kernel's `md` writes it and `mdadm --monitor` reads it. What is not understood is left out. */
export function raidArrays(mdstat: string): readonly RaidArray[] {
  const arrays: RaidArray[] = [];
  const lines = mdstat.split('\n');
  lines.forEach((line, at) => {
    const [, name, activity] = HEAD.exec(line) ?? [];
    if (name === undefined) return;
    const rest = lines.slice(at + 1);
    const end = rest.findIndex((one) => !/^\s+\S/.test(one));
    arrays.push(arrayOf(name, activity === 'active', (end < 0 ? rest : rest.slice(0, end)).join('\n')));
  });
  return arrays;
}

function arrayOf(name: string, isActive: boolean, text: string): RaidArray {
  const [, made = '0', work = '0'] = MEMBERS.exec(text) ?? [];
  const running = RUNNING.exec(text);
  const [disks, working] = [Number(made), Number(work)];
  const percent = running?.[1] === undefined ? undefined : Number(running[1]);
  return { name, condition: conditionOf(), disks, working, percent };

  function conditionOf(): ArrayCondition {
    if (!isActive) return 'down';
    if (running !== null) return 'building';
    return working < disks ? 'degraded' : 'whole';
  }
}
