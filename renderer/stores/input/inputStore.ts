import type { Image } from '../../../src/protocol/data.ts';
import { setProbeImage } from '../engine/probes.ts';
import { perTab } from '../tabs/perTab.ts';
import { fitPhoto, type PhotoFit } from './fit.ts';
import { imageFromStrokes, type Stroke } from './strokes.ts';
import { canBeDrawn, type InputTarget } from './target.ts';

/** An image of the dataset, with what it shows. */
export interface Sample {
  readonly dataset: string;
  readonly index: number;
  readonly label: number;
  readonly image: Image;
}

/** A picture that a person dropped, pasted, chose or took. */
export interface Photo {
  readonly name: string;
  readonly image: Image;
}

export const inputSources = ['sample', 'drawn', 'photo'] as const;
export type InputSource = (typeof inputSources)[number];

interface Given {
  readonly source: InputSource;
  /** What the network that is looked into takes; null while that is not known. */
  readonly target: InputTarget | null;
  readonly sample: Sample | null;
  readonly strokes: readonly Stroke[];
  readonly photo: Photo | null;
  readonly fit: PhotoFit;
  readonly inverted: boolean;
}

interface InputState extends Given {
  /** The drawing as the network's data has it; null on an empty pad. */
  readonly drawn: Image | null;
  /** The image that is looked at with; null where there is none of this source that suits the network. */
  readonly image: Image | null;
  setSource(source: InputSource): void;
  setTarget(target: InputTarget): void;
  choose(sample: Sample): void;
  draw(strokes: readonly Stroke[]): void;
  take(photo: Photo): void;
  setFit(fit: PhotoFit): void;
  setInverted(inverted: boolean): void;
}

/** The sources that suit what the network takes, the usual first. */
export const sourcesFor = (target: InputTarget | null): readonly InputSource[] =>
  inputSources.filter((source) => source !== 'drawn' || (target !== null && canBeDrawn(target)));

const imageOf: { readonly [S in InputSource]: (given: Given, drawn: Image | null) => Image | null } = {
  // An image of other data has a label that means something else to this network.
  sample: ({ sample, target }) => (sample && sample.dataset === target?.dataset ? sample.image : null),
  drawn: (_given, drawn) => drawn,
  photo: ({ photo, target, fit, inverted }) =>
    photo && target ? fitPhoto(photo.image, target, { fit, inverted }) : null,
};

const sameTarget = (a: InputTarget | null, b: InputTarget): boolean =>
  a !== null && JSON.stringify(a) === JSON.stringify(b);

/** What goes into the network in Inspect: an image of its data, a drawing, or a picture of the person's own. */
export const useInput = perTab<InputState>((_tab, set, get) => {
  const change = (next: Partial<Given>): void => {
    const given: Given = { ...get(), ...next };
    const { strokes, target } = given;
    const source = target && !sourcesFor(target).includes(given.source) ? 'sample' : given.source;
    const redrawn = strokes !== get().strokes || target !== get().target;
    const drawn = redrawn ? target && imageFromStrokes(strokes, target) : get().drawn;
    set({ ...next, source, drawn, image: imageOf[source]({ ...given, source }, drawn) });
  };
  return {
    source: 'sample',
    target: null,
    sample: null,
    strokes: [],
    photo: null,
    fit: 'crop',
    inverted: false,
    drawn: null,
    image: null,
    setSource: (source) => change({ source }),
    setTarget: (target) => {
      if (!sameTarget(get().target, target)) change({ target });
    },
    choose: (sample) => change({ sample, source: 'sample' }),
    draw: (strokes) => change({ strokes, source: 'drawn' }),
    take: (photo) => change({ photo, source: 'photo' }),
    setFit: (fit) => change({ fit }),
    setInverted: (inverted) => change({ inverted }),
  };
});

/** The label of the image that is looked at with; null where it is not known. */
export const actualLabelOf = ({ source, sample, image }: InputState): number | null =>
  source === 'sample' && image !== null && sample ? sample.label : null;

// The strips on the canvas show the same image.
useInput.subscribe((state, before) => {
  if (state.image !== before.image) setProbeImage(state.image);
});
