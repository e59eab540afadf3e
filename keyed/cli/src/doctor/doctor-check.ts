import type { Sentence } from '../terminal/language.ts';

/** One thing the doctor has looked at. */
export interface DoctorCheck {
  readonly id: 'node' | 'files' | 'disk' | 'server' | 'protocol' | 'clock' | 'device' | 'certificate';
  readonly state: 'ok' | 'warning' | 'failed' | 'skipped';
  readonly text: Sentence;
  readonly facts?: Readonly<Record<string, string | number>>;
}
