import { readFileSync } from 'node:fs';

/** The text of a file of the system, undefined where there is none or it may not be read. */
export function readSystem(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
