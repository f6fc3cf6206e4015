import type { FieldTexts } from '../describe.ts';
import { figureEn, figurePt } from './figure-options.ts';
import { group } from './members.ts';

export interface FormatText {
  readonly title: string;
  readonly about: string;
  /** Of its options. */
  readonly parameters?: FieldTexts;
}

/** What a model takes. */
const input = {
  en: {
    title: 'Input',
    description: 'Images as stored, 0 to 255, are prepared inside of the model.',
    options: { floats: 'The network’s input', bytes: 'Bytes of images as stored' },
  },
  'pt-BR': {
    title: 'Entrada',
    description: 'Imagens como estão armazenadas, de 0 a 255, são preparadas dentro do modelo.',
    options: { floats: 'A entrada da rede', bytes: 'Bytes das imagens como armazenadas' },
  },
};

const onnxEn: FieldTexts = {
  layout: {
    title: 'Image layout',
    description: 'The order of the axes of images in the input and output.',
    options: { nhwc: 'Height, width, channels', nchw: 'Channels, height, width' },
  },
  precision: {
    title: 'Precision',
    description:
      'Smaller weights cost accuracy: checking the export shows how much. They are computed in float32 unless it says int8.',
    options: {
      float32: 'float32',
      float16: 'float16 (half the size)',
      int8: 'int8 (a quarter of the size)',
      'int8-static': 'int8, computed in int8 as well (calibrated)',
    },
  },
  input: input.en,
  calibration: {
    title: 'Calibration examples',
    description: 'How many training examples the ranges are measured on, where it computes in int8.',
  },
};

const onnxPt: FieldTexts = {
  layout: {
    title: 'Ordem dos eixos',
    description: 'A ordem dos eixos das imagens na entrada e na saída.',
    options: { nhwc: 'Altura, largura, canais', nchw: 'Canais, altura, largura' },
  },
  precision: {
    title: 'Precisão',
    description:
      'Pesos menores mudam um pouco as saídas: verificar a exportação mostra quanto. O cálculo é em float32, salvo onde se diz int8.',
    options: {
      float32: 'float32',
      float16: 'float16 (metade do tamanho)',
      int8: 'int8 (um quarto do tamanho)',
      'int8-static': 'int8, calculado também em int8 (calibrado)',
    },
  },
  input: input['pt-BR'],
  calibration: {
    title: 'Exemplos de calibração',
    description: 'Em quantos exemplos de treinamento os intervalos são medidos, quando o cálculo é em int8.',
  },
};

const liteEn: FieldTexts = {
  precision: {
    title: 'Precision',
    description:
      'float16 weights become float32 as the model is loaded. int8 stores and computes in whole numbers; parts without such a kernel stay in float32.',
    options: {
      float32: 'float32',
      float16: 'float16 (half the size)',
      int8: 'int8 (a quarter of the size, faster)',
    },
  },
  calibration: {
    title: 'Calibration examples',
    description: 'How many training examples the ranges of int8 are measured on.',
  },
  ports: {
    title: 'Input and output of int8 models',
    description: 'Microcontrollers take int8; the scale is stored with the tensors.',
    options: { float32: 'float32', int8: 'int8' },
  },
  input: input.en,
};

const litePt: FieldTexts = {
  precision: {
    title: 'Precisão',
    description:
      'Pesos em float16 voltam a float32 quando o modelo é carregado. Em int8, o modelo armazena e calcula com números inteiros; as operações que o TensorFlow Lite não calcula assim ficam em float32.',
    options: {
      float32: 'float32',
      float16: 'float16 (metade do tamanho)',
      int8: 'int8 (um quarto do tamanho, mais rápido)',
    },
  },
  calibration: {
    title: 'Exemplos de calibração',
    description: 'Em quantos exemplos de treinamento os intervalos do int8 são medidos.',
  },
  ports: {
    title: 'Entrada e saída de modelos int8',
    description: 'Microcontroladores recebem int8; a escala fica guardada com os tensores.',
    options: { float32: 'float32', int8: 'int8' },
  },
  input: input['pt-BR'],
};

