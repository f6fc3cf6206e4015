import type { Tensor, TF } from '../layers/tensorflow.ts';
import type { Network } from '../network/network.ts';

/** A trained network as an exporter gets it. */
export interface TrainedNetwork {
  /** The document's name. */
  readonly name: string;
  readonly network: Network;
  /** By `LAYER/WEIGHT`, laid out as the catalogue says. */
  readonly weights: ReadonlyMap<string, Float32Array>;
}

export interface ExportedFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Runs exported files in the format's own runtime: `[batch, ...input]` to `[batch, ...output]`. */
export interface ReloadedModel {
  /** What runs it: "TensorFlow.js 4.22.0". */
  readonly runtime: string;
  predict(x: Tensor): Tensor;
  dispose(): void;
}

/** A format to take a model away in. */
export interface ExportFormat {
  readonly id: string;
  readonly title: string;
  /** @throws EngineError `not-exportable` with the layer that the format cannot say */
  write(trained: TrainedNetwork): readonly ExportedFile[];
  /** Loads what was written, from memory alone. Null where there is no runtime to load it with. */
  reload: ((tf: TF, files: readonly ExportedFile[]) => Promise<ReloadedModel>) | null;
}
