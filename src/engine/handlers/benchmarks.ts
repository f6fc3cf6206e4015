import type { Handlers } from '../../protocol/serve.ts';
import { benchmarksFolder, latestBenchmark } from '../speed/benchmark-results.ts';

export const benchmarkHandlers: Pick<Handlers, 'engine.benchmark'> = {
  'engine.benchmark': async () => ({ benchmark: await latestBenchmark(benchmarksFolder()) }),
};
