import { type ComponentType, lazy, type LazyExoticComponent } from 'react';
import { laterTexts } from '../text/i18n.ts';

const AGAIN_AFTER_MS = 2_000;

/** A part of the page that is fetched when it is first shown, with the texts of all such parts (WB58). While the line is cut its
 *  place stays as it is while waiting, and the rest of the page works on (WB59). */
export function later<P>(fetchPart: () => Promise<ComponentType<P>>): LazyExoticComponent<ComponentType<P>> {
  return lazy(async () => {
    const [part] = await Promise.all([untilHere(fetchPart), untilHere(laterTexts)]);
    return { default: part };
  });
}

async function untilHere<T>(fetchIt: () => Promise<T>): Promise<T> {
  try {
    return await fetchIt();
  } catch (error) {
    // A browser says TypeError when a file did not come, the loader of the build names the styles. Anything else is a fault of the part.
    const isLine = error instanceof TypeError || (error instanceof Error && error.message.includes('preload CSS'));
    if (!isLine) throw error;
  }
  await lineOrTime();
  const part = await untilHere(fetchIt);
  await missingStyles();
  return part;
}

function lineOrTime(): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      removeEventListener('online', go);
      resolve();
    };
    const timer = setTimeout(go, AGAIN_AFTER_MS);
    addEventListener('online', go);
  });
}

/** Fetches again the styles that did not come: the loader of the build asks for each of them only once. What is still on its way is
 *  left alone, somebody may wait for it. */
async function missingStyles(): Promise<void> {
  const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]:not([data-again])')];
  await Promise.all(
    links
      .filter(({ sheet }) => sheet === null)
      .map((link) => {
        const again = link.cloneNode() as HTMLLinkElement;
        const ended = new Promise<void>((resolve) => {
          for (const end of ['load', 'error']) again.addEventListener(end, () => resolve(), { once: true });
        });
        link.dataset['again'] = '';
        link.after(again);
        return ended;
      }),
  );
}
