import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { explain } from '../../text/text-error.ts';
import type { ChosenHost } from '../remote/chosen-host.ts';

/** What a page can ask of the server itself: about an engine that does not answer, and for another. */
type Control = (engine: ChosenHost, asked: unknown) => Promise<unknown>;

/** Bytes of a request's body. */
const maxBodyBytes = 10_000;

const choice = z.object({ address: z.string().max(1000).nullable() });

const controls: Readonly<Record<string, Control>> = {
  '/control/examine-engine': async (engine) => ({ activity: await engine.examine() }),
  '/control/end-engine': async (engine) => {
    engine.end();
    return {};
  },
  '/control/chosen-engine': async (engine) => ({ elsewhere: engine.elsewhere() }),
  '/control/choose-engine': async (engine, asked) => {
    const { data } = choice.safeParse(asked);
    if (!data) return { refused: '400' };
    try {
      await engine.choose(data.address);
      return { elsewhere: engine.elsewhere() };
    } catch (error) {
      return { refused: explain(error) };
    }
  },
};

/** A request's body as JSON; undefined where it is none, or too long. */
async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const part of request.setEncoding('utf8')) {
    text += part;
    if (text.length > maxBodyBytes) return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const isControl = (request: IncomingMessage): boolean => (request.url ?? '').startsWith('/control/');

/**
 * Answers a page's request to the server itself, as JSON.
 * @param allowed whether it comes from a page of this server that has the token
 */
export async function answerControl(
  engine: ChosenHost,
  allowed: (origin: string, token: string) => boolean,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const answer = (status: number, body: unknown): void => {
    response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
    response.end(JSON.stringify(body));
  };
  const { origin = '', authorization = '' } = request.headers;
  const control = Object.hasOwn(controls, request.url ?? '') ? controls[request.url ?? ''] : undefined;
  if (request.method !== 'POST') return answer(405, {});
  if (!allowed(origin, authorization.replace(/^Bearer /, ''))) return answer(403, {});
  if (!control) return answer(404, {});
  answer(200, await control(engine, await bodyOf(request)));
}
