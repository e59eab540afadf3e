import { createContext } from 'react';
import { createDrafts, type Drafts } from '../akte/drafts.ts';

/** The drafts of whoever is signed in, for editors anywhere in the page; outside of the workspace nothing is kept. */
export const DraftsContext = createContext<Drafts>(createDrafts());
