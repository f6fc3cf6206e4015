import type { OutputMeaning, OutputReading } from '../network/outputs.ts';
import type { NetworkSource } from './sources.ts';

const meanings: Readonly<Record<OutputMeaning, string>> = {
  probabilities: 'the probability of each class; the largest names the class',
  scores: 'a score for each class; the largest names the class',
  distances: 'the distance to each class; the smallest names the class',
  numbers: 'the predicted numbers',
  reconstruction: "the network's own input, as it reconstructs it",
};

const applications: Readonly<Record<OutputReading['apply'], string>> = {
  nothing: 'Use the outputs as they are',
  softmax: 'Apply softmax to the outputs',
  sigmoid: 'Apply sigmoid to the outputs',
  normalize: 'Divide the outputs by their sum',
};

/** How the class is found in what the outputs mean; null for a reconstruction and for numbers. */
export function decisionOf({ meaning, single, boundary }: OutputReading) {
  if (meaning === 'reconstruction' || meaning === 'numbers') return null;
  if (single) return { rule: 'threshold', boundary: meaning === 'probabilities' ? 0.5 : boundary } as const;
  return { rule: meaning === 'distances' ? 'argmin' : 'argmax' } as const;
}

function sentenceOf(reading: OutputReading): string {
  const { meaning, single, apply } = reading;
  const decision = decisionOf(reading);
  const apart =
    single && decision?.rule === 'threshold'
      ? `one ${meaning === 'probabilities' ? 'probability' : 'score'} for the second class; above ${decision.boundary} it is that class, else the first`
      : meanings[meaning];
  return `${applications[apply]}: ${apart}.`;
}

/**
 * What a person needs to know to use the model: what to feed it, and how to read what comes out. Every format that has
 * a place for it writes it there; TensorFlow.js hands it on as the model's `userDefinedMetadata`.
 */
export function metadataOf({ network, reading, labels, preprocessing, inference }: NetworkSource) {
  const shapes = (ids: readonly string[]) =>
    ids.map((id) => network.layers.find((layer) => layer.id === id)!.outputShape);
  return {
    convas: {
      version: 1,
      input: {
        shapes: shapes(network.inputs),
        ...(preprocessing && { preprocessing }),
        ...(inference && { image: inference.image, operations: inference.operations }),
      },
      output: {
        shapes: shapes(network.outputs),
        ...(reading && {
          meaning: reading.meaning,
          apply: reading.apply,
          decision: decisionOf(reading),
          about: sentenceOf(reading),
        }),
      },
      classes: reading?.meaning === 'reconstruction' ? [] : labels,
    },
  };
}
