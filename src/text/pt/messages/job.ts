import type { Catalogue, Translated } from '../../structure.ts';
import { list } from '../words.ts';

export const job: Translated<Catalogue['messages']['job']> = {
  optimizer: ({ title, known }) =>
    `Um job não treina com ${title}. Ele conhece ${list(known)}: escolha um com --optimizer.`,
  'optimizer-variant': ({ title }) =>
    `Um job treina apenas com ${title} simples: desative as variantes (AMSGrad, centralização, momento do RMSprop).`,
  target:
    'Um job treina redes para classes, para números ou para reconstruir a própria entrada. Esta aprende outra coisa.',
  loss: ({ title, known }) =>
    `Um job não treina aqui com a função de perda ${title}. Ele conhece ${list(known)}: escolha uma com --loss.`,
  schedule: ({ title }) =>
    `O agendamento ${title} observa o andamento do treino; um job tem todas as taxas de aprendizado de antemão. Escolha outro com --schedule.`,
  pretraining:
    'Um job não faz o pré-treino de camadas. Acrescente --pretrain none ou comece de uma execução pré-treinada aqui.',
  transfer:
    'Um job não aproveita os pesos de outra rede, como este documento pede. Treine aqui ou remova os pesos iniciais.',
  'early-stopping': 'Um job não para antes do fim. Acrescente --early-stopping none e diga quantas --epochs.',
  rules: ({ layer }) =>
    `A camada ${layer} tem uma penalidade ou uma restrição nos pesos, que um job não tem. Remova-a.`,
  'random-steps':
    'O pré-processamento tem passos aleatórios (aumento de dados), que um job não tem. Desative-os no documento.',
  outputs:
    'Um job não sabe obter pontuações da última camada. Termine a rede com uma softmax ou com pontuações.',
  'no-python': ({ command }) =>
    `Não foi possível iniciar ${command}. Instale o Python com os pacotes de requirements.txt ou indique um em CONVAS_PYTHON.`,
  weight: ({ name }) => `Falta ${name} nos pesos que voltaram, ou tem outro tamanho.`,
  stopped: 'foi interrompido',
  failed: ({ reason, folder }) =>
    `O job terminou antes da última iteração: ${reason}. O ponto de controle está em ${folder}; execute ali o script de envio para continuar.`,
};
