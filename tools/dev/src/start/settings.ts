import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

const FIRST_PORT = 8420;
const LAST_PORT = 65_535;

/** How many invented persons each kind of demo has, and how many Eintraege each of them on average. */
const SIZE_BY_DEMO: Readonly<Record<string, DemoSize>> = {
  off: { persons: 0, eintraegePerPerson: 0 },
  small: { persons: 40, eintraegePerPerson: 20 },
  on: { persons: 2000, eintraegePerPerson: 20 },
  large: { persons: 100_000, eintraegePerPerson: 3 },
};

/** The size of a demo. */
export interface DemoSize {
  /** 0: no demo. */
  readonly persons: number;
  readonly eintraegePerPerson: number;
}

/** What the environment asks for. */
export interface Settings extends DemoSize {
  readonly port: number;
  readonly dataDirectory: string;
}

/** Reads PORT, SIEGEL_DATA and SIEGEL_DEMO. @returns the settings, or a German sentence that says what is wrong. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings | string {
  const port = Number(env['PORT'] ?? FIRST_PORT);
  if (!Number.isInteger(port) || port < 1 || port > LAST_PORT) return `PORT ist eine Zahl von 1 bis ${LAST_PORT}.`;
  const demo = env['SIEGEL_DEMO'] ?? 'on';
  const size = Object.hasOwn(SIZE_BY_DEMO, demo) ? SIZE_BY_DEMO[demo] : undefined;
  if (size === undefined) return `SIEGEL_DEMO ist eines von ${Object.keys(SIZE_BY_DEMO).join(', ')}.`;
  const dataDirectory = resolve(env['SIEGEL_DATA'] ?? join(ROOT, 'data'));
  return { port, dataDirectory, ...size };
}
