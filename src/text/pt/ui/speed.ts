import type { Catalogue, Translated } from '../../structure.ts';
import { counted } from '../words.ts';

export const speed: Translated<Catalogue['ui']['speed']> = {
  title: 'Velocidade de treinamento',
  open: 'Velocidade de treinamento medida',
  failed: 'Não foi possível ler as medições.',
  none: 'Ainda não há medições neste computador.',
  noneText:
    'Meça em alguns minutos, em um terminal na pasta do Convas; não use o computador para outros cálculos enquanto isso:',
  noneAgainst: 'Keras e PyTorch entram na comparação se você indicar um Python que os tenha:',
  about:
    'Quantas imagens por segundo cada motor treina, com a mesma rede e o mesmo lote. Barras mais longas são mais rápidas.',
  engines: {
    compiled: 'Convas (compilado)',
    eager: 'Convas (operação por operação)',
    tfjs: 'TensorFlow.js model.fit',
    wasm: 'Convas (WebAssembly)',
    keras: 'Keras',
    'keras-onednn': 'Keras, oneDNN ligado',
    pytorch: 'PyTorch',
  },
  caption: (network, batch) => `${network}, lote de ${batch}`,
  engine: 'Motor',
  rate: 'Imagens por segundo',
  ratio: (engine) => `${engine} em relação a ele`,
  times: (ratio) => `${ratio}×`,
  itself: 'a referência',
  ofPeak: (share) => `${share} do pico`,
  unstable: 'instável',
  peak: (gigaflops, size, by) =>
    `Pico: ${gigaflops} GFLOP/s, o produto mais rápido de matrizes ${size} × ${size}, por ${by}.`,
  notStable: 'Algumas medianas são incertas: meça de novo com o computador ocioso.',
  busy: (others) =>
    `Outros programas usaram ${others} do computador durante a medição: não confie nestes números.`,
  emulated: (set) => `${set}, emulado`,
  skipped: 'Não medido',
  skippedOf: (engine, cases, reason) => `${engine} em ${cases}: ${reason}`,
  how: (turns, seconds) =>
    `Medianas de ${turns}, cada uma com pelo menos ${seconds}; os motores se alternam. Uma razão é a mediana das razões das rodadas.`,
  turns: (count) => counted(count, 'rodada'),
  machine: (cpu, cores, when) => `${cpu}, ${counted(cores, 'núcleo')}, ${when}`,
};
