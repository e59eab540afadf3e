import { expect } from 'vitest';
import type { Hands } from './morning-hands.ts';
import { type Member, type MorningHouse, type Patient, STAFF } from './morning-house.ts';
import { shoot } from './shoot.ts';

const [LINDNER, WIRTH, KRUSE, ARSLAN] = STAFF;
const AWAY = 'Ohne Verbindung, Kopie auf diesem Gerät';
/** One in so many does not come. */
const MISSED = 7;
const LATER_MINUTES = 10;
const LETTERS = 'abcdefghijklmnopqrstuvwxyzäöüß';

/** A text that is in the house for good, and about whom. */
export interface Kept {
  readonly patient: Patient;
  readonly text: string;
}

/** The plan of a morning, and what it leaves behind. */
export class Morning {
  readonly #house: MorningHouse;
  /** What stands in the Akten. */
  readonly kept: Kept[] = [];
  readonly tasks: string[] = [];
  /** Subjects of what was said to the first doctor. */
  readonly messages: string[] = [];
  readonly newPersons: string[] = [];
  /** By person: how many minutes later than planned. */
  readonly moved = new Map<string, number>();
  /** Appointments made this morning, as their reason says. */
  readonly inAWeek: string[] = [];
  readonly inTwoWeeks: string[] = [];
  /** Who was marked as there while the server was away. */
  readonly #arrived = new Set<string>();

  constructor(house: MorningHouse) {
    this.#house = house;
  }

  /** Everybody does what is to do for those who are expected from place `from` to place `to`. */
  async between(from: number, to: number): Promise<void> {
    const here = this.#house.patients.slice(from, to);
    await Promise.all([
      this.#reception(KRUSE, LINDNER, here),
      this.#reception(ARSLAN, WIRTH, here),
      this.#doctor(LINDNER, KRUSE, here),
      this.#doctor(WIRTH, ARSLAN, here),
    ]);
  }

  /** The minute of the day at which somebody is expected in the end. */
  timeOf({ name, from }: Patient): number {
    return from + (this.moved.get(name) ?? 0);
  }

  /** Whether somebody stays away. */
  isMissed({ at }: Patient): boolean {
    return at % MISSED === MISSED - 1;
  }

  async #reception(member: Member, doctor: Member, all: readonly Patient[]): Promise<void> {
    const hands = this.#house.handsOf(member);
    const own = all.filter(({ reception }) => reception === member);
    await hands.toDay();
    for (const patient of own) {
      if (this.isMissed(patient)) {
        await hands.atRow(patient.name, 'x');
        await hands.seeState(patient.name, 'nicht erschienen');
        continue;
      }
      if (!this.#arrived.has(patient.name)) await hands.atRow(patient.name, 'a');
      await this.#beside(member, doctor, patient);
    }
    await hands.toDay();
    for (const patient of own.filter((one) => !this.isMissed(one))) {
      await hands.seeState(patient.name, 'abgeschlossen');
      await hands.atRow(patient.name, 'b');
    }
  }

