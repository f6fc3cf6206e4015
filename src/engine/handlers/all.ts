import type { Handlers } from '../../protocol/serve.ts';
import { benchmarkHandlers } from './benchmarks.ts';
import type { EngineContext } from './context.ts';
import { dataMapHandlers } from './data-map.ts';
import { dataVersionHandlers } from './data-versions.ts';
import { datasetHandlers } from './datasets.ts';
import { engineHandlers } from './engine.ts';
import { exportHandlers } from './export.ts';
import { importHandlers } from './import.ts';
import { insightHandlers } from './insight.ts';
import { kernelHandlers } from './kernels.ts';
import { labelErrorHandlers } from './label-errors.ts';
import { libraryHandlers } from './library.ts';
import { ownDataHandlers } from './own-data.ts';
import { paceHandlers } from './pace.ts';
import { preparationHandlers } from './preparation.ts';
import { queueHandlers } from './queue.ts';
import { rateHandlers } from './rates.ts';
import { reworkHandlers } from './rework.ts';
import { runHandlers } from './runs.ts';
import { sweepHandlers } from './sweeps.ts';
import { trainingHandlers } from './training.ts';
import { transferHandlers } from './transfer.ts';

/** What answers each call of the protocol. */
export const allHandlers = (context: EngineContext): Handlers => ({
  ...engineHandlers(context),
  ...kernelHandlers(context),
  ...datasetHandlers,
  ...dataVersionHandlers(context),
  ...labelErrorHandlers(context),
  ...dataMapHandlers(context),
  ...ownDataHandlers,
  ...preparationHandlers(),
  ...trainingHandlers(context),
  ...queueHandlers(context),
  ...sweepHandlers(context),
  ...rateHandlers(context),
  ...paceHandlers(context),
  ...runHandlers(context),
  ...insightHandlers(context),
  ...reworkHandlers(context),
  ...exportHandlers(context),
  ...importHandlers(context),
  ...transferHandlers(context),
  ...libraryHandlers,
  ...benchmarkHandlers,
});
