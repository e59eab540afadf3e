import { expect, test } from 'vitest';
import { isRight } from './right.ts';
import { roleTemplates } from './role-template.ts';

test('[F4] [IV20] templates name rights there are, none twice, and only service devices hold everything sealed', () => {
  for (const profile of ['practice', 'social'] as const) {
    const templates = roleTemplates(profile);
    expect(new Set(templates.map(({ name }) => name)).size).toBe(templates.length);
    for (const { rights } of templates) {
      expect(rights.every(isRight)).toBe(true);
      expect(new Set(rights).size).toBe(rights.length);
      expect(rights).not.toContain('mirror');
    }
    // The first is what an invitation begins with: it gives no power over others.
    expect(templates[0]?.rights).not.toContain('administer');
    expect(templates.some(({ rights }) => rights.includes('administer'))).toBe(true);
  }
});
