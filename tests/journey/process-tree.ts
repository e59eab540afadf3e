import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';

/** A process of this machine, as /proc shows it. */
export interface ProcessFacts {
  readonly pid: number;
  readonly commandLine: string;
}

/** All descendants of a process. */
export function descendantsOf(pid: number): readonly ProcessFacts[] {
  const parentByPid = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? readOrEmpty(`/proc/${name}/stat`).toString() : '';
    // The command name may hold spaces and brackets; what follows its closing bracket is state and parent.
    const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
    if (parent !== undefined) parentByPid.set(Number(name), Number(parent));
  }
  const isBelow = (child: number): boolean => {
    const parent = parentByPid.get(child);
    return parent === pid || (parent !== undefined && parent > 1 && isBelow(parent));
  };
  return [...parentByPid.keys()]
    .filter(isBelow)
    .map((child) => ({ pid: child, commandLine: readOrEmpty(`/proc/${child}/cmdline`).toString() }));
}

/** True while a process runs; a zombie has ended. */
export function isAlive(pid: number): boolean {
  const stat = readOrEmpty(`/proc/${pid}/stat`).toString();
  return stat !== '' && stat.slice(stat.lastIndexOf(')') + 2)[0] !== 'Z';
}

/** The spellings in which a code could lie somewhere. */
function spellingsOf(code: string): readonly Buffer[] {
  const bytes = Buffer.from(code);
  const bare = code.replaceAll('-', '');
  return [
    bytes,
    Buffer.from(code, 'utf16le'),
    Buffer.from(bytes.toString('base64').replace(/=+$/, '')),
    Buffer.from(bytes.toString('hex')),
    Buffer.from(bare),
  ];
}

/** Where a process has one of the codes: its environment, its command line, or a file it has open. */
export function placesInProcess(pid: number, codes: readonly string[]): readonly string[] {
  const places = ['environ', 'cmdline'].map((name) => `/proc/${pid}/${name}`);
  for (const fd of readdirSync(`/proc/${pid}/fd`)) {
    const path = `/proc/${pid}/fd/${fd}`;
    if (statSync(path, { throwIfNoEntry: false })?.isFile() === true) places.push(path);
  }
  return places.filter((path) => holds(readOrEmpty(path), codes)).map((path) => `${path} ${linkOf(path)}`);
}

/** Files below a folder that hold one of the codes. */
export function filesWith(folder: string, codes: readonly string[]): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`)
    .filter((path) => holds(readOrEmpty(path), codes));
}

function holds(content: Buffer, codes: readonly string[]): boolean {
  return codes.flatMap(spellingsOf).some((spelling) => content.includes(spelling));
}

function readOrEmpty(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    // The process may have ended since it was listed.
    return Buffer.alloc(0);
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
