import { html, type Html } from './html.ts';

const STEPS = 64;
const RADIUS = 10.2;
const LOBE_DEPTH = 0.75;
const LOBES = 8;

/** The sign of the product: a ring with eight lobes and a bar. */
export function sealMark(): Html {
  const points = Array.from({ length: STEPS }, (_, step) => {
    const angle = (2 * Math.PI * step) / STEPS;
    const reach = RADIUS + LOBE_DEPTH * Math.cos(LOBES * angle);
    return `${(12 + reach * Math.sin(angle)).toFixed(2)},${(12 - reach * Math.cos(angle)).toFixed(2)}`;
  });
  return html`<svg class="mark" viewBox="0 0 24 24" aria-hidden="true"><polygon points="${points.join(' ')}" fill="currentColor" /><circle cx="12" cy="12" r="6.2" /><path d="M12 9.2v5.6" /></svg>`;
}
