import type { Catalogue, Translated } from '../../structure.ts';
import { output } from '../cli/output.ts';
import { counted, groupDigits, list } from '../words.ts';

export const cli: Translated<Catalogue['messages']['cli']> = {
  wordless: 'Algo deu errado, e o erro não tem mensagem.',
  'result-unwritable': 'não foi possível gravar o resultado',
  'progress-unwritable': 'não foi possível mostrar o andamento',
  'no-document': ({ name, templates }) =>
    `não existe o arquivo ${name} nem uma arquitetura pronta com esse ID; arquiteturas: ${templates}`,
  'run-document': ({ run }) => `execução ${run}`,
  'job-needs': 'um job precisa de --engine ray ou torchrun e de --out PASTA',
  'job-folder': ({ folder }) => `${folder} já contém algo: indique uma pasta vazia ou que ainda não existe`,
  'grade-assignment': ({ count, ending }) =>
    `a pasta tem ${counted(count, 'tarefa')} (arquivos que terminam com ${ending}) e é preciso uma: indique-a com --assignment`,
  'grade-csv': 'indique onde gravar as notas: --csv ARQUIVO',
  'grade-none': ({ folder, ending }) => `${folder} não tem entregas: arquivos que terminam com ${ending}`,
  'no-data': 'o documento não indica um conjunto de dados: acrescente --dataset DADOS',
  'name-document-or-run':
    'indique um documento (o ID de uma arquitetura pronta ou um arquivo .convas), ou uma execução com --resume',
  'name-a-document': 'indique um documento: o ID de uma arquitetura pronta ou um arquivo .convas',
  'file-unwritable': ({ file }) => `não foi possível gravar ${file}`,
  'no-such': ({ what, name, known }) => `não existe ${what} "${name}"; existem ${known.join(', ')}`,
  engine: 'o motor',
  framework: 'o framework',
  network: 'a rede',
  view: 'a visualização',
  'no-cut': ({ name, run, known }) =>
    known.length === 0
      ? `${run} não tem camada com pesos a manter`
      : `${run} não pode ser cortada depois de "${name}"; escolha uma destas: ${known.join(', ')}`,
  'transfer-needs-data': 'indique os dados novos com --dataset',
  'transfer-needs-out': 'indique o documento a gravar com --out',
  'transfer-classes': ({ dataset }) =>
    `os exemplos de ${dataset} não têm uma classe cada: a saída nova é feita para classes`,
  'nothing-frozen': ({ run, layers }) =>
    `${run} não tem mais camadas congeladas: ${layers} puderam ser descongeladas`,
  'no-layer': ({ name, known }) => `a rede não tem a camada "${name}"; ela tem ${known}`,
  'no-field': ({ option, name, known }) => `--${option}: não existe "${name}"; existe ${known}`,
  'not-a-pair': ({ part }) => `"${part}" deveria ser nome=valor, como em every=5`,
  'option-wrong': ({ option, reason }) => `${option}: ${reason}`,
  'field-wrong': (of) => `--${of.option} ${of.value}: ${of.field}: ${of.reason}`,
  'not-emulated': ({ isa, has, wanted }) =>
    `--isa ${isa}: este processador tem ${has}, que não pode ser usado como ${wanted}`,
  'case-problems': ({ network }) => `${network} tem problemas: veja \`convas analyze ${network}\``,
  'bench-unexpected': 'o processo deu uma resposta inesperada',
  'bench-not-opened': 'o processo não abriu a rede',
  'bench-nothing-open': 'nenhuma rede está aberta',
  'bench-no-engine': ({ engine }) => `não existe o motor "${engine}"`,
  'out-without-cell': '--out precisa de --cell REAL,PREVISTO',
  'no-classes': '--cell: esta rede não distingue classes',
  'cell-wrong': ({ cell, example, known }) =>
    `--cell ${cell}: escreva duas classes, como em ${example}; existem ${known}`,
  'file-beside': ({ file }) =>
    `${file} já existe, e a exportação grava um arquivo com esse nome. Remova-o ou indique uma pasta em --out.`,
  'not-expressible': ({ layers }) =>
    `${layers === 1 ? 'Esta camada não pode ser expressa' : `Estas ${layers} camadas não podem ser expressas`} no formato; nada foi gravado.`,
  'checkpoint-of-document':
    'Um documento não tem pontos de controle. Retire --checkpoint ou indique uma execução.',
  'export-needs': 'Indique uma execução ou um documento, --format e --out; --list mostra os formatos.',
  'export-differs': ({ runtimes, out }) =>
    `O modelo exportado não dá as saídas do motor em ${list(runtimes)}. Os arquivos ficaram em ${out}.`,
  'no-falling-loss': ({ from, to }) =>
    `a perda não caiu com nenhuma taxa de aprendizado de ${from} a ${to}: tente --to, mais --steps ou outra inicialização`,
  'view-needs-layer': ({ view }) => `a visualização ${view} precisa de uma camada: --layer NOME`,
  'view-needs-image': ({ view }) =>
    `a visualização ${view} precisa de uma imagem: --input IMAGEM, ou --example NÚMERO`,
  'view-needs-out': 'falta --out ARQUIVO: o arquivo a gravar',
  'nothing-to-draw': ({ layer }) =>
    `${layer} não tem filtros para desenhar: só convoluções e camadas densas têm.`,
  'too-many-to-draw': ({ layer, shape, most }) =>
    `Os pesos de ${layer}, ${shape}, são muitos para desenhar: no máximo ${groupDigits(most)}.`,
  'no-number': ({ line, column, cell }) =>
    `linha ${groupDigits(line)}, valor ${groupDigits(column)}: ${cell === '' ? 'a célula está vazia' : `"${cell}" não é um número`}`,
  'rows-wrong': (of) =>
    `tem ${counted(of.rows, 'linha')} com ${counted(of.given, 'número')} ao todo, e a rede recebe ${groupDigits(of.wanted)} (${of.shape.join(' × ')}): escreva um exemplo por linha, sem o alvo, ou uma única série com uma linha por passo`,
  'array-wrong': ({ given, type, shape }) =>
    `contém um array de formato ${given.join(' × ')} (${type}), e a rede recebe ${shape.join(' × ')}, ou vários deles, um após o outro`,
  'two-runs': 'indique duas ou mais execuções',
  'engine-gone': ({ reason }) => `o motor foi encerrado: ${reason}`,
  'no-step': ({ step, backend, reason }) => `${backend} não executa a iteração no modo ${step}: ${reason}`,
  'op-by-op': 'as iterações são executadas operação por operação',
  'run-ended': ({ run, state, reason }) => `execução ${run} ${output.states[state]}: ${reason}`,
  'run-unsaved': ({ run, reason }) => `execução ${run}: ${reason}`,
  'no-reason': 'nenhum motivo foi informado',
  'vary-wrong': ({ text }) => `--vary ${text}: escreva PARÂMETRO=VALORES, como em C1.filters=4,6,8`,
  'no-parameter': ({ path, known }) => `não existe o parâmetro ${path}; existem ${known}`,
  'nothing-to-search':
    'nenhuma camada oculta tem largura, pooling ou bloco que possa variar: diga o que pode mudar, --vary C1.filters=4,6,8',
  'sweep-folder': ({ folder }) =>
    `${folder} contém outra varredura (sweep), ou outra coisa: escolha uma nova pasta com --out`,
  'sweep-elsewhere-needs': 'com --on, indique uma pasta comum com --out e não use --resume nem --backend',
  'halving-elsewhere':
    'o halving sucessivo compara as combinações entre as rodadas e por isso roda em um só motor: use --method grid ou random com --on',
  'ray-failed': ({ command, reason }) =>
    `O Ray terminou antes da hora em ${command}: ${reason}. O que foi treinado fica guardado: o mesmo comando treina o resto`,
  'nothing-to-vary': 'diga o que variar: --vary C1.filters=4,6,8',
  'resume-as-planned':
    'uma varredura (sweep) é retomada como foi planejada: use --resume sem documento e sem --vary',
  'port-too-large': ({ most }) => `uma porta vai até ${most}`,
  'page-not-built': 'a página não foi compilada: execute `npm run build`',
  'port-taken': ({ port }) => `a porta ${port} está em uso`,
  'port-unusable': ({ port, reason }) => `a porta ${port} não pode ser usada: ${reason}`,
  'port-in-use': 'outro programa a usa',
  'engine-address': ({ given }) =>
    `"${given}" não é o endereço de um motor: copie a linha que \`convas engine\` mostra, convas://host:porta/#…, entre aspas`,
  'listen-wrong': ({ given }) =>
    `"${given}" não é onde um motor possa escutar: informe host:porta, por exemplo 0.0.0.0:8766`,
  'person-wrong': ({ given }) =>
    `"${given}" não pode ser um nome: use de 1 a 40 letras sem acento, dígitos, - e _`,
  'certificate-damaged': ({ file }) =>
    `${file} está danificado: apague-o para obter um certificado novo e dê a todos o novo endereço`,
  'token-damaged': ({ file }) =>
    `${file} está danificado: apague-o para obter um token novo e dê o novo endereço à pessoa`,
  'room-full': ({ most }) =>
    `o documento já está sendo editado por ${most} pessoas, o máximo possível ao mesmo tempo`,
  'token-refused': 'o token do endereço não é deste motor',
  'session-over': 'esta sessão terminou; o que ela treinava continua e está entre as execuções',
  'engine-unreachable': ({ address, reason }) => `não foi possível chegar ao motor em ${address}: ${reason}`,
  'engine-refused': ({ address, reason }) => `o motor em ${address} recusou: ${reason}`,
  'other-certificate': ({ address }) =>
    `o certificado em ${address} não é o do endereço: pode haver alguém no meio, ou o motor tem um novo; nada foi enviado`,
  'no-engine-there': ({ address }) => `o que responde em ${address} não é um motor do Convas desta versão`,
  'frame-too-large': ({ most }) => `uma mensagem para um motor em outra máquina tem no máximo ${most} MiB`,
  'connection-lost': ({ address }) => `a conexão com ${address} caiu; o treino continua lá, tentando de novo`,
  'connection-back': ({ address }) => `conectado a ${address} de novo`,
  'option-of-this-machine': ({ option }) =>
    `${option} é para um motor nesta máquina: não use a opção, ou não use --engine e CONVAS_ENGINE`,
  'port-forbidden': 'este usuário não pode usá-la; escolha uma a partir de 1024',
  'port-of-another-program': ({ port }) =>
    `a porta ${port} está em uso por outro programa. Escolha outra porta com --port N, sempre a mesma: o navegador guarda os rascunhos por porta.`,
  'port-of-another-user': ({ port }) =>
    `a porta ${port} está em uso por um Convas de outro usuário, ou com outro CONVAS_HOME. Escolha outra porta com --port N, sempre a mesma: o navegador guarda os rascunhos por porta.`,
  'port-served': (of) =>
    `o Convas já está na porta ${of.port}, servido pelo processo ${of.pid} desde ${of.since} UTC. Abra ${of.url} ou ` +
    `encerre-o com "kill ${of.pid}"; --port 0 serve um segundo em uma porta livre.`,
  'engine-killed': ({ signal }) => `O motor foi encerrado por fora (${signal}).`,
  'engine-ended': 'O motor foi encerrado.',
  'engine-failed': ({ code }) => `O motor foi encerrado inesperadamente (código ${code}).`,
  'engine-closed': 'O motor fechou a conexão.',
  'engine-unresponsive': 'O motor não respondeu e foi encerrado.',
  'engine-restarts': 'O motor está reiniciando.',
  'engine-not-started': ({ reason }) => `Não foi possível iniciar o motor: ${reason}`,
  'binary-only': 'só mensagens binárias são aceitas',
  'http-403': '403 Este endereço não é servido aqui.',
  'http-404': '404 Esta página não existe.',
  'http-405': '405 Só GET e HEAD são respondidos.',
  kernels: (of) => {
    const pairs = (most: number) => (most === 0 ? 'nenhuma' : `até ${counted(most, 'filtro')}`);
    const spread =
      of.shards > 1
        ? `lotes em ${of.shards} partes, ${counted(of.intra, 'thread')} em cada`
        : of.intra === of.inter
          ? counted(of.intra, 'thread')
          : `${counted(of.intra, 'thread')} dentro das operações e ${of.inter} entre elas`;
    const columns =
      of.training === null
        ? ''
        : `, colunas em pares: ${pairs(of.training)}` +
          (of.inference === null || of.inference === of.training
            ? ''
            : ` (inferência: ${pairs(of.inference)})`);
    const own = of.ownOperations ? ', operações próprias' : '';
    return `oneDNN ${of.oneDnn ? 'ligado' : 'desligado'}, ${spread}${columns}${own}`;
  },
};
