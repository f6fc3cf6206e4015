import { datasetCache } from '../../datasets/places.ts';
import { type Chosen, chosenKernels } from '../../engine/kernels/choose.ts';
import { describeProcessor } from '../../engine/kernels/processor.ts';
import { checkTitle, doctorChecks } from '../../provision/index.ts';
import { language, text } from '../../text/language.ts';
import { sentence } from '../../text/message.ts';
import { type AddCommand, option } from '../command.ts';
import { runsFolder } from '../engine.ts';
import { comparisonsInWords, kernelsInWords, measureWithBar } from '../kernels.ts';

const sources: Readonly<Record<Chosen['source'], (chosen: Chosen) => string>> = {
  measured: ({ measured }) =>
    text.commands.doctor.measured({
      date: new Date(measured!.at).toLocaleDateString(language(), { dateStyle: 'medium', timeZone: 'UTC' }),
      disturbed: measured!.disturbed,
    }),
  default: () => text.commands.doctor.unmeasured,
  pinned: () => text.commands.doctor.pinned,
};

function kernelLines(chosen: Chosen): string[] {
  const { model, threads, instructionSet: set, limited } = describeProcessor();
  const words = text.commands.doctor;
  const indent = ' '.repeat(9);
  return [
    words.processor({ model, threads, set, limited }),
    `${words.kernels}: ${sentence(kernelsInWords(chosen.choice.separable))}`,
    `${indent}${words.statistics}: ${sentence(kernelsInWords(chosen.choice.whole))}`,
    `${indent}${sources[chosen.source](chosen)}`,
    ...comparisonsInWords(chosen).map((line) => `${indent}${words.compared}: ${line}`),
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
  const words = text.commands.doctor;
  const command = program
    .command('doctor')
    .addOption(option('--measure', words.options.measure))
    .description(words.description);
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
        checks: checks.map((each) => ({
          ...each,
          detail: sentence(each.detail),
          fix: sentence(each.fix),
        })),
        backend: native ? 'native' : 'wasm',
        kernels: chosen && kernelsAsJson(chosen),
      },
      lines: [
        ...checks.flatMap(({ name, ok, detail, fix }) => [
          `${(ok ? words.ok : words.missing).padEnd(7)}  ${sentence(checkTitle(name))}: ${sentence(detail)}`,
          ...(fix ? [`         ${sentence(fix)}`] : []),
        ]),
        words.uses({ native }),
        ...(chosen ? kernelLines(chosen) : []),
      ],
    };
  });
};
