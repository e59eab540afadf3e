/** As many backups as the server keeps (BK28). */
export const BACKUPS_MOST = 7;
