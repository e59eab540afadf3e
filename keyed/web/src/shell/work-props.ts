import type { PersonRow } from '@siegel/safe';
import type { SearchProps } from '../search/search-field.tsx';
import type { ShellProps } from './shell-props.ts';

/** What the places of the workspace get beside what the shell has. */
export interface WorkProps extends ShellProps {
  readonly search: SearchProps;
  readonly onOpened: (row: PersonRow) => void;
  readonly onHome: () => void;
  readonly onGo: (personId: string) => void;
}
