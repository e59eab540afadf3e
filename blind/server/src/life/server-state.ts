/** Where the server is in its life; routes ask, the program sets. */
export interface ServerState {
  phase: 'starting' | 'ready' | 'stopping';
}
