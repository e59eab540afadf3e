/** Households: who lives together, and how old they are, like the patients of a family practice. */
import type { Random } from './random.ts';

/** How many persons are drawn together; households do not reach over the edge. */
export const BLOCK = 8;

/** One member before it has a name. */
export type Member = {
  readonly role: 'adult' | 'partner' | 'child';
  readonly sex: 'm' | 'w';
  readonly ageYears: number;
};

const SIZES = [
  { weight: 55, size: 1 },
  { weight: 35, size: 2 },
  { weight: 5, size: 3 },
  { weight: 4, size: 4 },
  { weight: 1, size: 5 },
] as const;
const SINGLE_AGES = [
  { weight: 22, from: 18, to: 34 },
  { weight: 16, from: 35, to: 49 },
  { weight: 25, from: 50, to: 64 },
  { weight: 22, from: 65, to: 79 },
  { weight: 15, from: 80, to: 97 },
] as const;
const COUPLE_AGES = [
  { weight: 14, from: 24, to: 40 },
  { weight: 34, from: 41, to: 60 },
  { weight: 33, from: 61, to: 75 },
  { weight: 19, from: 76, to: 91 },
] as const;
const OLDEST_CHILD = 21;

/** Draws the households of one block; together they have BLOCK members. */
export function drawHouseholds(random: Random): Member[][] {
  const households: Member[][] = [];
  for (let left = BLOCK; left > 0; ) {
    const size = Math.min(random.pickWeighted(SIZES).size, left);
    households.push(drawHousehold(random, size));
    left -= size;
  }
  return households;
}

function drawHousehold(random: Random, size: number): Member[] {
  if (size === 1) return [{ role: 'adult', sex: drawSex(random), ageYears: drawAge(random, SINGLE_AGES) }];
  if (size === 2 && !random.percent(12)) return drawCouple(random, drawAge(random, COUPLE_AGES));
  const parents = size > 2 && random.percent(80) ? drawCouple(random, random.between(27, 51)) : [drawParent(random)];
  const youngest = Math.min(...parents.map(({ ageYears }) => ageYears));
  let oldestChild = Math.min(OLDEST_CHILD, youngest - 22);
  const children = Array.from({ length: size - parents.length }, (): Member => {
    const ageYears = Math.max(0, oldestChild - random.below(6));
    oldestChild = Math.max(0, ageYears - 2);
    return { role: 'child', sex: drawSex(random), ageYears };
  });
  return [...parents, ...children];
}

function drawCouple(random: Random, ageYears: number): Member[] {
  const sex = drawSex(random);
  const other = sex === 'w' ? 'm' : 'w';
  return [
    { role: 'adult', sex, ageYears },
    {
      role: 'partner',
      sex: random.percent(97) ? other : sex,
      ageYears: Math.max(20, ageYears + random.between(-5, 5)),
    },
  ];
}

function drawParent(random: Random): Member {
  return { role: 'adult', sex: random.percent(85) ? 'w' : 'm', ageYears: random.between(25, 48) };
}

function drawAge(random: Random, ages: readonly { weight: number; from: number; to: number }[]): number {
  const { from, to } = random.pickWeighted(ages);
  return random.between(from, to);
}

function drawSex(random: Random): 'm' | 'w' {
  // A few more women than men come to a family practice.
  return random.percent(54) ? 'w' : 'm';
}
