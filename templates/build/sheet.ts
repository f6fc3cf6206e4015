import { blockInputKind, blockKind, blockOutputKind } from '../../src/document/blocks.ts';
import { newDocument } from '../../src/document/create.ts';
import type { LayerParams } from '../../src/document/operations/layers.ts';
import type { BlockDefinition, ConvasDocument, Edge, LayerNode, Note } from '../../src/document/schema.ts';

/** A card's width and its gap; a card's height with its feature maps, and the gap that a wire back runs in. */
const column = 264;
const row = 224;

/** Where a card stands, counted in cards; layers of a row follow each other to the right. */
interface Place {
  readonly x: number;
  readonly y?: number;
}

export type Step = readonly [kind: string, name: string, params?: LayerParams];

const at = ({ x, y = 0 }: Place) => ({ x: x * column, y: y * row });

/**
 * Layers under construction: a document's, or a block's. Parameters are written as given, defaults left out:
 * a template says what its paper says.
 */
class Part {
  protected readonly layers: LayerNode[] = [];
  protected readonly edges: Edge[] = [];
  protected readonly notes: Note[] = [];

  protected put(layer: Omit<LayerNode, 'id' | 'position'>, inputs: readonly string[], place: Place): string {
    const id = `layer-${this.layers.length + 1}`;
    this.layers.push({ id, ...layer, position: at(place) });
    for (const source of inputs) this.edges.push({ id: `edge-${this.edges.length + 1}`, source, target: id });
    return id;
  }

  /** Adds a layer that takes from `inputs`. Returns its id. */
  layer([kind, name, params = {}]: Step, inputs: readonly string[], place: Place): string {
    return this.put({ kind, name, params }, inputs, place);
  }

  /** Adds layers in a row after `from` (null: the first takes from nothing). Returns the id of the last. */
  row(from: string | null, steps: readonly Step[], start: Place): string {
    let last = from;
    for (const [index, step] of steps.entries())
      last = this.layer(step, last === null ? [] : [last], { ...start, x: start.x + index });
    if (last === null) throw new Error('a row needs a layer');
    return last;
  }

  /** Adds rows below each other that are read like the lines of a page. Returns the id of the last layer. */
  page(lines: readonly (readonly Step[])[], start: Place = { x: 0 }): string {
    let last: string | null = null;
    for (const [index, steps] of lines.entries())
      last = this.row(last, steps, { x: start.x, y: (start.y ?? 0) + index });
    if (last === null) throw new Error('a page needs a line');
    return last;
  }

  /** Adds an instance of a block. */
  use(
    definition: string,
    name: string,
    params: LayerParams,
    inputs: readonly string[],
    place: Place,
    repeat = 1,
  ): string {
    return this.put({ kind: blockKind, name, params, block: { definition, repeat } }, inputs, place);
  }

  note(text: string, place: Place, size = { width: 448, height: 96 }): void {
    this.notes.push({ id: `note-${this.notes.length + 1}`, text, position: at(place), size });
  }
}

/** The inside of a block. */
class Inside extends Part {
  input(place: Place): string {
    return this.put({ kind: blockInputKind, name: 'in', params: {} }, [], place);
  }

  output(from: string, place: Place): void {
    this.put({ kind: blockOutputKind, name: 'out', params: {} }, [from], place);
  }

  define(id: string, name: string, description: string, parameters: LayerParams): BlockDefinition {
    return {
      id,
      name,
      description,
      parameters: Object.entries(parameters).map(([key, value]) => ({ name: key, default: value })),
      layers: this.layers,
      edges: this.edges,
      notes: this.notes,
    };
  }
}

export class Sheet extends Part {
  private readonly blocks: BlockDefinition[] = [];
  private readonly head: ConvasDocument;

  constructor(name: string, description: string, settings: Partial<ConvasDocument> = {}) {
    super();
    this.head = { ...newDocument(name), description, ...settings };
  }

  /**
   * Defines a block: its parameters with their defaults, and what builds its inside. Returns its id.
   * In the inside's parameters, "=name" is the value of a parameter.
   */
  block(name: string, description: string, parameters: LayerParams, build: (inside: Inside) => void): string {
    const id = `block-${this.blocks.length + 1}`;
    const inside = new Inside();
    build(inside);
    this.blocks.push(inside.define(id, name, description, parameters));
    return id;
  }

  /** @param lines where a long row begins a new line, counted in cards: it is read like the lines of a page */
  done(lines: readonly number[] = []): ConvasDocument {
    const { head, edges, notes, blocks } = this;
    const layers = this.layers.map((layer) => {
      const { x, y } = layer.position;
      const line = lines.filter((start) => x >= start * column).length;
      const start = line === 0 ? 0 : lines[line - 1]!;
      return { ...layer, position: { x: x - start * column, y: y + line * row } };
    });
    return { ...head, layers, edges, notes, blocks };
  }
}
