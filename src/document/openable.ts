import { message, type Text } from '../text/message.ts';
/** A kind of file that Convas opens. */
export interface OpenableFormat {
  /** What dialogs call it. */
  readonly title: Text;
  /** Without the dot. */
  readonly extensions: readonly string[];
  readonly mediaType: string;
}

/** Every kind of file that Convas opens: dialogs offer these, and refusals name them. */
export const openableFormats: readonly OpenableFormat[] = [
  { title: message('document.format'), extensions: ['convas'], mediaType: 'application/json' },
];

/** `.convas`: the extensions, with their dots. */
export const openableExtensions: readonly string[] = openableFormats.flatMap(({ extensions }) =>
  extensions.map((extension) => `.${extension}`),
);

/** Whether a file is a trained model of another program that opens by itself: others need the files beside them. */
export const isModel = (name: string): boolean => /\.(keras|onnx|h5|hdf5)$/i.test(name);

export const isOpenable = (name: string): boolean =>
  openableExtensions.some((extension) => name.toLowerCase().endsWith(extension));
