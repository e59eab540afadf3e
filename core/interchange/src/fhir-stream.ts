import { append } from './draft.ts';
import { below, CONTAINERS, type FhirEntry } from './fhir-entry.ts';
import { glanceAt } from './fhir-glance.ts';
import { type FhirGroup, FhirIndex, type GroupedPieces, MOST_ENTRIES } from './fhir-index.ts';
import { readFhirElement, readFhirJson } from './fhir-json.ts';
import { isDocumentBundle, mapEntries } from './fhir-map.ts';
import { noteProfiles } from './fhir-check.ts';
import { childOf, type FhirNode, type FhirTree } from './fhir-node.ts';
import { type FindingLog, makeFindingLog } from './import-finding.ts';
import { IMPORT_LIMITS, type ImportOptions } from './import-plan.ts';
import { JsonSpans, type JsonSpan, type SpanFault } from './json-spans.ts';
import type { PlanStep, StreamEnd } from './plan-step.ts';
import { readPieces, type ReadPart } from './read-pieces.ts';
import { settleParts } from './settle-plan.ts';
import type { FindingCode } from './finding-texts.ts';

/** A large FHIR file: once from its beginning to its end, and then in parts. */
export interface FhirFile {
  readonly chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  readonly read: ReadPart;
  /** Told how many bytes have been mapped. */
  readonly onMapped?: (bytes: number) => void;
}

const FAULTS: Readonly<Record<SpanFault, FindingCode>> = {
  depth: 'FHIR_TOO_DEEP',
  'not-json': 'FHIR_NOT_JSON',
  'too-long': 'FHIR_RESOURCE_TOO_LARGE',
};
/** Bytes of one group mapped at once: of a person with more, the Eintraege come in several steps. */
const PART_BYTES = 4 << 20;
/** Bytes read before they are mapped, for a file whose resources stand by person, and for one where they are scattered: then
 *  every batch goes through the whole file. */
const BATCH_BYTES = { together: 4 << 20, scattered: 64 << 20 } as const;
const MOSTLY = 0.5;

/** Reads FHIR JSON of any size, a Bundle or NDJSON (IX4, IX19). The first pass over the file remembers where each resource
 *  stands and whose it is; the second reads those of one person after the other, wherever they stand, and gives the person. */
export async function* streamFhir(file: FhirFile, options: ImportOptions): AsyncGenerator<PlanStep | StreamEnd> {
  const log = makeFindingLog();
  const reading = new Reading(log, options);
  for await (const chunk of file.chunks) {
    yield* reading.push(chunk);
    if (log.hasError()) break;
  }
  yield* reading.end();
  let isEmpty = true;
  if (!log.hasError())
    for await (const step of reading.steps(file)) {
      isEmpty &&= step.type === 'envelope';
      yield step;
    }
  noteProfiles(reading.profiles, log);
  if (isEmpty && !log.hasError()) log.add('NOTHING_TO_IMPORT');
  yield { type: 'end', refused: log.hasError(), charset: 'utf-8', findings: log.list() };
}

/** True for text whose first object is followed by another one: NDJSON. */
export function isNdjson(bytes: Uint8Array): boolean {
  const spans = new JsonSpans(() => undefined);
  spans.push(bytes);
  return spans.roots > 1 && spans.fault === undefined;
}

class Reading {
  readonly profiles = new Set<string>();
  readonly #log: FindingLog;
  readonly #options: ImportOptions;
  readonly #index = new FhirIndex();
  readonly #spans = new JsonSpans((span) => this.#taken.push(span));
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  #taken: JsonSpan[] = [];
  #root: FhirNode = { name: 'resource', resourceType: 'Bundle', children: [] };
  #entries = 0;
  #isDocument = false;

  constructor(log: FindingLog, options: ImportOptions) {
    this.#log = log;
    this.#options = options;
  }

  push(chunk: Uint8Array): PlanStep[] {
    this.#spans.push(chunk);
    const steps = this.#taken.flatMap((span) => this.#glance(span));
    this.#taken = [];
    this.#noteFault();
    return steps;
  }

  end(): PlanStep[] {
    this.#spans.end();
    this.#noteFault();
    this.#isDocument = this.#spans.roots === 1 && isDocumentBundle(this.#root);
    return [];
  }

  #noteFault(): void {
    const { fault } = this.#spans;
    if (fault === undefined || this.#log.hasError()) return;
    const limit = fault === 'depth' ? IMPORT_LIMITS.depth : IMPORT_LIMITS.fileBytes;
    this.#log.add(FAULTS[fault], { params: { limit } });
  }

