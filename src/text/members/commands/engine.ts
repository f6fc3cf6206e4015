import { command } from './command.ts';

/** An engine for other machines. */
export const engine = {
  engine: command(
    {
      description: 'let other machines train on this one',
      options: {
        listen: '<host:port> where to listen; 127.0.0.1 if only a port is given, port 0 takes a free one',
        people: '<names> separated by commas: each gets an address, an engine and runs of their own',
        name: '<host> what the printed addresses call this machine',
      },
      after: `Prints one address, or one for each person. Whoever has it can use the engine and read files of this user by their
path: treat it like a password. On the other machine:

  convas train lenet-5 --engine 'convas://…'    or CONVAS_ENGINE=convas://…
  convas serve --engine 'convas://…'            the app as a page, with this engine behind it

The connection is encrypted (TLS 1.3). The certificate is made at the first start, and its fingerprint is part of the
address. A connection that is lost is made again; training goes on meanwhile. Runs are kept here. Datasets are
looked for here.`,
      listening: ({ host, port }: { host: string; port: number }) =>
        `listening on ${host}:${port}; press Ctrl-C to stop`,
    },
    {
      description: 'permite que outras máquinas treinem nesta',
      options: {
        listen: '<host:porta> onde escutar; 127.0.0.1 se só houver uma porta; a porta 0 usa uma livre',
        people:
          '<nomes> separados por vírgulas: cada pessoa recebe um endereço, um motor e execuções próprias',
        name: '<host> como os endereços mostrados chamam esta máquina',
      },
      after: `Mostra um endereço, ou um para cada pessoa. Quem o tem pode usar o motor e ler arquivos deste usuário pelo caminho:
trate-o como uma senha. Na outra máquina:

  convas train lenet-5 --engine 'convas://…'    ou CONVAS_ENGINE=convas://…
  convas serve --engine 'convas://…'            o aplicativo como página, com este motor

A conexão é criptografada (TLS 1.3). O certificado é criado na primeira vez, e sua impressão digital faz parte do
endereço. Uma conexão perdida é refeita; o treino continua enquanto isso. As execuções ficam aqui. Os conjuntos de dados
são procurados aqui.`,
      listening: ({ host, port }) => `escutando em ${host}:${port}; pressione Ctrl-C para parar`,
    },
  ),
};
