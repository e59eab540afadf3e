const STEPS = 96;

/** The outline of the seal: a ring with eight lobes around the middle of a 24 x 24 field, as an SVG path. */
export function lobedRing(radius: number, depth: number): string {
  const points = Array.from({ length: STEPS }, (_, step) => {
    const angle = (step / STEPS) * 2 * Math.PI;
    const reach = radius + depth * Math.cos(8 * angle);
    return `${(12 + reach * Math.sin(angle)).toFixed(2)} ${(12 - reach * Math.cos(angle)).toFixed(2)}`;
  });
  return `M${points.join('L')}z`;
}
