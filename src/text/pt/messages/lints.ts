import type { Catalogue, Translated } from '../../structure.ts';
import { counted, groupDigits, percent, plural } from '../words.ts';

const sees = ({ name, field, image }: { name: string; field: string; image: string }): string =>
  `"${name}" vê ${field} dos ${image} pixels`;

export const lints: Translated<Catalogue['messages']['lints']> = {
  bottleneck: ({ values, needed }) =>
    `Tudo o que a rede sabe de um exemplo passa aqui por ${counted(values, 'valor', 'valores')}, menos do que os ${groupDigits(needed)} da saída final.`,
  'deep-plain': ({ layers }) =>
    `${groupDigits(layers)} camadas com pesos vêm uma após a outra sem normalização em lote (batch normalization) nem atalho. Redes tão profundas treinam pior que redes mais rasas (He et al., 2015): normalize entre elas ou some a entrada de algumas camadas à sua saída.`,
  'dropout-before-normalization': ({ name }) =>
    `O dropout muda a variância só no treino, e "${name}", que vem depois, memoriza essa variância: na inferência, essas estatísticas não servem (Li et al., 2018). Coloque o dropout depois da última normalização em lote (batch normalization).`,
  'vanishing-loss':
    'As saídas são probabilidades, mas a função de perda as compara como números quaisquer: o gradiente desaparece justamente onde a rede erra com certeza. A entropia cruzada é feita para probabilidades.',
  'margin-loss':
    'As saídas são probabilidades que somam 1, mas a função de perda espera pontuações em que a classe verdadeira esteja 1 à frente: nenhuma softmax chega a isso, e a perda nunca fica satisfeita.',
  'independent-loss':
    'As saídas são probabilidades que somam 1, mas a entropia cruzada binária trata cada classe como uma pergunta separada, como se várias pudessem ser verdadeiras. A entropia cruzada é feita para uma classe entre várias.',
  'distance-loss':
    'As saídas são distâncias, a menor para a resposta, mas a função de perda quer a saída da classe verdadeira perto de 1. O critério MAP de 1998 é feito para distâncias.',
  'signed-loss':
    'A função de perda quer a saída em -1 para a primeira classe e em 1 para a segunda, mas uma sigmoide não desce abaixo de 0.',
  'no-nonlinearity': ({ first, second }) =>
    `Não há nada não linear entre "${first}" e "${second}": juntas, elas não fazem mais que uma única camada, pois a composição de duas funções lineares é linear.`,
  'small-receptive-field': ({ share, ...sight }) =>
    `${sees(sight)} (${percent(share)}), e o pooling global que vem depois esquece onde as coisas estavam: nenhuma parte da rede vê um objeto inteiro. Acrescente antes dele camadas, passos (strides) maiores ou pooling.`,
  'large-receptive-field': ({ times, ...sight }) =>
    `${sees(sight)}, ${groupDigits(times)} vezes a imagem: a maior parte é preenchimento (padding), e as últimas camadas custam mais sem ver mais.`,
  'saturating-stack': ({ layers, activation }) =>
    `${groupDigits(layers)} camadas seguidas têm ativações que saturam, como ${activation}. Longe de 0 elas são planas: o gradiente encolhe em cada uma, e as primeiras camadas quase não aprendem. Use ReLU ou uma normalização em lote (batch normalization) entre elas.`,
  'shrinking-filters': ({ of, name, before, now }) =>
    `Desde "${name}", ${of === 'image' ? 'a imagem ficou menor' : 'a sequência ficou mais curta'}, e os filtros também diminuíram: ${groupDigits(before)} ${plural(before, 'filtro')} antes, ${groupDigits(now)} agora. Onde o tamanho cai pela metade, costuma-se dobrar os filtros, para perder menos informação.`,
  'softmax-inside':
    'Uma softmax no meio da rede faz os valores competirem e somarem 1, e pouca informação passa. O lugar dela é no fim.',
};
