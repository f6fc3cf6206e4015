import { EngineError } from '../../protocol/client.ts';
import { message } from '../../text/message.ts';

/** TensorFlow.js's words where an operation has no gradient by its input: whole numbers such as tokens have none. */
const noGradient = /^(Error in gradient for op|Cannot compute gradient)/;

/** What a view threw, as a refusal where it is one of the network's nature; else itself. */
export function viewError(error: unknown): unknown {
  if (error instanceof EngineError || !(error instanceof Error) || !noGradient.test(error.message))
    return error;
  return new EngineError('refused', message('insight.no-gradient'));
}
