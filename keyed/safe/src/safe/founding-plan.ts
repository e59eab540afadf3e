import {
  type FoundingDraft,
  kitKeys,
  kitToFile,
  kitToQr,
  kitToWords,
  makeFoundingKeys,
  organisationMark,
  platformRandom,
  type Secret,
} from '@siegel/seal';
import { hexOf, type Id } from '@siegel/wire';

/** What the founder decides; names are sealed, profile and account are not. */
export interface FoundingFacts {
  readonly account: string;
  readonly profile: 'practice' | 'social';
  readonly organisationName: string;
  readonly siteName: string;
  readonly founderName: string;
}

/** The kit in the forms that can be kept: a file, words, a code to scan. */
export interface KitCopies {
  readonly file: string;
  readonly words: readonly string[];
  readonly qr: string;
  /** Tells this organisation's sheet from another's; opens nothing. */
  readonly mark: string;
}

const ID_BYTES = 16;

/** Makes the keys of a founding. Nothing is sent: from here on the kit can be kept, and only then is something founded (FR1). */
export async function planFounding(
  facts: FoundingFacts,
  others: Readonly<Record<string, string>> = {},
): Promise<FoundingDraft> {
  return {
    tenant: platformRandom(ID_BYTES) as Id,
    keys: await makeFoundingKeys(),
    facts: { ...others, ...factsToText(facts) },
  };
}

/** The same founding with other words: the keys, and with them every copy of the kit, stay. */
export function withFacts(draft: FoundingDraft, facts: FoundingFacts): FoundingDraft {
  return { ...draft, facts: { ...draft.facts, ...factsToText(facts) } };
}

/** What the founder has entered. */
export function factsOfDraft({ facts }: FoundingDraft): FoundingFacts {
  const { account = '', profile, organisationName = '', siteName = '', founderName = '' } = facts;
  return { account, profile: profile === 'social' ? 'social' : 'practice', organisationName, siteName, founderName };
}

/** All forms of the kit of a founding. */
export function kitCopies({ tenant, keys: { kit } }: FoundingDraft): Promise<KitCopies> {
  return copiesOfKit(kit, tenant);
}

/** All forms of a kit. */
export async function copiesOfKit(kit: Secret, tenant: Id): Promise<KitCopies> {
  const { org } = await kitKeys(kit);
  return {
    file: kitToFile(kit, tenant),
    words: kitToWords(kit),
    qr: kitToQr(kit, tenant),
    mark: organisationMark(org.publicKey),
  };
}

/** Name of the kit file: it says which organisation's it is without naming it. */
export function kitFileName({ tenant }: Pick<FoundingDraft, 'tenant'>): string {
  return `siegel-organisationsschluessel-${hexOf(tenant).slice(0, 8)}.txt`;
}

function factsToText({ account, profile, organisationName, siteName, founderName }: FoundingFacts) {
  return { account, profile, organisationName, siteName, founderName };
}
