import { explanationOf } from '../../files/errors.ts';
import { EngineError } from '../../protocol/client.ts';
import type { Handlers } from '../../protocol/serve.ts';

const explained = (error: unknown): unknown => {
  if (error instanceof EngineError || !(error instanceof Error)) return error;
  const detail = explanationOf(error);
  return detail === error.message ? error : new EngineError('failed', detail);
};

type Handler = (params: unknown, context: unknown) => unknown;

const explaining =
  (handler: Handler): Handler =>
  (params, context) => {
    try {
      const outcome = handler(params, context);
      if (!(outcome instanceof Promise)) return outcome;
      return outcome.catch((error: unknown) => {
        throw explained(error);
      });
    } catch (error) {
      throw explained(error);
    }
  };

/** The handlers, refusing in words where the operating system refuses them: `EISDIR` says nothing to a person. */
export const explainingErrors = (handlers: Handlers): Handlers =>
  Object.fromEntries(
    Object.entries(handlers).map(([name, handler]) => [name, explaining(handler as Handler)]),
  ) as unknown as Handlers;
