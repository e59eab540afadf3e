/** What every part of a section gets. It loads its own data by its own calls, and shows them read-only unless `mayChange`. */
export interface SettingsPartProps {
  readonly mayChange: boolean;
}
