/** One line of the error catalogue: HTTP status at the edge and what the user reads. */
export interface CatalogueRow {
  readonly status: number;
  readonly de: string;
  readonly en: string;
}

/** Writes one line of the catalogue. */
export function row(status: number, de: string, en: string): CatalogueRow {
  return { status, de, en };
}
