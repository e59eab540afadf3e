import type { OwnStep, SafeApi } from '@siegel/safe';
import type { Result } from '@siegel/wire';
import type { LineWish } from './command-line.ts';
import type { CommandInputProps } from './command-props.ts';
import type { Draft } from './drafts.ts';
import { newValue } from './eintrag-text.ts';
import { handIn } from './hand-in.ts';
import type { LineDone } from './line-given.ts';
import type { useLineWork } from './use-line-work.ts';

/** What doing a line needs. */
interface DoGiven {
  readonly safe: SafeApi;
  readonly wish: LineWish;
  readonly work: ReturnType<typeof useLineWork>;
  readonly onWrite: CommandInputProps['onWrite'];
  readonly step: OwnStep | undefined;
  /** What it was worked out to when it was sent; undefined where that has to be done anew. */
  readonly settled: ReturnType<ReturnType<typeof useLineWork>['settled']> | undefined;
}

/** Does what a line says. @returns what was done, why not, or in words what is wrong with the line; undefined where that is not known. */
export async function doLine(line: Draft, given: DoGiven): Promise<Result<LineDone> | string | undefined> {
  const { safe, wish, work, onWrite, step, settled } = given;
  if (wish.as !== 'eintrag') {
    const { run, fault } = await (settled ?? work.settled(true));
    return run === undefined ? fault : run();
  }
  const written = await onWrite(wish.kuerzel.kuerzel, newValue(wish.kuerzel, line.text.trim(), line.day));
  if (!written.ok) return written;
  const { saved } = written.value;
  if (step === undefined) return { ok: true, value: { saved } };
  const handed = await handIn(safe, step, written.value);
  return { ok: true, value: { saved, handed: handed.ok ? step : handed.error } };
}
