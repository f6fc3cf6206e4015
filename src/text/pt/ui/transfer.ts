import type { Catalogue, Translated } from '../../structure.ts';
import { groupDigits, plural } from '../words.ts';

export const transfer: Translated<Catalogue['ui']['transfer']> = {
  title: 'Transferência de aprendizado',
  lead: 'Aproveite o que uma rede treinada aprendeu e treine só uma saída nova para as suas classes. Bastam poucas imagens de cada classe.',
  source: 'Rede treinada',
  bases: 'Vem com o Convas',
  runs: 'Suas execuções',
  shipped: { 'cifar-8': 'Rede de base para imagens pequenas' },
  base: (name, accuracy) => `${name} (acerta ${accuracy})`,
  data: 'Imagens com as novas classes',
  noData: 'Escolha dados com classes: colete imagens na etapa Dados ou solte uma pasta ali.',
  classes: (names, count) =>
    `${plural(count, 'Uma classe', `${groupDigits(count)} classes`)}: ${names.slice(0, 6).join(', ')}${count > 6 ? ', …' : ''}`,
  cut: 'Manter as camadas até',
  cutAbout: 'Tudo depois desta camada é substituído.',
  point: (name, shape) => `${name}, ${shape}`,
  head: 'A saída nova vê',
  heads: {
    mean: {
      title: 'Quais características',
      about: 'A média delas na imagem: o que aparece, não importa onde.',
    },
    places: {
      title: 'E também onde',
      about: 'Todas as posições dos mapas de características: poses e posições. Exige mais imagens.',
    },
  },
  freeze: 'Congelar as camadas mantidas',
  freezeAbout:
    'Elas não mudam, e por isso a saída delas é calculada uma só vez para cada imagem. Descongele-as depois, passo a passo.',
  summary: (kept, trained, all) =>
    `${plural(kept, 'Uma camada com pesos é mantida', `${groupDigits(kept)} camadas com pesos são mantidas`)}; ${groupDigits(trained)} de ${groupDigits(all)} parâmetros são treinados.`,
  noCut: 'Esta rede não tem camada com pesos a manter.',
  failed: 'Não foi possível criar a rede',
  unreadable: 'Não foi possível ler a rede treinada',
  create: 'Criar',
  train: 'Criar e treinar',
  name: (source, data) => `${source}, para ${data}`,
  fold: {
    title: 'Pesos iniciais',
    none: 'aleatórios',
    from: (run) => `de ${run}`,
    about:
      'As camadas que têm os mesmos nomes que nessa execução começam com os pesos dela; as outras, com pesos aleatórios.',
    choose: 'Começar de uma rede treinada…',
    remove: 'Começar com pesos aleatórios',
    cache: 'Calcular as camadas congeladas uma só vez',
    cacheAbout:
      'A saída das camadas congeladas do começo é calculada antes da primeira época e guardada, também para as próximas execuções.',
    variants: 'Variantes aumentadas',
    variantsAbout:
      'Com etapas aleatórias no pré-processamento, são guardadas as características desse número de variantes de cada imagem de treino. A época n usa a variante n; depois da última, elas são usadas de novo, em ordem.',
    unfreezeAbout:
      'A próxima execução continua com os pesos da última, com um décimo da taxa de aprendizado nessa camada. A normalização em lote continua congelada.',
    unfrozen: (layer) => `Descongelar ${layer}`,
    noneFrozen: 'Não há mais camadas congeladas.',
    noRun: 'Treine primeiro: a próxima execução continua com os pesos da última.',
  },
};
