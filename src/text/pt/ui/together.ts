import type { Catalogue, Translated } from '../../structure.ts';

export const together: Translated<Catalogue['ui']['together']> = {
  title: 'Editar em conjunto',
  lead: 'Várias pessoas editam este documento ao mesmo tempo: cada uma vê o ponteiro das outras, e desfazer só desfaz as próprias edições. Sem conexão, dá para continuar; o que cada um fez é reunido quando ela voltar.',
  name: 'Seu nome',
  unnamed: 'Alguém',
  start: 'Compartilhar este documento',
  started: 'A partir de agora o documento é editado em conjunto.',
  stop: 'Continuar sozinho',
  link: 'Link',
  linkHelp: 'Para outro navegador que alcança este servidor. Quem o tem pode usar este Convas.',
  code: 'Código',
  codeHelp:
    'Para quem usa, no seu Convas, o mesmo motor em outra máquina: digite-o aqui, em "Link ou código".',
  copyCode: 'Copiar código',
  join: 'Link ou código de um documento compartilhado',
  joinButton: 'Entrar',
  noRoom: 'Isto não é nem um link para um documento compartilhado nem um código. Copie de novo, por inteiro.',
  nobody:
    'Ninguém que tem o documento respondeu em 20 segundos. Pergunte se ele ainda está compartilhado e peça um novo link.',
  unreachable: 'Não foi possível alcançar o servidor desta página.',
  waiting: 'Sem conexão; tentando de novo. Suas edições ficam guardadas e serão reunidas.',
  people: (names) =>
    names.length === 0 ? 'Ainda não há mais ninguém aqui.' : `Com você aqui: ${names.join(', ')}`,
  noEngine:
    'A janela edita em conjunto por um motor em outra máquina: conecte-se a um pelo estado do motor, no alto à direita, e os outros ao mesmo.',
  noServer:
    'Um documento pode ser editado em conjunto onde um servidor liga as pessoas: inicie o Convas com "convas serve", ou com CONVAS_ENGINE para um motor que todos usam, e abra a página dele.',
};