  #glance({ kind, start, bytes, root, at }: JsonSpan): PlanStep[] {
    const text = this.#textOf(bytes);
    if (text === undefined) return [];
    if (kind === 'root') this.#entries = at;
    if (kind === 'root' && at > 0) return this.#takeBundle(text, root);
    if (at >= MOST_ENTRIES - 1) {
      this.#log.add('FHIR_TOO_MANY_ELEMENTS', { params: { limit: MOST_ENTRIES } });
      return [];
    }
    const piece = parsed(text);
    if (piece === undefined) this.#log.add('FHIR_NOT_JSON');
    else this.#index.push({ start, length: bytes.length, root, at, isRoot: kind === 'root' }, glanceAt(piece));
    return [];
  }

  /** What a bundle says besides its entries belongs to the file. */
  #takeBundle(text: string, root: number): PlanStep[] {
    const node = readFhirJson(text, this.#log);
    if (node === null) return [];
    if (root === 0) this.#root = node;
    const path = this.#spans.roots === 1 ? 'Bundle' : `line[${root + 1}].${node.resourceType ?? ''}`;
    const entry: FhirEntry = { node, type: node.resourceType ?? '', path, ref: path };
    return this.#map([entry], [{ node, path }]);
  }

  #textOf(bytes: Uint8Array): string | undefined {
    try {
      return this.#decoder.decode(bytes);
    } catch {
      this.#log.add('FHIR_NOT_TEXT');
      return undefined;
    }
  }

  /** The second pass. */
  async *steps({ read, onMapped = () => undefined }: FhirFile): AsyncGenerator<PlanStep> {
    const grouped = this.#index.grouped(this.#isDocument);
    const most = grouped.togetherness > MOSTLY ? BATCH_BYTES.together : BATCH_BYTES.scattered;
    let mapped = 0;
    for (const batch of this.#batches(grouped, most)) {
      const wanted = new Set(batch.flatMap(({ pieces }) => pieces));
      const places = [...wanted].map((piece) => ({ piece, ...this.#index.placeOf(piece) }));
      const bytesByPiece = await readPieces(places, read);
      for (const part of batch) {
        yield* this.#mapPart(part, bytesByPiece);
        if (this.#log.hasError()) return;
        mapped += part.ownBytes;
        onMapped(mapped);
      }
    }
  }

  *#batches(grouped: GroupedPieces, mostBytes: number): Generator<readonly Part[]> {
    let batch: Part[] = [];
    let bytes = 0;
    for (const group of grouped.groups())
      for (const part of this.#partsOf(group, grouped)) {
        batch.push(part);
        bytes += part.ownBytes;
        if (bytes < mostBytes) continue;
        yield batch;
        [batch, bytes] = [[], 0];
      }
    if (batch.length > 0) yield batch;
  }

  /** Cuts a group into parts; each begins with the person, so that its references find somebody. */
  *#partsOf({ pieces, personPieces }: FhirGroup, grouped: GroupedPieces): Generator<Part> {
    const person = pieces.slice(0, personPieces);
    for (let from = 0; from < pieces.length; ) {
      const own: number[] = [];
      let ownBytes = 0;
      for (; from < pieces.length && (ownBytes < PART_BYTES || own.length <= personPieces); from++) {
        const piece = pieces[from] ?? 0;
        own.push(piece);
        ownBytes += this.#index.placeOf(piece).length;
      }
      const isFirst = own[0] === pieces[0];
      const all = isFirst ? own : [...person, ...own];
      // As they stand in the file, so that it makes no difference how a file is read.
      const inOrder = [...all, ...grouped.drawnBy(all)].toSorted((a, b) => a - b);
      yield { pieces: inOrder, ownBytes, known: new Set(isFirst ? [] : person) };
    }
  }

  #mapPart({ pieces, known }: Part, bytesByPiece: ReadonlyMap<number, Uint8Array>): PlanStep[] {
    const entries: FhirEntry[] = [];
    const trees: FhirTree[] = [];
    for (const piece of pieces) {
      const bytes = bytesByPiece.get(piece);
      const text = bytes === undefined ? undefined : this.#textOf(bytes);
      const tree = text === undefined ? undefined : this.#treeOf(piece, text);
      if (tree === undefined) continue;
      if (!known.has(piece)) trees.push(tree);
      append(entries, entriesOfTree(tree));
    }
    return this.#map(entries, trees, known.size > 0);
  }

  #treeOf(piece: number, text: string): FhirTree | undefined {
    const { root, at, isRoot } = this.#index.placeOf(piece);
    const isAlone = this.#spans.roots === 1;
    const line = isAlone ? '' : `line[${root + 1}].`;
    if (isRoot) {
      const node = readFhirJson(text, this.#log);
      return node === null ? undefined : { node, path: `${line}${node.resourceType ?? ''}` };
    }
    const node = readFhirElement('entry', text, this.#log);
    const step = isAlone && this.#entries === 1 ? 'entry' : `entry[${at}]`;
    return node === null ? undefined : { node, path: `${line}Bundle.${step}` };
  }

  #map(entries: readonly FhirEntry[], trees: readonly FhirTree[], isKnown = false): PlanStep[] {
    const { profiles } = this;
    const bundle = { root: this.#root, isDocument: this.#isDocument, profiles };
    const plan = mapEntries({ entries, trees, ...bundle, format: 'fhir-json', charset: 'utf-8' }, this.#log);
    // The first part has said what there is to say about the person.
    if (isKnown) for (const { unplaced } of plan.persons) unplaced.length = 0;
    const { persons, unassigned, envelope } = settleParts(plan, { log: this.#log, options: this.#options });
    return [
      ...persons.map((person): PlanStep => ({ type: 'person', person })),
      ...unassigned.map((content): PlanStep => ({ type: 'unassigned', content })),
      ...(envelope.length === 0 ? [] : [{ type: 'envelope' as const, items: envelope }]),
    ];
  }
}

/** Pieces mapped at once. */
interface Part {
  readonly pieces: readonly number[];
  readonly ownBytes: number;
  /** Pieces that stood in an earlier part already: the person, for the later parts of one. */
  readonly known: ReadonlySet<number>;
}

function entriesOfTree({ node, path }: FhirTree): FhirEntry[] {
  if (node.resourceType === undefined) return below(node, path);
  const id = childOf(node, 'id')?.value;
  const ref = id === undefined ? path : `${node.resourceType}/${id}`;
  const entry: FhirEntry = { node, type: node.resourceType, path, ref };
  return CONTAINERS.has(node.resourceType) ? [entry, ...below(node, path)] : [entry];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
