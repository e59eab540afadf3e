import type { Hash, Id } from '@siegel/wire';
import type { CaseKeyPart, CaseKeyState } from './journal-view.ts';
import type { Fields } from './member-states.ts';
import { movedToOf } from './moved-akte-rules.ts';

/** What a case-key entry says of the key. */
export function caseKeyStateOf(fields: Fields): CaseKeyState {
  const movedTo = movedToOf(fields);
  return {
    ...(movedTo !== undefined && { movedTo }),
    version: fields['version'] as number,
    keyId: fields['keyId'] as Hash,
    groups: fields['groups'] as readonly Id[],
    // Lines of older versions say nothing about this one.
    parts: ((fields['parts'] ?? []) as unknown as readonly (CaseKeyPart & { readonly caseVersion?: number })[]).filter(
      ({ caseVersion }) => caseVersion === undefined,
    ),
  };
}

/** The groups a case-key entry is wrapped for, whole or in part, each with the version of its key; 0 where none is named. */
export function wrappedUnder(fields: Fields): readonly { readonly group: Id; readonly version: number }[] {
  const versions = (fields['groupVersions'] ?? []) as readonly number[];
  const parts = (fields['parts'] ?? []) as readonly { readonly group: Id; readonly version?: number }[];
  return [
    ...(fields['groups'] as readonly Id[]).map((group, i) => ({ group, version: versions[i] ?? 0 })),
    ...parts.map(({ group, version = 0 }) => ({ group, version })),
  ];
}

/** Ids of the older versions that a case-key entry carries anew for other groups (BS23); none in most. */
export function olderKeyIds(fields: Fields): readonly Hash[] {
  return (fields['older'] ?? []) as readonly Hash[];
}
