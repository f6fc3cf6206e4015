import type { Catalogue, Translated } from '../../structure.ts';
import { groupDigits } from '../words.ts';

export const sweep: Translated<Catalogue['messages']['sweep']> = {
  'unknown-parameter': ({ path }) => `A rede e suas configurações não têm o parâmetro "${path}".`,
  'varied-twice': ({ path }) => `"${path}" varia duas vezes: mantenha uma só.`,
  'epochs-of-halving':
    'O método das metades sucessivas (successive halving) define as épocas por conta própria: elas não podem variar.',
  'fewest-epochs': ({ least, most }) =>
    `O máximo de épocas (${groupDigits(most)}) é menor que o mínimo (${groupDigits(least)}).`,
  'too-many': ({ count, most }) =>
    `Estes intervalos têm ${groupDigits(count)} combinações; é possível treinar no máximo ${groupDigits(most)}. Use menos valores.`,
  flag: ({ title, given }) => `${title} deve ser sim ou não, e não "${given}".`,
  choice: ({ title, options, given }) =>
    `${title} deve ser um destes valores: ${options.join(', ')}, e não "${given}".`,
  sides: ({ title, why }) => `${title} se escreve como 3x3. ${why}`,
  'not-a-number': ({ title }) => `${title} não é um número: liste os valores.`,
  'no-interval': ({ title }) => `${title}: um intervalo vai de um número a outro diferente.`,
  'log-above-zero': ({ title }) => `${title}: um intervalo logarítmico deve ficar acima de 0.`,
  'count-of-values': ({ title, least, most }) =>
    `${title}: um intervalo deve ter de ${groupDigits(least)} a ${groupDigits(most)} valores.`,
  'no-optuna': ({ command }) =>
    `O TPE precisa do pacote optuna do Python, que ${command} não tem. Instale-o (pip install optuna), indique em CONVAS_PYTHON um Python que o tenha ou escolha evolution.`,
  'optuna-failed': ({ command, why }) => `O Optuna em ${command} não conseguiu propor uma rede: ${why}`,
};
