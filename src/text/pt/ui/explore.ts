import { issues } from '../../members/issues.ts';
import { inLanguage } from '../../members/members.ts';
import type { Catalogue, Translated } from '../../structure.ts';
import { counted, groupDigits } from '../words.ts';

export const explore: Translated<Catalogue['ui']['explore']> = {
  notHere: 'Ainda não há nesta máquina um conjunto de dados para explorar',
  images: 'Imagens do conjunto',
  image: (label, index) => `${label}, imagem ${index}`,
  goTo: 'Ir à imagem',
  found: (count) => counted(count, 'imagem', 'imagens'),
  circled: (count) => `${counted(count, 'exemplo escolhido', 'exemplos escolhidos')} em um mapa`,
  showAll: 'Mostrar todas',
  choose: 'Escolha uma imagem para vê-la grande e ler os pixels. As setas vão à próxima.',
  index: (index) => `Imagem ${index}`,
  hover: 'Aponte para um pixel para ler o valor.',
  pixel: (row, column, value) => `linha ${row}, coluna ${column}: ${value}`,
  labelErrors: {
    title: 'Prováveis erros de rótulo',
    about:
      'Pelas predições de uma execução sobre as imagens de teste, com as quais ela não aprendeu (aprendizado confiante). Olhe cada uma: uma imagem incomum pode ter o rótulo certo.',
    run: 'Escolha uma execução',
    busy: 'Calculando as predições das imagens de teste',
    failed: 'Não foi possível examinar os rótulos',
    none: 'Para esta execução, nenhum rótulo das imagens de teste parece errado.',
    found: (count, examples) =>
      `${counted(count, 'rótulo')} de ${groupDigits(examples)} ${count === 1 ? 'está provavelmente errado' : 'estão provavelmente errados'}`,
    one: (index, given, suggested, quality) =>
      `Imagem ${index}: rótulo ${given} (${quality}), parece ${suggested}`,
  },
  map: {
    title: 'Mapa dos dados',
    about:
      'Cada imagem é um ponto, e imagens parecidas ficam próximas. Contorne algumas para ver só elas na grade.',
    of: 'Calculado a partir de',
    pixels: 'Pixels',
    method: 'Método',
    methods: { pca: 'PCA', umap: 'UMAP' },
    busy: 'Calculando o mapa',
    failed: 'Não foi possível calcular o mapa',
  },
  save: {
    csv: 'Salvar estas como CSV',
    png: 'Salvar estas como PNG',
    firstPng: (most) => `Salvar as primeiras ${groupDigits(most)} como PNG`,
    saved: (place) => `Salvo em ${place}.`,
    failed: 'Não foi possível salvar a seleção',
  },
  counts: {
    title: 'Classes',
    class: 'Classe',
    train: (count) => `Treino, ${count}`,
    test: (count) => `Teste, ${count}`,
  },
  pixels: {
    title: 'Pixels das imagens de treino',
    busy: 'Calculando com todas as imagens de treino',
    failed: 'Não foi possível calcular as estatísticas',
    meanImage: 'Imagem média',
    columns: ['Canal', 'Média', 'Desvio padrão', 'Faixa'],
    gray: ['Cinza'],
    colors: ['Vermelho', 'Verde', 'Azul'],
  },
  issues: {
    look: 'Procurar problemas',
    busy: 'Procurando problemas em todas as imagens',
    failed: 'Não foi possível verificar as imagens',
    filter: 'Problema',
    all: 'Todas as imagens',
    kinds: inLanguage(issues, 'pt-BR'),
    kind: (name, count) => `${name} (${groupDigits(count)})`,
    leaveOut: 'Deixar fora do treino',
    leavingOut: 'Deixando imagens de fora',
    usual: (name, share) => `${name}: não listado, pois ${share} das imagens o têm.`,
    noLeakage: 'Nenhuma imagem de teste tem duplicata no treino.',
    leakage: (share, count) =>
      `${share} das imagens de teste (${groupDigits(count)}) têm duplicata no treino: a acurácia de teste fica otimista demais.`,
    leaveDoubles: 'Deixar as duplicatas fora do treino',
  },
  sheet: { title: 'Amostra, 5 × 6', another: 'Outra amostra' },
};