/** What each export format is called in a menu, and what it is good for. */
export const formats = group<FormatText>()({
  tfjs: {
    en: {
      title: 'TensorFlow.js (model.json and weights)',
      about: 'Runs in browsers and Node with tf.loadLayersModel.',
      parameters: { input: input.en },
    },
    'pt-BR': {
      title: 'TensorFlow.js (model.json e pesos)',
      about: 'Roda em navegadores e no Node com tf.loadLayersModel.',
      parameters: { input: input['pt-BR'] },
    },
  },
  'tfjs-graph': {
    en: {
      title: 'TensorFlow.js graph model',
      about: 'Runs in browsers and Node with tf.loadGraphModel; every kind of layer, prediction only.',
      parameters: { input: input.en },
    },
    'pt-BR': {
      title: 'Modelo de grafo do TensorFlow.js',
      about:
        'Roda em navegadores e no Node com tf.loadGraphModel; todos os tipos de camada, só para predição.',
      parameters: { input: input['pt-BR'] },
    },
  },
  player: {
    en: {
      title: 'Page to try it in (HTML)',
      about: 'One file that opens by double click, without network: draw, drop an image or enter numbers.',
    },
    'pt-BR': {
      title: 'Página para experimentar (HTML)',
      about: 'Um arquivo que abre com dois cliques, sem rede: desenhe, solte uma imagem ou digite números.',
    },
  },
  onnx: {
    en: {
      title: 'ONNX',
      about: 'One file that ONNX Runtime and most other frameworks run',
      parameters: onnxEn,
    },
    'pt-BR': {
      title: 'ONNX',
      about: 'Um único arquivo que o ONNX Runtime e a maioria dos outros frameworks executam',
      parameters: onnxPt,
    },
  },
  keras: {
    en: {
      title: 'Keras 3 (.keras)',
      about: 'Loads with keras.models.load_model on any backend of Keras 3',
      parameters: { input: input.en },
    },
    'pt-BR': {
      title: 'Keras 3 (.keras)',
      about: 'Carrega com keras.models.load_model em qualquer backend do Keras 3',
      parameters: { input: input['pt-BR'] },
    },
  },
  h5: {
    en: {
      title: 'Keras, legacy (.h5)',
      about: 'One HDF5 file for Keras 2 and 3',
      parameters: { input: input.en },
    },
    'pt-BR': {
      title: 'Keras, formato antigo (.h5)',
      about: 'Um arquivo HDF5 para o Keras 2 e 3',
      parameters: { input: input['pt-BR'] },
    },
  },
  savedmodel: {
    en: {
      title: 'TensorFlow SavedModel',
      about: 'For TensorFlow in Python, TensorFlow Serving and Keras’s TFSMLayer; every kind of layer.',
    },
    'pt-BR': {
      title: 'SavedModel do TensorFlow',
      about:
        'Para o TensorFlow em Python, o TensorFlow Serving e a TFSMLayer do Keras; todos os tipos de camada.',
    },
  },
  tflite: {
    en: {
      title: 'TensorFlow Lite (.tflite)',
      about: 'For phones and small devices: one file, batches of any size, every kind of layer.',
      parameters: liteEn,
    },
    'pt-BR': {
      title: 'TensorFlow Lite (.tflite)',
      about:
        'Para celulares e dispositivos pequenos: um arquivo, lotes de qualquer tamanho, todos os tipos de camada.',
      parameters: litePt,
    },
  },
  pytorch: {
    en: {
      title: 'PyTorch (model.py and safetensors)',
      about: 'A readable module and its weights, which can be trained further.',
    },
    'pt-BR': {
      title: 'PyTorch (model.py e safetensors)',
      about: 'Um módulo legível e os pesos, que podem continuar a ser treinados.',
    },
  },
  python: {
    en: {
      title: 'Python program (Keras 3)',
      about: 'Defines, trains and evaluates the network from scratch; needs no run.',
    },
    'pt-BR': {
      title: 'Programa em Python (Keras 3)',
      about: 'Define, treina e avalia a rede do zero; não precisa de uma execução.',
    },
  },
  notebook: {
    en: {
      title: 'Jupyter notebook (Keras 3)',
      about: 'The Python program as a notebook, one section per cell.',
    },
    'pt-BR': {
      title: 'Notebook Jupyter (Keras 3)',
      about: 'O programa em Python como notebook, uma seção por célula.',
    },
  },
  'python-torch': {
    en: {
      title: 'Python program (PyTorch)',
      about: 'Defines, trains and evaluates the network from scratch with PyTorch; needs no run.',
    },
    'pt-BR': {
      title: 'Programa em Python (PyTorch)',
      about: 'Define, treina e avalia a rede do zero com PyTorch; não precisa de uma execução.',
    },
  },
  r: {
    en: {
      title: 'R program (keras3)',
      about: 'Defines, trains and evaluates the network from scratch with the R package keras3.',
    },
    'pt-BR': {
      title: 'Programa em R (keras3)',
      about: 'Define, treina e avalia a rede do zero com o pacote keras3 do R.',
    },
  },
  svg: {
    en: {
      title: 'Figure (SVG)',
      about: 'A figure of the network for the web and drawing programs; opens again in Convas.',
      parameters: figureEn,
    },
    'pt-BR': {
      title: 'Figura (SVG)',
      about: 'Uma figura da rede para a web e programas de desenho; abre de novo no Convas.',
      parameters: figurePt,
    },
  },
  pdf: {
    en: {
      title: 'Figure (PDF)',
      about: 'A figure of the network for print, on a page of its size.',
      parameters: figureEn,
    },
    'pt-BR': {
      title: 'Figura (PDF)',
      about: 'Uma figura da rede para impressão, em uma página do seu tamanho.',
      parameters: figurePt,
    },
  },
  png: {
    en: {
      title: 'Figure (PNG)',
      about: 'A figure of the network as pixels; opens again in Convas.',
      parameters: figureEn,
    },
    'pt-BR': {
      title: 'Figura (PNG)',
      about: 'Uma figura da rede em pixels; abre de novo no Convas.',
      parameters: figurePt,
    },
  },
  tikz: {
    en: {
      title: 'Figure (TikZ)',
      about: 'A figure of the network for LaTeX, in the document’s own fonts.',
      parameters: figureEn,
    },
    'pt-BR': {
      title: 'Figura (TikZ)',
      about: 'Uma figura da rede para o LaTeX, nas fontes do próprio documento.',
      parameters: figurePt,
    },
  },
  markdown: {
    en: {
      title: 'Table of layers (Markdown)',
      about: 'Layers, settings, shapes, parameters and multiply-adds.',
    },
    'pt-BR': {
      title: 'Tabela de camadas (Markdown)',
      about: 'Camadas, configurações, formatos, parâmetros e multiplicações.',
    },
  },
  latex: {
    en: { title: 'Table of layers (LaTeX)', about: 'The table for a paper; it needs the package booktabs.' },
    'pt-BR': {
      title: 'Tabela de camadas (LaTeX)',
      about: 'A tabela para um artigo; precisa do pacote booktabs.',
    },
  },
  'csv-layers': {
    en: { title: 'Table of layers (CSV)', about: 'The table for a spreadsheet or pandas.' },
    'pt-BR': { title: 'Tabela de camadas (CSV)', about: 'A tabela para uma planilha ou pandas.' },
  },
  typescript: {
    en: {
      title: 'TypeScript program (TensorFlow.js)',
      about: 'Defines, trains and evaluates the network from scratch in Node; needs no run.',
    },
    'pt-BR': {
      title: 'Programa em TypeScript (TensorFlow.js)',
      about: 'Define, treina e avalia a rede do zero no Node; não precisa de uma execução.',
    },
  },
  csv: {
    en: { title: 'As CSV, by epoch', about: 'One row per epoch, for a spreadsheet or pandas' },
    'pt-BR': {
      title: 'Como CSV, por época',
      about: 'Uma linha por época, para uma planilha ou pandas',
    },
  },
  'csv-steps': {
    en: {
      title: 'As CSV, by step',
      about: 'One row per step: the loss and accuracy of its batch, and the learning rate',
    },
    'pt-BR': {
      title: 'Como CSV, por iteração',
      about: 'Uma linha por iteração: a perda e a acurácia do lote e a taxa de aprendizado',
    },
  },
  tensorboard: {
    en: {
      title: 'As TensorBoard event files',
      about:
        'A folder for tensorboard --logdir, with the curves of training, over epochs and steps, validation and test',
    },
    'pt-BR': {
      title: 'Como arquivos de eventos do TensorBoard',
      about:
        'Uma pasta para tensorboard --logdir, com as curvas de treino, por época e por iteração, de validação e de teste',
    },
  },
});
