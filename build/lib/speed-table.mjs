/** @typedef {import('../../src/protocol/benchmark.ts').Benchmark} Benchmark */
/** @typedef {{ title: string, benchmark: Benchmark }} Machine */
/** @typedef {{ format: 'convas-speed-results', version: 1, machines: Machine[] }} SpeedResults */

const start = '<!-- speed: written by build/speed-table.mjs -->';
const end = '<!-- speed: end -->';

const networks = { 'lenet-5': 'LeNet-5', 'cifar10-cnn': 'CIFAR-10 CNN', 'resnet20-cifar': 'ResNet-20' };
/** What the first engine is compared with: the heads of the columns. */
const others = {
  tfjs: '`model.fit`',
  keras: 'Keras',
  'keras-onednn': 'Keras, oneDNN on',
  pytorch: 'PyTorch',
};
const missing = '-';

/** A machine's name: another processor, or other instructions of it, is another. */
export function titleOf({ machine }) {
  const set = machine.instructionSet ? `, ${machine.instructionSet}` : '';
  return `${machine.cpu}, ${machine.cores} processors${set}${machine.emulated ? ' (emulated)' : ''}`;
}

/**
 * The results with those of one more run, in the place of earlier ones of the same machine.
 * @param {SpeedResults} results
 * @param {Benchmark} benchmark
 * @returns {SpeedResults}
 */
export function withBenchmark(results, benchmark) {
  const title = titleOf(benchmark);
  const at = results.machines.findIndex((machine) => machine.title === title);
  const machines = [...results.machines];
  machines.splice(at < 0 ? machines.length : at, at < 0 ? 0 : 1, { title, benchmark });
  return { ...results, machines };
}

const percent = (share) => (share == null ? missing : `${Math.round(100 * share)} %`);

/** The words below a machine's table that keep its figures from being taken for more than they are. */
function warnings({ machine, stable, load }) {
  return [
    ...(machine.emulated
      ? [`Emulated: the libraries were kept from instructions beyond ${machine.instructionSet}.`]
      : []),
    ...(stable === false ? ['Not all medians were stable.'] : []),
    ...(load?.busy ? ['Other programs were computing meanwhile.'] : []),
  ];
}

/** @param {Machine} machine */
function tableOf({ title, benchmark }) {
  const { results, ratios } = benchmark;
  const firsts = results.filter(
    (result, at) =>
      results.findIndex(({ network, batch }) => network === result.network && batch === result.batch) === at,
  );
  const rows = firsts.map(({ network, batch, engine, imagesPerSecond, peakShare }) => {
    const own = ratios[`${network}/${batch}`] ?? {};
    const compared = Object.keys(others).map((other) => {
      const ratio = own[`${engine}/${other}`];
      return ratio === undefined ? missing : `${ratio.toFixed(2)}x`;
    });
    return [
      `${networks[network] ?? network}, batch ${batch}`,
      Math.round(imagesPerSecond).toLocaleString('en-US'),
      ...compared,
      percent(peakShare),
    ];
  });
  const heads = ['images per second', 'Convas', ...Object.values(others), 'of peak'];
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [
    `**${title}**`,
    '',
    line(heads),
    line(heads.map(() => '---')),
    ...rows.map(line),
    ...warnings(benchmark).flatMap((text) => ['', text]),
  ];
}

/**
 * A text with the tables of the results between its marks.
 * @param {string} readme
 * @param {SpeedResults} results
 * @throws {Error} where the marks are missing
 */
export function withTables(readme, results) {
  const [from, to] = [readme.indexOf(start), readme.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the text has no place for tables: ${start} … ${end}`);
  const tables = results.machines.flatMap((machine) => [...tableOf(machine), '']);
  return `${readme.slice(0, from)}${start}\n\n${tables.join('\n')}\n${readme.slice(to)}`;
}
