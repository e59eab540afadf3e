import type { ErrorCode } from '@siegel/wire';
import type { Safe } from '../safe/safe.ts';
import { askJson } from '../server/server-request.ts';
import type { ApprovalWatchers } from './approval-watchers.ts';
import type { EditingSigns } from './editing-signs.ts';
import type { HeadListener } from './head-socket.ts';
import { endOf } from './server-verdict.ts';
import type { StatusBoard } from './status-board.ts';

/** Who wants to know what comes over the line of an open safe. */
export interface LineNews {
  readonly board: StatusBoard;
  readonly editing: EditingSigns;
  readonly approvals: ApprovalWatchers;
  readonly catchUp: () => Promise<void>;
  /** The server says that this session is over. */
  readonly onEnded: (reason: ErrorCode) => Promise<void>;
}

/** What the socket of an open safe tells, to whom it concerns. */
export function lineListener(safe: Safe, { board, editing, approvals, catchUp, onEnded }: LineNews): HeadListener {
  return {
    onHead: (size) => {
      if (size > safe.follower.head.size) void catchUp();
    },
    onLine: (online) => {
      board.set({ online });
      if (online) void catchUp();
      if (online) approvals.tell();
    },
    onPresence: (presence) => editing.heard(presence),
    onApprovals: () => approvals.tell(),
    onEnded: () => void askWhetherEnded(safe, onEnded),
  };
}

/** The socket was closed as that of an ended session: the server is asked, at once (DV22). */
async function askWhetherEnded(safe: Safe, onEnded: LineNews['onEnded']): Promise<void> {
  const asked = await askJson(safe.given.address, 'session', { answer: 'sessionState' });
  const ended = endOf(asked);
  if (ended !== undefined) await onEnded(ended);
}
