import { datasetCache } from '../../datasets/places.ts';
import { type Chosen, chosenKernels } from '../../engine/kernels/choose.ts';
import { describeProcessor } from '../../engine/kernels/processor.ts';
import { doctorChecks } from '../../provision/index.ts';
import type { AddCommand } from '../command.ts';
import { runsFolder } from '../engine.ts';
import { kernelsInWords, measureWithBar, triedInWords } from '../kernels.ts';

const sources: Readonly<Record<Chosen['source'], (chosen: Chosen) => string>> = {
  measured: ({ measured }) =>
    `measured on ${measured!.at.slice(0, 10)}` +
    (measured!.disturbed
      ? ', while other programs were computing: they are measured again before a training'
      : ''),
  default: () =>
    'not measured yet: that is done before the first training (some ten seconds), or now by `convas doctor --measure`',
  pinned: () => 'pinned by CONVAS_KERNELS',
};

function kernelLines(chosen: Chosen): string[] {
  const { model, threads, instructionSet, limited } = describeProcessor();
  const tried = triedInWords(chosen);
  return [
    `processor: ${model}, ${threads} thread${threads === 1 ? '' : 's'}, ${instructionSet}` +
      (limited ? ' (limited by ONEDNN_MAX_CPU_ISA)' : ''),
    `kernels: ${kernelsInWords(chosen.choice.separable)}`,
    `         with batch statistics: ${kernelsInWords(chosen.choice.whole)}`,
    `         ${sources[chosen.source](chosen)}`,
    ...tried.map((line) => `         compared: ${line}`),
  ];
}

function kernelsAsJson({ choice, source, measured }: Chosen): unknown {
  const { model, threads, instructionSet, limited } = describeProcessor();
  return {
    ...choice,
    source,
    at: measured?.at ?? null,
    disturbed: measured?.disturbed ?? false,
    tried: measured?.tried ?? [],
    processor: { model, threads, instructionSet, limited },
  };
}

export const doctorCommand: AddCommand = (program, run) => {
  const command = program
    .command('doctor')
    .option('--measure', 'measure which kernels are the fastest on this machine')
    .description('check every part that Convas stands on, and say how to mend it');
  run(command, async ({ stderr }, given) => {
    const checks = await doctorChecks([
      { name: 'datasets', path: datasetCache() },
      { name: 'runs', path: runsFolder() },
    ]);
    const native = checks.find(({ name }) => name === 'native runtime')?.ok === true;
    if (native && (given as { measure?: boolean }).measure) await measureWithBar(stderr);
    const chosen = native ? chosenKernels() : null;
    return {
      json: {
        checks,
        backend: native ? 'native' : 'wasm',
        kernels: chosen && kernelsAsJson(chosen),
      },
      lines: [
        ...checks.map(({ name, ok, detail, fix }) =>
          [`${ok ? 'ok     ' : 'MISSING'}  ${name}: ${detail}`, ...(fix ? [`         ${fix}`] : [])].join(
            '\n',
          ),
        ),
        `training uses: ${native ? 'native TensorFlow' : 'WebAssembly'}`,
        ...(chosen ? kernelLines(chosen) : []),
      ],
    };
  });
};
