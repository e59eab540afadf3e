import { initialsOf } from '../text/format.ts';

const HUES = ['violet', 'rust', 'green', 'cyan', 'pink', 'indigo', 'amber', 'blue', 'olive', 'brown'] as const;

/** A person of the organisation: initials on a hue that follows from the name, so that it is the same everywhere. */
export function Token({ name, large = false }: { name: string; large?: boolean }) {
  const hue =
    HUES[Array.from(name).reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7) % HUES.length];
  return (
    <span
      className={large ? 'token large' : 'token'}
      style={{ color: `var(--sg-${hue})`, background: `var(--sg-${hue}-bg)` }}
      aria-hidden="true"
    >
      {initialsOf(name)}
    </span>
  );
}
