import type { Catalogue, Translated } from '../../structure.ts';
import { groupDigits } from '../words.ts';

export const layers: Translated<Catalogue['messages']['layers']> = {
  'output-too-large': ({ shape, size, most }) =>
    `A saída seria ${shape}: ${groupDigits(size)} números por exemplo. Um tensor tem no máximo ${groupDigits(most)}.`,
};
