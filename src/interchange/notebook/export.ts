import { type FormatOf, textFile } from '../format.ts';
import { noOptions } from '../options.ts';
import { quoted } from '../python/literal.ts';
import { type Section, sectionsOf } from '../python-keras/code/program.ts';
import { besideProgram, programParts } from '../python-keras/export.ts';
import { unsupportedLayers } from '../python-keras/layer-code.ts';

/** A cell's text as nbformat has it: lines with their ends. */
const lines = (text: string): readonly string[] => text.split(/(?<=\n)/);

/** In a notebook, what a script does in `main` stands open, so that its values are there for the next cell. */
const opened = (code: string): string =>
  code.startsWith('def main():\n')
    ? code
        .split('\n')
        .slice(1)
        .map((line) => line.replace(/^ {4}/, ''))
        .join('\n')
    : code;

const cellsOf = ({ title, code }: Section, at: number): readonly object[] => [
  ...(title === ''
    ? []
    : [
        {
          cell_type: 'markdown',
          id: `text-${at}`,
          metadata: {},
          source: lines(at === 0 ? `# ${title}` : `## ${title}`),
        },
      ]),
  {
    cell_type: 'code',
    id: `code-${at}`,
    execution_count: null,
    metadata: {},
    outputs: [],
    source: lines(opened(code)),
  },
];

/** The Python program as a Jupyter notebook, one section a cell (nbformat 4.5). */
export const notebook: FormatOf<'document'> = {
  id: 'notebook',
  source: 'document',
  extensions: ['.ipynb'],
  options: noOptions,
  supports: unsupportedLayers,
  async *write(source) {
    const parts = programParts(source, quoted);
    // Jupyter has arguments of its own.
    const folder = quoted(source.document.data?.dataset ?? 'mnist');
    const written = {
      cells: sectionsOf({ ...parts, folder }).flatMap(cellsOf),
      metadata: {
        kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
        language_info: { name: 'python' },
      },
      nbformat: 4,
      nbformat_minor: 5,
    };
    yield textFile('train.ipynb', `${JSON.stringify(written, null, 1)}\n`);
    yield* await besideProgram(source);
  },
};
