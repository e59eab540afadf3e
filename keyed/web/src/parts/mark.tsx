import { lobedRing } from './lobed-ring.ts';

const RING = lobedRing(10.2, 0.75);

/** The sign of the product. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 24 24" aria-hidden="true">
      <path d={RING} fill="currentColor" />
      <circle cx="12" cy="12" r="6.2" fill="none" stroke="var(--sg-sunken)" strokeWidth="1.5" />
      <path d="M12 9.2v5.6" stroke="var(--sg-sunken)" strokeWidth="2.2" strokeLinecap="round" />
    </svg>
  );
}
