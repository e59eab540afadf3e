import type { OrganisationView } from '@siegel/safe';
import { createContext, useContext, useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';

const CHANGED = 'siegel:branding';

/** Name and look of the house for whoever is signed in. */
export interface Branding extends OrganisationView {
  /** Address of the logo in this page; undefined without one. */
  readonly logoUrl: string | undefined;
}

/** Undefined before it is known, and where it does not open. */
export const BrandingContext = createContext<Branding | undefined>(undefined);

export function useBranding(): Branding | undefined {
  return useContext(BrandingContext);
}

/** Name or look of the house were changed in this page. */
export function tellBranding(): void {
  window.dispatchEvent(new Event(CHANGED));
}

/** Loads name and look, and gives the page its colour until whoever is signed in leaves (EI5). */
export function useLoadedBranding(): Branding | undefined {
  const safe = useSafe();
  const [view, setView] = useState<OrganisationView>();
  const [logoUrl, setLogoUrl] = useState<string>();
  useEffect(() => {
    const load = () =>
      void safe.organisationView().then((loaded) => {
        if (loaded.ok) setView(loaded.value);
      });
    load();
    window.addEventListener(CHANGED, load);
    return () => window.removeEventListener(CHANGED, load);
  }, [safe]);
  useEffect(() => {
    if (view?.logo === undefined) return setLogoUrl(undefined);
    const url = URL.createObjectURL(new Blob([view.logo.slice()], { type: 'image/png' }));
    setLogoUrl(url);
    return () => URL.revokeObjectURL(url);
  }, [view]);
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (view !== undefined) dataset['accent'] = view.accent;
    return () => {
      delete dataset['accent'];
    };
  }, [view]);
  return view === undefined ? undefined : { ...view, logoUrl };
}
