import { counted as countedEn } from '../../en/words.ts';
import { counted as countedPt } from '../../pt/words.ts';
import { command } from './command.ts';

/** The lessons of the course. */
export const lessons = {
  lessons: command(
    {
      description: 'list the lessons of the course, or check the file of one',
      arguments: { file: '[file] a lesson of your own: every mistake is named with its line' },
      options: { check: '<file> the same as naming the file: every mistake with its line' },
      columns: { id: 'ID', language: 'language', title: 'title', steps: 'steps', minutes: 'minutes' },
      at: ({ file, line, why }: { file: string; line: number; why: string }) =>
        `${file}, line ${line}: ${why}`,
      good: (of: { title: string; steps: number; checks: number; questions: number }) =>
        `“${of.title}” can be used: ${countedEn(of.steps, 'step')}, ${countedEn(of.checks, 'check')}, ${countedEn(of.questions, 'question')}.`,
    },
    {
      description: 'lista as lições do curso ou verifica o arquivo de uma',
      arguments: { file: '[arquivo] uma lição própria: cada erro é indicado com a linha' },
      options: { check: '<arquivo> o mesmo que indicar o arquivo: cada erro com a linha' },
      columns: { id: 'ID', language: 'idioma', title: 'título', steps: 'passos', minutes: 'minutos' },
      at: ({ file, line, why }) => `${file}, linha ${line}: ${why}`,
      good: (of) =>
        `“${of.title}” pode ser usada: ${countedPt(of.steps, 'passo')}, ${countedPt(of.checks, 'verificação', 'verificações')}, ${countedPt(of.questions, 'pergunta')}.`,
    },
  ),
};
