import { z } from 'zod';
import { defaultSteps } from '../preprocessing/edit.ts';
import { preprocessingSchema } from '../preprocessing/schema.ts';
import { trainingSettingsSchema, writtenSettingsSchema } from '../training/settings.ts';
import { limits, parameterName } from './limits.ts';
import { rangeSchema } from './range.ts';

export const currentVersion = 7;

const coordinate = z.number().min(-limits.coordinate).max(limits.coordinate);
const id = z.string().min(1).max(limits.id);
const name = z.string().min(1).max(limits.name);
const text = z.string().max(limits.text);
const { width, height } = limits.note;

export const layerNodeSchema = z.object({
  id,
  /** A kind of the catalogue; one we do not know is kept as it is and shown as missing. */
  kind: id,
  /** Unique in the document; names the weights in exports. */
  name,
  /**
   * Checked by `network` against the kind: a wrong value is a problem to show, not a file to refuse. Of a
   * block's instance, the values of the block's parameters. Inside a block a text that begins with "=" is a
   * formula over the block's parameters: "= 4 * filters".
   */
  params: z.record(z.string(), z.json()),
  position: z.object({ x: coordinate, y: coordinate }),
  /** Present where the layer stands for a block: which, and how many times in a row. Its kind is `block`. */
  block: z.object({ definition: id, repeat: z.int().min(1).max(limits.repeat).default(1) }).optional(),
  /** True: the layer takes no part, and what arrives at its input is passed on unchanged. */
  bypassed: z.boolean().optional(),
  /**
   * What an architecture search may change of the layer, by the parameter's name, and over which values: its own
   * parameters, and `kind`, `copies`, `skip` and `repeat` (`sweep/structure.ts`). Inside a block it has no effect.
   */
  searchSpace: z.record(z.string().regex(parameterName), rangeSchema).optional(),
});

/** A wire. The order of a layer's wires in `edges` is the order of its inputs. */
export const edgeSchema = z.object({ id, source: id, target: id });

export const noteSchema = z.object({
  id,
  text,
  position: z.object({ x: coordinate, y: coordinate }),
  size: z.object({
    width: z.number().min(width.min).max(width.max),
    height: z.number().min(height.min).max(height.max),
  }),
});

/** A part of a network with a name, used as one layer, any number of times. */
export const blockDefinitionSchema = z.object({
  id,
  name,
  description: text.default(''),
  /** What an instance may set; inside, formulas use them by name. */
  parameters: z.array(z.object({ name: z.string().regex(parameterName), default: z.json() })),
  /**
   * The inside. Layers of the kind `blockInput` are where wires from outside arrive, in the order of this
   * list; what leads into the one of the kind `blockOutput` goes out.
   */
  layers: z.array(layerNodeSchema),
  edges: z.array(edgeSchema),
  notes: z.array(noteSchema).default([]),
});

/** Which data the network is for, and how an example becomes its input. */
export const dataReferenceSchema = z.object({
  /** A dataset's id: `mnist-10k`. */
  dataset: z.string().min(1).max(limits.dataset),
  /** The steps from a stored example to the network's input, in order. */
  preprocessing: preprocessingSchema.default(() => [...defaultSteps]),
  /** What the network learns to put out: the class of the example, or the example itself (autoencoders). */
  target: z.enum(['label', 'input']).default('label'),
});

export const documentSchema = z.object({
  format: z.literal('convas'),
  version: z.literal(currentVersion),
  name: z.string().max(limits.name),
  description: text.default(''),
  layers: z.array(layerNodeSchema),
  edges: z.array(edgeSchema),
  notes: z.array(noteSchema),
  blocks: z.array(blockDefinitionSchema),
  data: dataReferenceSchema.nullable(),
  training: trainingSettingsSchema,
});

/** Reads a document as a file holds it. */
export const writtenDocumentSchema = documentSchema.extend({ training: writtenSettingsSchema });

export type LayerNode = z.output<typeof layerNodeSchema>;
export type Edge = z.output<typeof edgeSchema>;
export type BlockDefinition = z.output<typeof blockDefinitionSchema>;
export type Note = z.output<typeof noteSchema>;
export type DataReference = z.output<typeof dataReferenceSchema>;
export type Target = DataReference['target'];
export type ConvasDocument = z.output<typeof documentSchema>;
