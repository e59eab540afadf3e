import { stat } from 'node:fs/promises';
import type { ProfileFolder } from '../profile/profile-folder.ts';
import type { DoctorCheck } from './doctor-check.ts';

const OTHERS = 0o077;

/** Whether only the owner may read the files of a profile. Windows has no such modes; its folders belong to their user. */
export async function checkFiles(folder: ProfileFolder, platform = process.platform): Promise<readonly DoctorCheck[]> {
  const wrong: string[] = [];
  for (const path of [folder.path, folder.deviceFile, folder.factsFile]) {
    const { mode } = await stat(path);
    if (platform !== 'win32' && (mode & OTHERS) !== 0) wrong.push(path);
  }
  if (wrong.length === 0)
    return [
      {
        id: 'files',
        state: 'ok',
        text: { de: 'Dateien des Profils nur für Sie lesbar', en: 'Files of the profile readable by you only' },
      },
    ];
  return wrong.map((path) => ({
    id: 'files',
    state: 'failed',
    text: {
      de: 'Andere dürfen {path} lesen. Bitte: chmod go-rwx {path}',
      en: 'Others may read {path}. Please: chmod go-rwx {path}',
    },
    facts: { path },
  }));
}
