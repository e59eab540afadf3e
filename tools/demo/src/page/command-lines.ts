import { isAbsolute, relative } from 'node:path';
import type { AccessFiles } from '../roles/access-files.ts';

const PROFILE = 'demo';

/** The commands that enter this machine's command line as a role, and import a file under its name. `file` stands for the
 *  user's own; paths are shown from where the user stands, `here`. */
export function commandLines(
  { account, passwordFile, recoveryCodeFile }: AccessFiles,
  given: { readonly siegelOrigin: string; readonly here: string; readonly file: string },
): readonly string[] {
  const shown = (path: string) => quoted(pathFrom(given.here, path));
  const common = [`--profile ${PROFILE}`, `--password-file ${shown(passwordFile)}`];
  const enter = [
    `--server ${given.siegelOrigin} --account ${account}`,
    `--recovery-code-file ${shown(recoveryCodeFile)}`,
  ];
  return [
    inLines('npm run siegel -- login', ...enter, ...common),
    inLines(`npm run siegel -- import ${given.file} --commit`, ...common),
  ];
}

/** One command over several lines, as every shell of this platform takes it. */
function inLines(...parts: readonly string[]): string {
  return parts.join(' \\\n  ');
}

function pathFrom(here: string, path: string): string {
  const short = relative(here, path);
  return short.startsWith('..') || isAbsolute(short) ? path : short;
}

function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
