import type { Catalogue, Translated } from '../../structure.ts';
import { groupDigits, plural } from '../words.ts';

export const demo: Translated<Catalogue['ui']['demo']> = {
  demos: {
    'transfer-two-classes': {
      title: 'Um rosto que se aproxima esconde a tela',
      about:
        'A rede de base que vem com o Convas enxerga formas e cores. Com 20 imagens de cada classe ela aprende se há alguém perto e então cobre a tela.',
    },
    'transfer-poses': {
      title: 'Poses controlam um jogo',
      about:
        'Quatro poses apertam teclas. A rede de base que vem com o Convas enxerga formas e cores; ela aprende as suas poses com 20 imagens de cada uma.',
    },
  },
  classes: {
    near: { name: 'Perto', hint: 'Chegue perto da câmera, de vários lados.' },
    away: { name: 'Longe', hint: 'Recue ou saia da imagem. Varie.' },
    left: { name: 'Esquerda', hint: 'Incline-se ou aponte para um lado. Aperta a seta para a esquerda.' },
    right: { name: 'Direita', hint: 'O outro lado. Aperta a seta para a direita.' },
    jump: { name: 'Pulo', hint: 'As duas mãos para cima. Aperta a seta para cima.' },
    still: { name: 'Parado', hint: 'Sente-se como de costume. Não aperta nada.' },
  },
  view: 'Câmera',
  again: 'Tentar de novo',
  privacy: 'As imagens ficam neste computador. A rede olha o centro da imagem.',
  recordAbout: (enough) => `1. Segure cada botão até a classe ter ${enough} imagens. 2. Treine.`,
  pictures: (count) => plural(count, '1 imagem', `${groupDigits(count)} imagens`),
  record: 'Segure para gravar',
  recording: 'Gravando…',
  train: 'Treinar',
  training: 'Treino',
  tooFew: (least) => `Cada classe precisa de pelo menos ${least} imagens.`,
  notKept: 'Não foi possível guardar a imagem',
  failed: 'O treino não deu certo',
  noBase: 'Esta versão não traz uma rede de base.',
  more: 'Gravar mais',
  unsure: 'Ainda sem certeza: grave mais imagens do que ela confunde.',
  hideAbout: 'Assim que a confiança em “Perto” é alta, uma imagem cobre a tela; ela some quando você recua.',
  choosePicture: 'Escolher a imagem…',
  hidden: 'Nada para ver aqui.',
  game: 'Jogo: desvie a bola das pedras',
  gameAbout:
    'Desvie a bola das pedras: esquerda, direita ou pule sobre elas. As setas do teclado também funcionam.',
  score: (passed, hits) =>
    `${plural(passed, '1 desviada', `${groupDigits(passed)} desviadas`)}, ${plural(hits, '1 batida', `${groupDigits(hits)} batidas`)}`,
  open: 'Demonstrações com a câmera',
};
