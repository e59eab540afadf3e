import { type ComponentType, lazy, type LazyExoticComponent } from 'react';
import { laterTexts } from '../text/i18n.ts';

/** A part of the page that is fetched when it is first shown, with the texts of all such parts (WB58). */
export function later<P>(fetchPart: () => Promise<ComponentType<P>>): LazyExoticComponent<ComponentType<P>> {
  return lazy(async () => {
    const [part] = await Promise.all([fetchPart(), laterTexts()]);
    return { default: part };
  });
}
