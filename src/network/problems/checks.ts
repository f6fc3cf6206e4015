import { batchSize } from './batch-size.ts';
import { blockProblems } from './block-problems.ts';
import { bypassInputs } from './bypass-inputs.ts';
import type { ProblemCheck } from './context.ts';
import { cycle } from './cycle.ts';
import { duplicateName } from './duplicate-name.ts';
import { emptyNetwork } from './empty-network.ts';
import { finalSoftmax } from './final-softmax.ts';
import { imageSteps } from './image-steps.ts';
import { inputMismatch } from './input-mismatch.ts';
import { invalidParameter } from './invalid-parameter.ts';
import { kindProblems } from './kind-problems.ts';
import { missingData } from './missing-data.ts';
import { missingInput } from './missing-input.ts';
import { noInput } from './no-input.ts';
import { nothingConnected } from './nothing-connected.ts';
import { nothingToTrain } from './nothing-to-train.ts';
import { outputMismatch } from './output-mismatch.ts';
import { reconstructionLoss, reconstructionShape } from './reconstruction.ts';
import { severalInputs } from './several-inputs.ts';
import { severalOutputs } from './several-outputs.ts';
import { finalSigmoid, singleUnitLoss, singleUnitSoftmax } from './single-unit.ts';
import { targetActivation, targetLoss } from './target-loss.ts';
import { targetOutput } from './target-output.ts';
import { tooManyInputs } from './too-many-inputs.ts';
import { unconnectedLayer } from './unconnected-layer.ts';
import { unknownKind } from './unknown-kind.ts';
import { validationSplit } from './validation-split.ts';

/** Every check; the later ones hold back where an earlier one has found an error they would only echo. */
export const problemChecks: readonly ProblemCheck[] = [
  emptyNetwork,
  blockProblems,
  bypassInputs,
  unknownKind,
  invalidParameter,
  duplicateName,
  cycle,
  noInput,
  nothingConnected,
  missingInput,
  tooManyInputs,
  severalInputs,
  severalOutputs,
  unconnectedLayer,
  kindProblems,
  inputMismatch,
  imageSteps,
  outputMismatch,
  targetOutput,
  singleUnitSoftmax,
  singleUnitLoss,
  reconstructionShape,
  reconstructionLoss,
  targetLoss,
  targetActivation,
  finalSoftmax,
  finalSigmoid,
  nothingToTrain,
  missingData,
  batchSize,
  validationSplit,
];
