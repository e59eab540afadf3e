import { randomInt } from 'node:crypto';
import { type Marker, markerOf } from '@siegel/testing';

/** What becomes of a marker: in an Akte, in a record of the house, or typed and not saved. */
type Fate = 'saved' | 'house' | 'unsaved';

// Letters that no folding changes and that form no words. New ones for every run: what an earlier run left behind is not found.
const LETTERS = 'bcdfghjklmnpqrstvwxz';
const CORE_LETTERS = 10;

/** Hands out markers for everything that can be typed, and knows which of them were. */
export class MarkerSupply {
  readonly markers: Marker[] = [];
  readonly #fates = new Map<string, Fate>();

  /** A text with umlauts around letters that outlast folding. */
  text(fate: Fate): string {
    const core = Array.from({ length: CORE_LETTERS }, () => LETTERS[randomInt(LETTERS.length)]).join('');
    return this.#take(fate, `Ä${core}öß`, core);
  }

  mail(): string {
    return `${this.#take('saved', this.#digits('post'))}@example.org`;
  }

  phone(): string {
    return this.#take('saved', this.#digits('0351 '));
  }

  /** As it stands on a card: a letter and nine digits. */
  insuranceNumber(): string {
    return this.#take('saved', this.#digits('K').slice(0, 10));
  }

  /** A day of a century in which nobody living was born, as it is typed; it is kept and shown in two ways. */
  birthDay(): string {
    const [day, month, year] = [randomInt(10, 29), randomInt(10, 13), randomInt(1871, 1899)];
    const typed = `${day}.${month}.${year}`;
    // There are few such days: one that is taken is drawn again.
    if (this.#fates.has(typed)) return this.birthDay();
    this.#take('saved', typed);
    const kept = markerOf(`${year}-${month}-${day}`);
    const marker = this.markers.pop() as Marker;
    for (const [form, bytes] of kept.forms) (marker.forms as Map<string, Buffer>).set(`ISO ${form}`, bytes);
    this.markers.push(marker);
    return typed;
  }

  of(fate: Fate): readonly string[] {
    return [...this.#fates].filter(([, one]) => one === fate).map(([text]) => text);
  }

  /** What a report calls a marker: the how manieth it was, and what became of it. */
  nameOf(text: string): string {
    const at = this.markers.findIndex((marker) => marker.text === text);
    return `marker ${at + 1} (${this.#fates.get(text)})`;
  }

  #digits(begin: string): string {
    return begin + Array.from({ length: 10 }, () => String(randomInt(10))).join('');
  }

  #take(fate: Fate, text: string, core?: string): string {
    if (this.#fates.has(text)) throw new Error('the same marker twice');
    this.markers.push(markerOf(text, core));
    this.#fates.set(text, fate);
    return text;
  }
}
