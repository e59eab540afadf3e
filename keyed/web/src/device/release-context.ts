import { createContext, useContext, useSyncExternalStore } from 'react';
import type { ReleaseBoard, ReleaseView } from './release-board.ts';

/** What keeps the client of this browser; given by `App`. */
export const ReleaseContext = createContext<ReleaseBoard | undefined>(undefined);

/** The board of the nearest `App`. */
export function useReleaseBoard(): ReleaseBoard {
  const board = useContext(ReleaseContext);
  if (board === undefined) throw new Error('CD14: no release board above');
  return board;
}

/** The client of this browser, followed while the component is on screen. */
export function useRelease(): ReleaseView {
  const board = useReleaseBoard();
  return useSyncExternalStore(board.watch, board.get);
}
