/** Made of two parts, so that hardly anybody is called so and no text means anything by it. */
const FRONT = [
  'Ahorn',
  'Birken',
  'Buchen',
  'Eichen',
  'Erlen',
  'Eschen',
  'Fichten',
  'Ginster',
  'Hasel',
  'Kirsch',
  'Lärchen',
  'Linden',
  'Pappel',
  'Quitten',
  'Schlehen',
  'Tannen',
  'Ulmen',
  'Wachol',
  'Weiden',
  'Zedern',
] as const;
const BACK = [
  'kamp',
  'horst',
  'rode',
  'grund',
  'heide',
  'warder',
  'brook',
  'hagen',
  'siel',
  'ried',
  'lohe',
  'winkel',
] as const;
const GIVEN = [
  'Alva',
  'Bosse',
  'Cosima',
  'Darian',
  'Elani',
  'Fenja',
  'Gelas',
  'Hedda',
  'Ilvy',
  'Jorin',
  'Kaisa',
  'Levke',
  'Momme',
  'Nilo',
  'Orla',
  'Peeke',
  'Quirin',
  'Runa',
  'Silvan',
  'Tjark',
  'Ulva',
  'Veit',
  'Wenke',
  'Xenja',
  'Ylva',
  'Zeno',
  'Arvid',
  'Birte',
  'Cai',
  'Dorte',
  'Enno',
  'Frauke',
  'Gesa',
  'Hauke',
  'Inken',
  'Jelto',
  'Keno',
  'Lasse',
  'Maike',
  'Nane',
  'Okka',
  'Popke',
  'Rieke',
  'Swantje',
  'Tomke',
  'Ubbo',
  'Wiebke',
  'Zorra',
] as const;

/** What an invented word stands for. */
export type NameKind = 'family' | 'given';

/** How many different ones there are. */
export const INVENTED_COUNTS: Readonly<Record<NameKind, number>> = {
  family: FRONT.length * BACK.length,
  given: GIVEN.length,
};

/** An invented name by its number; any whole number leads to one. */
export function inventedName(kind: NameKind, number: number): string {
  const at = number % INVENTED_COUNTS[kind];
  if (kind === 'given') return GIVEN[at] ?? '';
  return `${FRONT[at % FRONT.length] ?? ''}${BACK[Math.floor(at / FRONT.length)] ?? ''}`;
}

/** FNV-1a over the text: the same text, the same number, in this browser and until names are shown again. */
export function numberOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  // The low digits of neighbours lie close together.
  return (hash ^ (hash >>> 15)) >>> 0;
}
