import { counted as countedEn } from '../../en/words.ts';
import { counted as countedPt } from '../../pt/words.ts';
import { command } from './command.ts';

/** What a teacher does with what was handed in. */
export const grade = {
  grade: command(
    {
      description: 'grade a folder of submissions: checks, copies and histories, as a table of marks',
      arguments: {
        folder: '<folder> the submissions (*.submission.json), with the assignment (*.assignment.json)',
      },
      options: {
        csv: '<file> where the marks are written',
        assignment: '<file> the assignment; the one in the folder if not given',
        gallery: '<file> a page with all networks side by side, to be opened in a browser',
        retrain: 'train each network again from its seed, and check what comes of it',
        'hand-out': '<file> only write the assignment without its private checks, to be handed out',
      },
      columns: {
        file: 'file',
        student: 'student',
        points: 'points',
        failed: 'not passed',
        copies: 'copy of',
      },
      training: ({ file }: { file: string }) => `training ${file} again`,
      gallery: {
        points: ({ points }: { points: number }) => countedEn(points, 'point'),
        parameters: ({ count }: { count: number }) => countedEn(count, 'parameter'),
        failed: ({ checks }: { checks: string }) => `not passed: ${checks}`,
        copies: ({ files }: { files: string }) => `copy of ${files}`,
        noPicture: 'This network cannot be drawn as it stands.',
        open: ({ file }: { file: string }) => `Save ${file}`,
      },
      handedOut: ({ file }: { file: string }) => `written without private checks: ${file}`,
    },
    {
      description: 'corrige uma pasta de entregas: verificações, cópias e históricos, em uma tabela de notas',
      arguments: { folder: '<pasta> as entregas (*.submission.json) com a tarefa (*.assignment.json)' },
      options: {
        csv: '<arquivo> onde as notas são gravadas',
        assignment: '<arquivo> a tarefa; a que está na pasta se não for informada',
        gallery: '<arquivo> uma página com todas as redes lado a lado, para abrir no navegador',
        retrain: 'treina cada rede de novo a partir da semente e verifica o resultado',
        'hand-out': '<arquivo> apenas grava a tarefa sem as verificações privadas, para distribuir',
      },
      columns: {
        file: 'arquivo',
        student: 'aluno',
        points: 'pontos',
        failed: 'não atende',
        copies: 'cópia de',
      },
      training: ({ file }) => `treinando ${file} de novo`,
      gallery: {
        points: ({ points }) => countedPt(points, 'ponto'),
        parameters: ({ count }) => countedPt(count, 'parâmetro'),
        failed: ({ checks }) => `não atende: ${checks}`,
        copies: ({ files }) => `cópia de ${files}`,
        noPicture: 'Esta rede não pode ser desenhada como está.',
        open: ({ file }) => `Salvar ${file}`,
      },
      handedOut: ({ file }) => `gravada sem as verificações privadas: ${file}`,
    },
  ),
};
