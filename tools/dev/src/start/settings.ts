import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

const FIRST_PORT = 8420;
const LAST_PORT = 65_535;

/** How many invented persons each kind of demo has. */
const PERSONS_BY_DEMO: Readonly<Record<string, number>> = { off: 0, small: 40, on: 2000, large: 100_000 };

/** What the environment asks for. */
export interface Settings {
  readonly port: number;
  readonly dataDirectory: string;
  /** 0: no demo. */
  readonly persons: number;
}

/** Reads PORT, SIEGEL_DATA and SIEGEL_DEMO. @returns the settings, or a German sentence that says what is wrong. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings | string {
  const port = Number(env['PORT'] ?? FIRST_PORT);
  if (!Number.isInteger(port) || port < 1 || port > LAST_PORT) return `PORT ist eine Zahl von 1 bis ${LAST_PORT}.`;
  const demo = env['SIEGEL_DEMO'] ?? 'on';
  if (!Object.hasOwn(PERSONS_BY_DEMO, demo))
    return `SIEGEL_DEMO ist eines von ${Object.keys(PERSONS_BY_DEMO).join(', ')}.`;
  const dataDirectory = resolve(env['SIEGEL_DATA'] ?? join(ROOT, 'data'));
  return { port, dataDirectory, persons: PERSONS_BY_DEMO[demo] ?? 0 };
}
