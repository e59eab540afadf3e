import type { Result } from '@siegel/wire';

/** Runs one change and shows what became of it; the lists follow. */
export type Change = <T>(act: () => Promise<Result<T>>) => Promise<T | undefined>;
