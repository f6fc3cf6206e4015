import { group } from './members.ts';

/** Kinds of trouble with images, by the names that cleanvision gives them: what they are called, and what they are. */
export const issues = group<{ readonly name: string; readonly about: string }>()({
  dark: {
    en: { name: 'Dark', about: 'Nearly no pixel is bright.' },
    'pt-BR': { name: 'Escura', about: 'Quase nenhum pixel é claro.' },
  },
  light: {
    en: { name: 'Light', about: 'Nearly all pixels are white.' },
    'pt-BR': { name: 'Clara', about: 'Quase todos os pixels são brancos.' },
  },
  odd_aspect_ratio: {
    en: { name: 'Odd aspect ratio', about: 'The image, as it was found, is far from square.' },
    'pt-BR': {
      name: 'Proporção incomum',
      about: 'A imagem, como foi encontrada, está longe de ser quadrada.',
    },
  },
  low_information: {
    en: { name: 'Low information', about: 'The image has few different values.' },
    'pt-BR': { name: 'Pouca informação', about: 'A imagem tem poucos valores diferentes.' },
  },
  exact_duplicates: {
    en: { name: 'Exact duplicates', about: 'Another example has the same values.' },
    'pt-BR': { name: 'Duplicatas exatas', about: 'Outro exemplo tem os mesmos valores.' },
  },
  near_duplicates: {
    en: { name: 'Near duplicates', about: 'Another image has the same perceptual hash.' },
    'pt-BR': { name: 'Quase duplicatas', about: 'Outra imagem tem o mesmo hash perceptual.' },
  },
  blurry: {
    en: { name: 'Blurry', about: 'The image has no sharp edges.' },
    'pt-BR': { name: 'Desfocada', about: 'A imagem não tem bordas nítidas.' },
  },
  grayscale: {
    en: { name: 'Grayscale', about: 'The image has no color.' },
    'pt-BR': { name: 'Tons de cinza', about: 'A imagem não tem cores.' },
  },
  odd_size: {
    en: { name: 'Odd size', about: 'The image, as it was found, is far smaller or larger than most.' },
    'pt-BR': {
      name: 'Tamanho incomum',
      about: 'A imagem, como foi encontrada, é muito menor ou maior que a maioria.',
    },
  },
});
