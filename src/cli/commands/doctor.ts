import { datasetCache } from '../../datasets/places.ts';
import { doctorChecks } from '../../provision/index.ts';
import type { AddCommand } from '../command.ts';
import { runsFolder } from '../engine.ts';

export const doctorCommand: AddCommand = (program, run) => {
  const command = program
    .command('doctor')
    .description('check every part that Convas stands on, and say how to mend it');
  run(command, async () => {
    const checks = await doctorChecks([
      { name: 'datasets', path: datasetCache() },
      { name: 'runs', path: runsFolder() },
    ]);
    const native = checks.find(({ name }) => name === 'native runtime');
    const backend = native?.ok ? 'native' : 'wasm';
    return {
      json: { checks, backend },
      lines: [
        ...checks.map(({ name, ok, detail, fix }) =>
          [`${ok ? 'ok     ' : 'MISSING'}  ${name}: ${detail}`, ...(fix ? [`         ${fix}`] : [])].join(
            '\n',
          ),
        ),
        `training uses: ${backend === 'native' ? 'native TensorFlow' : 'WebAssembly'}`,
      ],
    };
  });
};
