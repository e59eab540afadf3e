import { type RoleTemplate, roleTemplates } from '@siegel/akten';

/** The template somebody's rights are, when they are exactly one. */
export function templateOf(rights: readonly string[], profile: 'practice' | 'social'): RoleTemplate | undefined {
  const own = rights
    .filter((right) => right !== 'mirror')
    .toSorted()
    .join();
  return roleTemplates(profile).find((template) => [...template.rights].toSorted().join() === own);
}
