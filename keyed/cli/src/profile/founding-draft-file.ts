import { kitCopies, planFounding } from '@siegel/safe';
import { type FoundingDraft, kitOfText, makeRecoveryCode, openFoundingDraft, sealFoundingDraft } from '@siegel/seal';
import { equalBytes, fail, ok, type Result } from '@siegel/wire';
import { mkdir, readFile, rm } from 'node:fs/promises';
import type { CliFailure } from '../terminal/cli-errors.ts';
import { writeNewFile } from '../terminal/write-file.ts';
import type { ProfileFolder } from './profile-folder.ts';

/** What is founded, and where its kit goes. */
export interface FoundingCall {
  readonly kind: 'practice' | 'social';
  readonly name: string;
  readonly site: string;
  readonly founder: string;
  readonly account: string;
  readonly kit: string;
}

/** A founding whose kit file and draft are on the disk. */
export interface BegunFounding {
  readonly draft: FoundingDraft;
  /** False: it was begun by an earlier call. */
  readonly isFresh: boolean;
}

/** Begins a founding: kit file first, then the draft under the password; or goes on with the one that waits in the profile
 *  (FR4). FILE_EXISTS: another kit file lies there. FOUNDING_OTHER: the waiting one does not open with this password. */
export async function beginFounding(
  folder: ProfileFolder,
  call: FoundingCall,
  password: string,
): Promise<Result<BegunFounding, CliFailure>> {
  const waiting = await readFile(folder.foundingFile).catch(() => undefined);
  if (waiting !== undefined) return goOn(new Uint8Array(waiting), call, password);
  const { account, kind: profile, name: organisationName, site: siteName, founder: founderName } = call;
  const recoveryCode = makeRecoveryCode().text;
  const draft = await planFounding({ account, profile, organisationName, siteName, founderName }, { recoveryCode });
  const kept = await writeNewFile(call.kit, (await kitCopies(draft)).file);
  if (!kept.ok) return kept;
  await mkdir(folder.path, { recursive: true, mode: 0o700 });
  const stored = await writeNewFile(folder.foundingFile, await sealFoundingDraft(draft, password));
  if (stored.ok) return ok({ draft, isFresh: true });
  await rm(call.kit, { force: true });
  return stored;
}

async function goOn(
  sealed: Uint8Array,
  { kit }: FoundingCall,
  password: string,
): Promise<Result<BegunFounding, CliFailure>> {
  const draft = await openFoundingDraft(sealed, password);
  if (draft === undefined) return fail('FOUNDING_OTHER');
  const text = await readFile(kit, 'utf8').catch(() => undefined);
  if (text === undefined) {
    const kept = await writeNewFile(kit, (await kitCopies(draft)).file);
    return kept.ok ? ok({ draft, isFresh: false }) : kept;
  }
  const brought = kitOfText(text);
  const isIts = brought.ok && brought.value.tenant !== undefined && equalBytes(brought.value.tenant, draft.tenant);
  return isIts ? ok({ draft, isFresh: false }) : fail('FILE_EXISTS', { file: kit });
}

/** Takes back what `beginFounding` wrote, when nothing was founded. */
export async function forgetFounding(folder: ProfileFolder, kit: string): Promise<void> {
  await rm(kit, { force: true });
  await rm(folder.path, { recursive: true, force: true });
}

/** The recovery code of the founder, made with the draft so that it is the same however often the founding goes on. */
export function recoveryCodeOf({ facts }: FoundingDraft): string {
  return facts['recoveryCode'] ?? '';
}
