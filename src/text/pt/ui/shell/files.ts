import type { Catalogue, Translated } from '../../../structure.ts';
import { counted, plural } from '../../words.ts';

export const files: Translated<Catalogue['ui']['shell']['files']> = {
  couldNotOpen: 'O arquivo não foi aberto.',
  couldNotSave: 'O documento não foi salvo.',
  couldNotRead: (name) => `Não foi possível ler ${name}.`,
  noticesTitle: 'Sobre este arquivo.',
  restoredText: (name, when) =>
    `“${name}” foi recuperado como estava (${when}), porque não tinha sido salvo.`,
  reloadEdit: 'Recarregar do disco',
  reloaded: (name) => `${name} foi alterado no disco por outro programa e carregado de novo.`,
  conflict: {
    changed: {
      title: (name) => `“${name}” mudou no disco`,
      text: 'Outra janela ou outro programa gravou neste arquivo depois que você o abriu. Se você sobrescrever, essas mudanças se perdem; se recarregar, elas substituem as suas, que você recupera com Desfazer.',
      overwrite: 'Sobrescrever',
    },
    missing: {
      title: (name) => `“${name}” não existe mais`,
      text: 'O arquivo foi movido, renomeado ou excluído depois que você o abriu.',
      overwrite: 'Salvar no mesmo lugar',
    },
  },
  reload: 'Recarregar do disco',
  saveAs: 'Salvar como…',
  trouble: {
    changed: (name) => `${name} mudou no disco.`,
    changedText: 'Você tem mudanças não salvas. Nada é sobrescrito antes de você escolher.',
    missing: (name) => `${name} não existe mais.`,
    missingText: 'O arquivo foi movido, renomeado ou excluído. O que você vê aqui não está salvo.',
    unreadable: (name) => `${name} mudou no disco e agora não pode ser lido.`,
    unreadableText: 'O que você vê aqui não está mais salvo.',
  },
  alsoOpen: {
    title: (name) => `${name} está aberto também em outro lugar.`,
    browser: (others) => plural(others, 'Está aberto em outra aba.', `Está aberto em outras ${others} abas.`),
    electron: (others) =>
      plural(others, 'Está aberto em outra janela.', `Está aberto em outras ${others} janelas.`),
    text: 'Uma não sobrescreve o que a outra salva.',
  },
  recovery: {
    title: (name) => `Há trabalho não salvo em “${name}”.`,
    text: (when) => `Última alteração: ${when}.`,
    more: (count) => plural(count, 'Depois deste há mais um.', `Depois deste há mais ${count}.`),
    recover: 'Recuperar',
    discard: 'Descartar',
    discarded: (name) => `O trabalho não salvo em “${name}” foi descartado.`,
    bringBack: 'Trazer de volta',
  },
  notRecovered: 'O trabalho não salvo não foi recuperado.',
  notDiscarded: 'O trabalho não salvo não foi descartado.',
  takenElsewhere: 'Ele foi recuperado ou descartado em outra aba.',
  afterFailure: {
    crashed: 'A janela fechou por um erro e foi carregada de novo.',
    hung: 'A janela travou e foi carregada de novo.',
  },
  afterFailureRestored: 'O seu trabalho não salvo está aqui, como estava um momento antes.',
  afterFailureClean: 'Não havia trabalho não salvo.',
  guardTitle: (name) => `Salvar as mudanças em “${name}”?`,
  guardText: 'As suas mudanças se perdem se você não as salvar.',
  guardSave: 'Salvar',
  guardDiscard: 'Não salvar',
  guardCancel: 'Cancelar',
  readOnlyBanner: 'Salve uma cópia para fazer as suas mudanças.',
  saveCopy: 'Salvar uma cópia',
  editRefused: 'A mudança não foi feita.',
  draftFailed: 'O rascunho do trabalho não salvo não está sendo guardado: salve o documento logo',
};

export const gallery: Translated<Catalogue['ui']['shell']['gallery']> = {
  title: 'Comece por uma arquitetura pronta',
  lead: 'LeNet-5 e dígitos manuscritos',
  leadText:
    'A rede que lia os cheques nos anos 1990. Abra-a, clique em Treinar e veja como ela aprende a distinguir dez dígitos.',
  leadAction: 'Abrir a LeNet-5',
  empty: 'Área em branco',
  emptyText: 'Desenhe uma rede do zero.',
  open: 'Abrir arquivo',
  openText: 'Um documento .convas deste computador.',
  importModel: 'Importar um modelo',
  importModelText: 'Do Keras, ONNX, TensorFlow.js ou PyTorch.',
  course: 'Para o curso',
  famous: 'Arquiteturas famosas',
  forLearning: 'Feitas para aprender',
  counting: 'Contando os parâmetros',
  recent: 'Arquivos recentes',
  noRecent: 'Os arquivos que você abrir ou salvar aparecem aqui.',
  layers: (count) => counted(count, 'camada'),
  params: (count) => counted(count, 'parâmetro'),
  trainable: (count) => counted(count, 'parâmetro treinável', 'parâmetros treináveis'),
  picture: (title) => `Formatos de ${title}, da entrada à saída`,
  back: 'Voltar à área de desenho',
  memory: {
    trains: (memory) => `≈ ${memory} para treinar`,
    needs: (memory, batch) => `${memory} com lote de ${batch}`,
    measured: (memory, batch) =>
      `Medido: treinar com ${counted(batch, 'imagem', 'imagens')} por iteração chegou a usar ${memory}.`,
    own: (memory, batch) =>
      `Treinar com o lote de ${batch} da arquitetura usa cerca de ${memory}, incluindo o TensorFlow.`,
    large: 'É mais do que os 8 GB de muitas máquinas: nelas, escolha um lote menor.',
  },
  badge: 'Como publicada',
  asPublished: (source) => `Contagem feita aqui e agora: exatamente o número publicado (${source}).`,
};

export const news: Translated<Catalogue['ui']['shell']['news']> = {
  trained: (name) => `“${name}” está treinada`,
  accuracy: (accuracy) => `Reconheceu ${accuracy} das imagens que nunca tinha visto.`,
  error: (error) => `Reconstrói imagens com erro de reconstrução ${error}.`,
};

export const imported: Translated<Catalogue['ui']['shell']['imported']> = {
  title: (file) => `${file} importado`,
  failed: (file) => `${file} não foi importado.`,
  noModel:
    'Não é nenhum dos arquivos em que os modelos vêm: .keras, .h5, .onnx, .safetensors, model.json, saved_model.pb. Escolha os pesos que ficam ao lado de um modelo junto com ele.',
  repeated: (parts: number, times: number) =>
    `${counted(parts, 'parte')} da rede ${parts === 1 ? 'se repete' : 'se repetem'}, ${counted(times, 'vez', 'vezes')} ao todo. Em blocos a rede fica mais fácil de ler; desfazer a traz de volta.`,
  makeBlocks: 'Criar blocos',
  asRun: (weights) => `Seus ${weights} pesos agora são uma execução: veja Execuções.`,
  layer: 'Camada',
  status: 'Tornou-se',
  detail: 'O que difere',
  show: (name) => `Mostrar ${name}`,
  statuses: { kept: 'Mantida', approximated: 'Aproximada', placeholder: 'Provisória', refused: 'Recusada' },
};
