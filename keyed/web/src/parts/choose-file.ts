type SavePicker = (options: { readonly suggestedName: string }) => Promise<FileSystemFileHandle>;

/** Asks for a file to write to, where the browser lets a page write one piece by piece. Only right behind a click or a key.
 *  @returns undefined where it does not: what is made is handed over as a download then. */
export async function chooseFile(suggestedName: string): Promise<FileSystemFileHandle | 'cancelled' | undefined> {
  const { showSaveFilePicker: choose } = globalThis as { showSaveFilePicker?: SavePicker };
  if (choose === undefined) return undefined;
  try {
    return await choose({ suggestedName });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return 'cancelled';
    // The policy of the machine may forbid the picker; a download is allowed then.
    return undefined;
  }
}
