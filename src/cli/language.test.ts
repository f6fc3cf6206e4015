import { afterEach, describe, expect, it, vi } from 'vitest';
import { catalogues, type Language } from '../text/catalogue.ts';
import { languageOfCommand } from '../text/environment.ts';
import { setLanguage } from '../text/language.ts';
import { main } from './main.ts';

/** Runs the command line in this process. */
async function convas(argv: readonly string[]) {
  let [stdout, stderr] = ['', ''];
  const status = await main(argv, {
    stdout: {
      write(text) {
        stdout += text;
      },
    },
    stderr: {
      write(text) {
        stderr += text;
      },
    },
  });
  return { status, stdout, stderr };
}

afterEach(() => {
  setLanguage('en');
  vi.unstubAllEnvs();
});

describe('the language of the command line', () => {
  it.each([
    [['--lang', 'pt-BR', 'analyze', 'x'], {}, 'pt-BR'],
    [['analyze', 'x', '--lang=pt-BR'], {}, 'pt-BR'],
    [['analyze', 'x', '--lang', 'pt_BR'], {}, 'pt-BR'],
    [['analyze', 'x', '--lang', 'en'], { LANG: 'pt_BR.UTF-8' }, 'en'],
    [['analyze', 'x'], { LANG: 'pt_BR.UTF-8' }, 'pt-BR'],
    [['analyze', 'x'], { LANG: 'de_DE.UTF-8' }, 'en'],
    [['predict', 'run', '--', '--lang', 'pt-BR'], { LANG: 'C' }, 'en'],
  ])('%j with %j is %s', (argv, env, expected) => {
    expect(languageOfCommand(argv, env, 'en-US')).toBe(expected);
  });

  it('may stand before the command and after it', async () => {
    const usage = /^Uso: convas layers \[opções\]/;
    expect((await convas(['--lang', 'pt-BR', 'layers', '--help'])).stdout).toMatch(usage);
    expect((await convas(['layers', '--help', '--lang', 'pt-BR'])).stdout).toMatch(usage);
    vi.stubEnv('CONVAS_LANG', 'pt-BR');
    expect((await convas(['layers', '--help'])).stdout).toMatch(usage);
  });
});

/** All sentences of a catalogue, by their path; functions are called with their parameters' names. */
function textsOf(value: unknown, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  const anything: unknown = new Proxy(
    {},
    { get: (_, key) => (key === Symbol.toPrimitive ? () => '…' : anything) },
  );
  const visit = (node: unknown, at: string): void => {
    if (typeof node === 'string') found.set(at, node);
    else if (typeof node === 'function')
      found.set(at, String((node as (values: unknown) => string)(anything)));
    else for (const [key, below] of Object.entries(node as object)) visit(below, `${at}.${key}`);
  };
  visit(value, path);
  return found;
}

const oneSpace = (text: string): string => text.replace(/\s+/g, ' ').trim();
/** What of an option's text is on the screen: without the value's name, and up to what it inserts. */
const shown = (text: string): string => oneSpace(text.replace(/^[<[][^>\]]+[>\]]+\s/, '')).split('…')[0]!;

const names = Object.keys(catalogues.en.commands) as (keyof typeof catalogues.en.commands)[];

