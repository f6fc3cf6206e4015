import type { Catalogue, Translated } from '../../structure.ts';

export const versions: Translated<Catalogue['messages']['versions']> = {
  'not-one': ({ name }) =>
    `${name} não é uma versão de dados. Indique um arquivo escrito por "convas data freeze" ou uma execução.`,
  'none-kept': ({ run }) =>
    `Nenhuma versão dos dados foi guardada com a execução ${run}. Ela é guardada quando uma execução começa, se os dados cabem na memória.`,
  'no-probabilities':
    'Prováveis erros de rótulo são encontrados pelas probabilidades das classes, que esta rede não produz. Use uma execução que distinga classes com softmax ou sigmoide.',
  'nothing-held-out': ({ title, part }) =>
    `${title} não tem conjunto próprio de ${part === 'test' ? 'teste' : 'validação'}. Redistribua os dados, por exemplo com "?fold=1/5", e treine com eles.`,
  freezing: 'congelando',
};
