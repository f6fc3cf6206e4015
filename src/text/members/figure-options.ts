import type { FieldTexts } from '../describe.ts';

/** Options of the formats that draw the network. */
export const figureEn: FieldTexts = {
  style: {
    title: 'Style',
    description: 'Planes as in the figure of LeNet-5, boxes as in that of AlexNet, or a diagram of blocks.',
    options: { planes: 'Planes (LeNet)', boxes: 'Boxes (AlexNet)', diagram: 'Block diagram' },
  },
  blocks: {
    title: 'Blocks',
    description: 'Whether a block is one item or shows its layers.',
    options: { folded: 'Folded', open: 'Open' },
  },
  layers: {
    title: 'Layers',
    description: 'The main layers, or also activations, normalizations, dropout and reshaping.',
    options: { main: 'Main', all: 'All' },
  },
  captions: { title: 'Captions', description: 'Names, dimensions and operations.' },
  colors: {
    title: 'Colors',
    description: 'A color for each family of layers, or gray for print.',
    options: { color: 'Color', gray: 'Gray' },
  },
  fontSize: { title: 'Font size', description: 'Of the captions in the finished figure.' },
  width: { title: 'Width', description: 'Of the whole figure; 0 leaves it as wide as it is.' },
  language: {
    title: 'Language',
    description: 'Of the captions.',
    options: { auto: 'That of Convas', en: 'English', 'pt-BR': 'Português' },
  },
  scale: { title: 'Pixels per unit', description: 'More make a sharper picture.' },
};

export const figurePt: FieldTexts = {
  style: {
    title: 'Estilo',
    description: 'Planos como na figura da LeNet-5, caixas como na da AlexNet ou um diagrama de blocos.',
    options: { planes: 'Planos (LeNet)', boxes: 'Caixas (AlexNet)', diagram: 'Diagrama de blocos' },
  },
  blocks: {
    title: 'Blocos',
    description: 'Se um bloco é um só item ou mostra suas camadas.',
    options: { folded: 'Fechados', open: 'Abertos' },
  },
  layers: {
    title: 'Camadas',
    description: 'As principais, ou também ativações, normalizações, dropout e mudanças de formato.',
    options: { main: 'Principais', all: 'Todas' },
  },
  captions: { title: 'Legendas', description: 'Nomes, dimensões e operações.' },
  colors: {
    title: 'Cores',
    description: 'Uma cor para cada família de camadas, ou cinza para impressão.',
    options: { color: 'Coloridas', gray: 'Cinza' },
  },
  fontSize: { title: 'Tamanho da fonte', description: 'Das legendas na figura pronta.' },
  width: { title: 'Largura', description: 'Da figura inteira; 0 a deixa com a largura que tem.' },
  language: {
    title: 'Idioma',
    description: 'Das legendas.',
    options: { auto: 'O do Convas', en: 'English', 'pt-BR': 'Português' },
  },
  scale: { title: 'Pixels por unidade', description: 'Mais pixels deixam a imagem mais nítida.' },
};
