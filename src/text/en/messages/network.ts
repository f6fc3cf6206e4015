import { activationTitles } from '../../members/activations.ts';
import { counted, gigabytes, groupDigits, plural, quoted } from '../words.ts';
import { type Learned, learns } from './training.ts';

type Names = {
  /** The first of them. */
  names: readonly string[];
  /** How many there are. */
  count: number;
};

const memory = (needed: number, available: number): string =>
  `Training needs about ${gigabytes(needed)} of memory, but this machine has ${gigabytes(available)}`;

const titles: Readonly<Record<string, string>> = activationTitles('en');
const activationName = (activation: string): string =>
  activation === 'linear' ? 'no activation' : `a ${titles[activation] ?? activation}`;

/** What is wrong with a network. */
export const network = {
  'no-layer-values': ({ found, layers }: { found: number; layers: readonly string[] }) =>
    found === 0
      ? 'The file has no numbers of layers. Use a CSV file with a name and a number on each line, or JSON such as {"C1": 0.5}.'
      : `The file has numbers, but of no layer of this network. Its layers are ${quoted(layers)}.`,
  'boltzmann-dense':
    'a restricted Boltzmann machine needs a Dense layer on a flat input, such as the output of Flatten',
  'boltzmann-sigmoid': 'the units of a restricted Boltzmann machine need sigmoid as their activation',
  'boltzmann-bias': 'the units of a restricted Boltzmann machine need biases',
  'bypass-of-input': ({ name }: { name: string }) =>
    `"${name}" is where data enters, so it cannot be bypassed: it has no input to pass on.`,
  'bypass-without-wire': ({ name }: { name: string }) =>
    `Nothing flows into "${name}", which is bypassed and so has nothing to pass on: draw a wire into it.`,
  'bypass-of-bypassed': ({ name }: { name: string }) =>
    `"${name}" takes its input from bypassed layers alone, so it has nothing to pass on: remove the bypass of one of them.`,
  'bypass-of-several': ({ name, names, count }: Names & { name: string }) =>
    `"${name}" combines ${groupDigits(count)} inputs (${quoted(names, count)}), so it cannot be bypassed: only a single input can be passed on.`,
  cycle: ({ names, more }: { names: readonly string[]; more: boolean }) =>
    `The wires form a cycle: ${[...names, ...(more ? ['...'] : []), names[0]].join(' → ')}. Data must flow from the input to the output and never come back.`,
  'duplicate-name': ({ name }: { name: string }) =>
    `Two layers are named "${name}". Exports identify weights by these names, so each must be unique.`,
  empty: 'There are no layers yet: start with an Input, then add layers and connect them.',
  'all-bypassed': 'Every layer is bypassed, so nothing is left of the network: remove the bypass of some.',
  'final-softmax': ({ activation }: { activation: string | null }) =>
    `Cross-entropy compares probabilities, but the last layer ${activation === null ? 'has no softmax' : `has ${activation}, not softmax`}: its outputs do not sum to 1.`,
  'final-sigmoid': ({ activation }: { activation: string | null }) =>
    `Binary cross-entropy trains the score before a sigmoid, but the last layer ${activation === null ? 'has no sigmoid' : `has ${activation}, not sigmoid`}: its output is not a probability.`,
  'input-rank': ({ data, input }: { data: string; input: string }) =>
    `The data's examples are ${data}, but the Input is ${input}.`,
  'input-channels': ({ data, input }: { data: number; input: number }) =>
    `The data has ${counted(data, 'channel')}, but the Input has ${groupDigits(input)}.`,
  'input-too-small': ({ data, input }: { data: string; input: string }) =>
    `The data's images are ${data}, larger than the Input's ${input}, and padding cannot make them smaller.`,
  'invalid-parameter': ({ field, value, reason }: { field: string; value: string; reason: string }) =>
    `The parameter ${field} cannot be ${value}. ${reason}`,
  'missing-parameter': ({ field, reason }: { field: string; reason: string }) =>
    `The parameter ${field} is missing. ${reason}`,
  'unknown-data': ({ dataset }: { dataset: string }) => `The data "${dataset}" is not known on this machine.`,
  'missing-data': ({ why }: { why: string }) =>
    `${why.replace(/\.$/, '')}. The network cannot be trained or tested with it: use other data, or locate it.`,
  'missing-input': ({ name }: { name: string }) =>
    `Nothing flows into "${name}": draw a wire from the layer it should take its input from.`,
  'too-few-inputs': ({ name, needs, has }: { name: string; needs: number; has: number }) =>
    `"${name}" combines at least ${counted(needs, 'input')}, but has ${groupDigits(has)}: draw another wire into it.`,
  'no-input': 'The network has no Input: nothing defines where the images enter and what shape they have.',
  'nothing-connected': 'No layer is connected yet: draw a wire from the Input to the layer that follows it.',
  'nothing-to-train': 'No layer has weights that can be trained: add a convolution or a Dense layer.',
  'one-class':
    'The data has one class, so there is nothing to tell apart. Choose data with two or more classes.',
  'output-mismatch': ({ shape, classes }: { shape: readonly number[]; classes: number }) =>
    `The network outputs ${outputs(shape)}, but the data has ${counted(classes, 'class', 'classes')} (labels 0 to ${groupDigits(classes - 1)}): the last layer needs one unit per class.`,
  'reconstruction-shape': ({ name, input, output }: { name: string; input: string; output: string }) =>
    `The network should reconstruct its input of ${input}, but "${name}" outputs ${output}.`,
  'reconstruction-loss': ({ loss }: { loss: string }) =>
    `The network should reconstruct its input, but the loss (${loss}) compares classes: choose one that compares numbers.`,
  'target-output': ({ target, output, wanted }: { target: Learned; output: string; wanted: string }) =>
    `The data is for a network that ${learns[target]}, with an output of ${wanted}, but this network outputs ${output}.`,
  'target-loss': ({ loss, target }: { loss: string; target: Learned }) =>
    `The loss (${loss}) cannot train a network that ${learns[target]}: choose another.`,
  'target-activation': ({
    target,
    activation,
  }: {
    target: 'labels' | 'numbers' | 'mask';
    activation: string;
  }) => {
    const why: Readonly<Record<typeof target, string>> = {
      labels: 'Each label holds or not by itself, so each output should be a probability of its own',
      numbers: 'The last layer bounds the numbers that the network can predict',
      mask: 'The outputs of each pixel should be the probabilities of its classes',
    };
    return `${why[target]}: give the last layer ${activationName(activation)}.`;
  },
  'image-steps': ({ steps }: { steps: readonly string[] }) =>
    `The preprocessing has steps for images (${steps.join(', ')}), but the examples of the data are other numbers.`,
  'several-inputs': ({ names, count }: Names) =>
    `The network has ${groupDigits(count)} inputs (${quoted(names, count)}), but the data has one image per example: keep one Input and branch from it.`,
  'several-outputs': ({ names, count }: Names) =>
    `${groupDigits(count)} layers lead nowhere (${quoted(names, count)}), but the network can have only one output: connect the others to a following layer, or remove them.`,
  'single-unit-softmax':
    'A softmax makes its outputs sum to 1, so a single unit always answers 1, whatever the input. For two classes, give it a sigmoid, or give the layer two units.',
  'single-unit-loss': ({ loss }: { loss: string }) =>
    `The loss (${loss}) compares the outputs of the classes with each other, but there is one unit for both classes: use binary cross-entropy.`,
  'takes-no-wire': ({ name, wires }: { name: string; wires: number }) =>
    `"${name}" is where data enters and takes no input, but ${counted(wires, 'wire leads', 'wires lead')} into it.`,
  'too-many-inputs': ({ name, most, wires }: { name: string; most: number; wires: number }) =>
    `"${name}" takes ${counted(most, 'input')}, but ${counted(wires, 'wire leads', 'wires lead')} into it.`,
  'unconnected-layer': ({ name }: { name: string }) =>
    `"${name}" has no wires, so it is not part of the network.`,
  'unknown-kind': ({ kind }: { kind: string }) =>
    `This version of Convas has no layer of the kind "${kind}". The layer is kept unchanged: update Convas, or remove the layer.`,
  'unknown-block': ({ block }: { block: string }) => `The document has no block "${block}".`,
  'block-in-itself': ({ name }: { name: string }) =>
    `The block "${name}" contains itself, which would never end.`,
  'block-inputs': ({ name, inputs, wires }: { name: string; inputs: number; wires: number }) =>
    `The block "${name}" takes ${counted(inputs, 'input')}, but ${counted(wires, 'wire leads', 'wires lead')} into it.`,
  'block-output': ({ name }: { name: string }) => `Nothing leads out of the block "${name}".`,
  'too-deep': ({ most }: { most: number }) => `Blocks are nested more than ${groupDigits(most)} levels deep.`,
  'too-many-layers': ({ most }: { most: number }) =>
    `Expanded, the network has more than ${groupDigits(most)} layers and blocks.`,
  'memory-for-batch': ({ needed, available, most }: { needed: number; available: number; most: number }) =>
    `${memory(needed, available)}: choose a batch size of at most ${groupDigits(most)}, or make the input smaller.`,
  'memory-for-any': ({ needed, available }: { needed: number; available: number }) =>
    `${memory(needed, available)}: even a batch of one example does not fit. Make the input or the network smaller.`,
};

function outputs(shape: readonly number[]): string {
  const [first = 1] = shape;
  if (shape.length > 1) return shape.join(' × ');
  return first === 1
    ? '1 value, which can tell two classes apart'
    : `${groupDigits(first)} ${plural(first, 'value')}`;
}
