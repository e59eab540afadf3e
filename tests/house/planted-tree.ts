import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** How a tool ended and what it wrote. */
export interface ToolEnd {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of planted files in which the project's own checks are provoked; `remove` deletes it. */
export interface PlantedTree {
  readonly folder: string;
  readonly run: (script: string, ...args: string[]) => Promise<ToolEnd>;
  readonly remove: () => void;
}

/** Plants `sourceByPath` in a new temporary folder, with symbolic links `targetByLink` (targets as seen from the link's folder).
 *  `run` starts a JavaScript program of the project's node_modules there. */
export function plantTree(
  sourceByPath: Readonly<Record<string, string>>,
  targetByLink: Readonly<Record<string, string>> = {},
): PlantedTree {
  const folder = mkdtempSync(join(tmpdir(), 'siegel-house-'));
  for (const [path, source] of Object.entries(sourceByPath)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), source);
  }
  for (const [link, target] of Object.entries(targetByLink)) {
    mkdirSync(dirname(join(folder, link)), { recursive: true });
    symlinkSync(target, join(folder, link));
  }
  return {
    folder,
    run: (script, ...args) => runTool(folder, join(ROOT, 'node_modules', script), args),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Runs a JavaScript or TypeScript program with this Node in `folder` and waits for its end. */
export function runTool(folder: string, script: string, args: readonly string[]): Promise<ToolEnd> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [script, ...args],
      { cwd: folder, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
        resolve({ exitCode, stdout, stderr });
      },
    );
  });
}
