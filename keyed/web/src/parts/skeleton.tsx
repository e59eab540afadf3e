import { useAfter } from './use-after.ts';

const APPEARS_AFTER_MS = 200;
const WIDTHS = [86, 64, 74, 52, 80, 60, 70, 44];

/** Grey lines for content that is on its way; they appear only when it takes longer than 200 ms. */
export function Skeleton({ label, lines = 3 }: { label: string; lines?: number }) {
  const shown = useAfter(APPEARS_AFTER_MS);
  return (
    <div role="status" className="skeleton">
      <span className="visually-hidden">{shown ? label : ''}</span>
      {shown &&
        WIDTHS.slice(0, lines).map((width) => (
          <i key={width} className="skeleton-line" style={{ width: `${width}%` }} />
        ))}
    </div>
  );
}