describe('help', () => {
  const helpOf = (language: Language, name: string) => {
    const { description, ...all } = catalogues[language].commands[name as 'train'];
    const {
      arguments: named = {},
      options = {},
      settings = {},
      after = '',
    } = { ...all } as Partial<typeof all>;
    // Of a command without help after its options, `after` is a line that it prints.
    return textsOf({ description, named, options, settings, after: typeof after === 'string' ? after : '' });
  };

  it.each(names)('of %s is all in Portuguese, and all in English', async (name) => {
    const help = {
      en: oneSpace((await convas([...name.split(' '), '--help', '--lang', 'en'])).stdout),
      'pt-BR': oneSpace((await convas([...name.split(' '), '--help', '--lang', 'pt-BR'])).stdout),
    };
    const english = helpOf('en', name);
    const portuguese = helpOf('pt-BR', name);
    expect([...portuguese.keys()]).toEqual([...english.keys()]);
    for (const [path, text] of english) {
      const other = portuguese.get(path)!;
      expect(help.en, path).toContain(shown(text));
      expect(help['pt-BR'], path).toContain(shown(other));
      if (shown(text) !== shown(other) && shown(text).length > 5)
        expect(help['pt-BR'], path).not.toContain(shown(text));
    }
    expect(help['pt-BR']).not.toMatch(
      /Usage:|Options:|Commands:|Arguments:|\bdefault:|\bchoices:|display help/,
    );
  });

  it('of the program names every command', async () => {
    const { stdout } = await convas(['--help', '--lang', 'pt-BR']);
    for (const name of names.filter((each) => !each.includes(' ')))
      expect(oneSpace(stdout)).toContain(oneSpace(catalogues['pt-BR'].commands[name].description));
    expect(stdout).toMatch(/^Uso: convas \[opções\] \[comando\]/);
  });
});

describe('wrong usage', () => {
  it.each([
    [
      ['trian'],
      "unknown command 'trian'. Did you mean train?",
      "comando desconhecido 'trian'. Você quis dizer train?",
    ],
    [
      ['layers', '--jsno'],
      "unknown option '--jsno'. Did you mean --json?",
      "opção desconhecida '--jsno'. Você quis dizer --json?",
    ],
    [['analyze'], "missing required argument 'document'", "falta o argumento obrigatório 'documento'"],
    [
      ['layers', 'a', 'b'],
      'too many arguments: expected 0, got 2',
      'argumentos demais: eram esperados 0, mas há 2',
    ],
    [
      ['train', '--out'],
      "option '--out <folder>' needs a value",
      "a opção '--out <pasta>' precisa de um valor",
    ],
    [
      ['export', 'x', '--format', 'tfjs'],
      'Name a run or document, --format and --out; --list shows the formats.',
      'Indique uma execução ou um documento, --format e --out; --list mostra os formatos.',
    ],
    [
      ['train', 'x', '--resume', 'a', '--from', 'b'],
      "option '--from <run[@steps]>' cannot be used with option '--resume <run>'",
      "a opção '--from <execução[@iterações]>' não pode ser usada com a opção '--resume <execução>'",
    ],
    [
      ['train', 'x', '--backend', 'abacus'],
      "option '--backend <backend>' does not accept 'abacus'. It must be one of native, wasm, cpu.",
      "a opção '--backend <backend>' não aceita 'abacus'. Deve ser um destes: native, wasm, cpu.",
    ],
    [
      ['train', 'x', '--epochs', '0'],
      "option '--epochs <n>' does not accept '0'. It must be a whole number above 0.",
      "a opção '--epochs <n>' não aceita '0'. Deve ser um número inteiro maior que 0.",
    ],
    [['serve', '--port', '70000'], 'a port is at most 65535', 'uma porta vai até 65535'],
  ])('%j is told in both languages, with status 2', async (argv, english, portuguese) => {
    expect(await convas(['--lang=en', ...argv])).toEqual({
      status: 2,
      stdout: '',
      stderr: `convas: ${english}\n`,
    });
    expect(await convas(['--lang', 'pt-BR', ...argv])).toEqual({
      status: 2,
      stdout: '',
      stderr: `convas: ${portuguese}\n`,
    });
  });

  it('of the language itself names the languages', async () => {
    const { status, stderr } = await convas(['layers', '--lang', 'xx']);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr:
        "convas: option '--lang <language>' does not accept 'xx'. It must be one of the languages en, pt-BR.\n",
    });
  });
});

it('writes numbers as the language does', async () => {
  const { stdout } = await convas(['analyze', 'lenet-5', '--no-time', '--lang', 'pt-BR']);
  expect(stdout).toMatch(/61\.706 parâmetros \(61\.706 treináveis\), 416\.520 MACs, 37,0 kB de ativações/);
  expect((await convas(['analyze', 'lenet-5', '--no-time', '--lang', 'en'])).stdout).toMatch(
    /61,706 parameters \(61,706 trainable\), 416,520 MACs, 37\.0 kB of activations/,
  );
});
