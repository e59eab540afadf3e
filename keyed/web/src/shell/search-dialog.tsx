import { useTranslation } from 'react-i18next';
import { SearchField, type SearchProps } from '../search/search-field.tsx';
import { SearchGrammar } from '../search/search-grammar.tsx';
import { Dialog } from './dialog.tsx';

/** The search over everything else on screen (F2), or the list of commands (Strg K). */
export function SearchDialog({
  startWith,
  onClose,
  search,
}: {
  /** What stands in the field at first; undefined while the dialog is closed. */
  startWith: string | undefined;
  onClose: () => void;
  search: SearchProps;
}) {
  const { t } = useTranslation();
  return (
    <Dialog isOpen={startWith !== undefined} label={t('search.label')} size={720} onClose={onClose}>
      <SearchField
        {...search}
        startWith={startWith ?? ''}
        idle={<SearchGrammar />}
        onLeave={onClose}
        onOpen={(row) => {
          onClose();
          search.onOpen(row);
        }}
        commands={search.commands.map((command) => ({
          ...command,
          run: () => {
            onClose();
            command.run();
          },
        }))}
      />
    </Dialog>
  );
}