  /** What comes between two arrivals: somebody calls, somebody new, another time, a word to a colleague. */
  async #beside(member: Member, doctor: Member, patient: Patient): Promise<void> {
    const hands = this.#house.handsOf(member);
    const { at, name } = patient;
    // Which of the five it is goes by who is expected: two after each other come to the same reception.
    switch ((Math.floor(at / 4) * 2 + (at % 2)) % 5) {
      case 0: {
        // Said before anybody is called in: whoever is in the room keeps the time.
        const title = `Rückruf ${at}: Rezept bestellt`;
        await hands.takeCall(title, doctor);
        this.tasks.push(title);
        return;
      }
      case 1: {
        const subject = `Nachricht ${at}: bitte vorziehen`;
        await hands.tell(LINDNER, subject);
        this.messages.push(subject);
        await hands.toDay();
        return;
      }
      case 2: {
        const reason = `Kontrolle K${at} vereinbart`;
        await hands.beginAppointment(name, `+7 9:15 ${reason}`);
        await hands.finishDialog();
        this.inAWeek.push(reason);
        await hands.toDay();
        return;
      }
      case 3: {
        const familienname = `Neuzugang${LETTERS[Math.floor(at / 2)] ?? ''}`;
        await hands.enterPerson(familienname, `1.3.${50 + (at % 40)}`);
        this.newPersons.push(familienname);
        await hands.toDay();
        return;
      }
      default:
        await hands.atRow(name, 'Alt+ArrowDown', 'Alt+ArrowDown');
        this.moved.set(name, LATER_MINUTES);
    }
  }

  async #doctor(member: Member, reception: Member, all: readonly Patient[]): Promise<void> {
    const hands = this.#house.handsOf(member);
    const own = all.filter((one) => one.doctor === member && !this.isMissed(one));
    await hands.toDay();
    for (const [nth, patient] of own.entries()) {
      await hands.seeWaiting(patient.name);
      await hands.atRow(patient.name, 'r', member === LINDNER ? '1' : '2');
      await hands.seeState(patient.name, 'im Raum');
      await hands.open(patient.name);
      await this.#treat(nth, { member, reception, patient });
      await hands.toDay();
      await hands.atRow(patient.name, 'd', 'f');
      await hands.seeState(patient.name, 'abgeschlossen');
    }
  }

  async #treat(nth: number, { member, reception, patient }: Treatment): Promise<void> {
    const hands = this.#house.handsOf(member);
    const { at } = patient;
    const write = async (kuerzel: string, text: string) => {
      await hands.write(kuerzel, text);
      await hands.eintrag(text).waitFor();
      this.kept.push({ patient, text });
    };
    const finding = `Befund ${at}: Herz und Lunge frei`;
    await write('bef ', finding);
    if (nth % 2 === 0) await write('e11.4 g l ', `Diagnose ${at} Diabetes`);
    if (nth % 3 === 0) await hands.release(finding);
    if (nth % 3 === 1) await write(`@${initialsOf(reception)} `, `Auftrag ${at} Labor`);
    if (nth % 3 === 2) {
      const reason = `Wiedervorstellung ${at} bestellt`;
      await hands.write('t +14 9:30 20 ', reason);
      this.inTwoWeeks.push(reason);
    }
  }

  /** What all four do while the server is killed, begins again, and afterwards. `kill` and `startAgain` are done by the test. */
  async withoutServer(from: number, server: { kill(): Promise<unknown>; startAgain(): Promise<void> }): Promise<void> {
    const [lindner, wirth, kruse, arslan] = STAFF.map((member) => this.#house.handsOf(member)) as unknown as FourHands;
    const [ofLindner, ofWirth] = [this.#lastOf(LINDNER, from), this.#lastOf(WIRTH, from)];
    await Promise.all([lindner.open(ofLindner.name), wirth.open(ofWirth.name)]);
    const [called, half] = ['Telefonat mit der Tochter, ', 'Rückruf am Abend, '];
    await lindner.type(called);
    const killed = server.kill();
    await Promise.all([
      this.#writesOn(lindner, ofLindner, { begun: called, half }),
      this.#writesAndTells(wirth, ofWirth),
      this.#keepsDialog(kruse, this.#nextOf(KRUSE, from)),
      this.#takesCall(arslan, this.#nextOf(ARSLAN, from)),
    ]);
    await killed;
    for (const [member, hands] of this.#house.hands) {
      await hands.seeStatus(AWAY);
      await shoot(hands.page, `morning-away-${initialsOf(member)}`);
    }
    await server.startAgain();
    expect(await lindner.inLine()).toBe(half);
    await lindner.type('nüchtern');
    await lindner.send();
    this.kept.push({ patient: ofLindner, text: `${half}nüchtern` });
    await kruse.finishDialog();
    for (const hands of this.#house.hands.values()) {
      await hands.seeStatus('Alles gespeichert');
      await hands.seeStatus('Verbunden');
    }
  }

  /** The sentence is ended and sent without a line; the next one is begun. */
  async #writesOn(hands: Hands, patient: Patient, { begun, half }: { begun: string; half: string }): Promise<void> {
    await hands.type('sie bringt die Liste');
    await hands.send();
    const text = `${begun}sie bringt die Liste`;
    await hands.eintrag(text).waitFor();
    this.kept.push({ patient, text });
    await hands.seeStatus(AWAY);
    await hands.type(half);
  }

  async #writesAndTells(hands: Hands, patient: Patient): Promise<void> {
    const text = `Nachtrag ${patient.at} ohne Leitung`;
    await hands.write('bef ', text);
    await hands.eintrag(text).waitFor();
    this.kept.push({ patient, text });
    await hands.seeStatus(AWAY);
    const subject = `Nachricht ${patient.at} ohne Leitung`;
    await hands.tell(LINDNER, subject);
    this.messages.push(subject);
  }

  async #keepsDialog(hands: Hands, patient: Patient): Promise<void> {
    await this.#arrives(hands, patient);
    const reason = `Impfung P${patient.at} ohne Leitung`;
    await hands.beginAppointment(patient.name, `+7 11:40 ${reason}`);
    this.inAWeek.push(reason);
  }

  async #takesCall(hands: Hands, patient: Patient): Promise<void> {
    await this.#arrives(hands, patient);
    const title = `Rückruf ${patient.at} ohne Leitung`;
    await hands.takeCall(title, LINDNER);
    this.tasks.push(title);
  }

  async #arrives(hands: Hands, { name }: Patient): Promise<void> {
    await hands.atRow(name, 'a');
    await hands.seeState(name, 'wartet');
    this.#arrived.add(name);
    await hands.seeStatus(AWAY);
  }

  #nextOf(member: Member, from: number): Patient {
    return this.#oneOf(this.#house.patients.slice(from), member);
  }

  #lastOf(member: Member, from: number): Patient {
    return this.#oneOf(this.#house.patients.slice(0, from).toReversed(), member);
  }

  #oneOf(patients: readonly Patient[], member: Member): Patient {
    const found = patients.find((one) => [one.doctor, one.reception].includes(member) && !this.isMissed(one));
    if (found === undefined) throw new Error('MO2: the morning is too short for this');
    return found;
  }
}

type FourHands = readonly [Hands, Hands, Hands, Hands];

interface Treatment {
  readonly member: Member;
  readonly reception: Member;
  readonly patient: Patient;
}

const initialsOf = (member: Member) =>
  member
    .replace('Dr. ', '')
    .split(' ')
    .map((word) => word.charAt(0).toLowerCase())
    .join('');
