/** Whether memory of the server may reach a disk by swapping. `unknown`: it cannot be seen from here. */
export type SwapState = 'none' | 'encrypted' | 'unknown' | 'open';
/** Whether a crash may write memory to a disk. */
export type CoreState = 'off' | 'unknown' | 'on';

export interface MemoryOnDisk {
  readonly swap: SwapState;
  readonly core: CoreState;
}

/** The text of a file of the system, undefined where there is none. */
export type ReadSystem = (path: string) => string | undefined;

/** Looks where memory of this process may come to lie (BX12). */
export function memoryOnDisk(read: ReadSystem): MemoryOnDisk {
  return { swap: swapOf(read), core: coreOf(read('/proc/self/limits'), read('/proc/sys/kernel/core_pattern')) };
}

const WORST_FIRST: readonly SwapState[] = ['open', 'unknown', 'encrypted'];

function swapOf(read: ReadSystem): SwapState {
  if (mayNotSwap(read)) return 'none';
  const text = read('/proc/swaps');
  if (text === undefined) return 'unknown';
  const areas = text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/));
  const states = new Set(areas.map(([device = '', type = '']) => areaOf(device, type, read)));
  return WORST_FIRST.find((state) => states.has(state)) ?? 'none';
}

/** Whether the group of this service has no swap (MemorySwapMax=0). */
function mayNotSwap(read: ReadSystem): boolean {
  const group = /^0::(\/.*)$/m.exec(read('/proc/self/cgroup') ?? '')?.[1];
  return group !== undefined && read(`/sys/fs/cgroup${group}/memory.swap.max`)?.trim() === '0';
}

/** One line of /proc/swaps. */
function areaOf(device: string, type: string, read: ReadSystem): SwapState {
  // A file lies on a file system that may be encrypted, or not.
  if (type !== 'partition') return 'unknown';
  const name = device.replace(/^\/dev\//, '');
  if (/^zram\d+$/.test(name)) return zramOf(read(`/sys/block/${name}/backing_dev`));
  if (!/^dm-\d+$/.test(name)) return 'open';
  // A logical volume may lie on an encrypted disk: from here only its own layer is seen.
  return (read(`/sys/block/${name}/dm/uuid`) ?? '').startsWith('CRYPT-') ? 'encrypted' : 'unknown';
}

/** zram is memory, and so as good as encrypted, unless it puts pages out to a device behind it. */
function zramOf(backing: string | undefined): SwapState {
  return backing === undefined || backing.trim() === 'none' ? 'encrypted' : 'unknown';
}

function coreOf(limits: string | undefined, pattern: string | undefined): CoreState {
  const soft = /^Max core file size\s+(\S+)/m.exec(limits ?? '')?.[1];
  if (soft === undefined || pattern === undefined) return 'unknown';
  const target = pattern.trim();
  if (target === '') return 'off';
  if (!target.startsWith('|')) return soft === '0' ? 'off' : 'on';
  if (soft !== '0') return 'on';
  // A program that takes crashes is started whatever the limit says; this one is known to keep to it.
  return /^\|\S*\/systemd-coredump\s/.test(target) ? 'off' : 'unknown';
}
