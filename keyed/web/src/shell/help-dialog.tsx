import { Kbd } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from './dialog.tsx';

const KEYS = [
  ['F1', 'help'],
  ['F2', 'find'],
  ['Strg K', 'commands'],
  ['F4', 'home'],
  ['F7', 'freigabe'],
  ['F9', 'lock'],
  ['Alt 1..8', 'tab'],
  ['Alt V', 'serverView'],
  ['Alt S', 'device'],
  ['Alt H', 'history'],
  ['Alt A', 'attach'],
  ['Alt E', 'stammdaten'],
  ['Alt ↑ ↓', 'day'],
  ['↑', 'toRows'],
  ['Enter', 'enter'],
  ['E', 'edit'],
  ['H', 'rowHistory'],
  ['O', 'openFile'],
  ['M', 'move'],
  ['F', 'rowFreigeben'],
  ['P', 'rowPresent'],
  ['N', 'rowNachtrag'],
  ['/', 'filter'],
  ['Esc', 'escape'],
] as const;

/** All keys of the workspace, and what they do. */
export function HelpDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog isOpen={isOpen} label={t('help.title')} size={480} onClose={onClose}>
      <div className="help">
        <h2>{t('help.title')}</h2>
        <table className="keys">
          <tbody>
            {KEYS.map(([key, does]) => (
              <tr key={key}>
                <th scope="row">
                  <Kbd>{key}</Kbd>
                </th>
                <td>{t(`help.${does}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Dialog>
  );
}
