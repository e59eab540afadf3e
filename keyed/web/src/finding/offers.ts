import type { PlaceView, WishOffer, WishView } from '@siegel/safe';

/** Somebody who fits a place, and what was said to them about it. */
export interface Candidate {
  readonly wish: WishView;
  readonly fit: PlaceView['fits'][number];
  /** `asked`: the answer is open; `late`: it did not come in time. */
  readonly state: 'none' | 'asked' | 'late' | 'refused';
  readonly offer?: WishOffer;
}

/** Who fits a place, whom to ask next in front: whoever has refused comes last (TE73). */
export function candidatesOf(place: PlaceView, wishes: readonly WishView[], nowMs: number): readonly Candidate[] {
  const all = place.fits.flatMap((fit): readonly Candidate[] => {
    const wish = wishes.find(({ wishId }) => wishId === fit.wishId);
    if (wish === undefined) return [];
    const offer = offerFor(wish, fit);
    return [{ wish, fit, state: stateOf(offer, nowMs), ...(offer !== undefined && { offer }) }];
  });
  return [...all.filter(({ state }) => state !== 'refused'), ...all.filter(({ state }) => state === 'refused')];
}

/** The offers of a wish with one more, or with another answer to the one for this place. */
export function offersWith(
  { wish, fit }: Candidate,
  change: Pick<WishOffer, 'untilMs' | 'answer'>,
  by?: string,
): readonly WishOffer[] {
  const step = fit.vacancy.steps[0] ?? { from: 0, to: 0, resources: [] };
  const { day } = fit.vacancy;
  const others = wish.offers.filter((offer) => !isFor(offer, fit));
  const { from, to, resources } = step;
  return [...others, { day, from, minutes: to - from, resources, ...change, ...(by !== undefined && { by }) }];
}

function offerFor(wish: WishView, fit: Candidate['fit']): WishOffer | undefined {
  return wish.offers.findLast((offer) => isFor(offer, fit));
}

function isFor(offer: WishOffer, { vacancy }: Candidate['fit']): boolean {
  return offer.day === vacancy.day && offer.from === vacancy.steps[0]?.from;
}

function stateOf(offer: WishOffer | undefined, nowMs: number): Candidate['state'] {
  if (offer === undefined) return 'none';
  if (offer.answer === 'abgelehnt') return 'refused';
  return offer.untilMs > nowMs ? 'asked' : 'late';
}
