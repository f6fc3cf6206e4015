import type { IncomingMessage, ServerResponse } from 'node:http';
import type { EngineHost } from './engine-host.ts';

/** What a page can ask of the server itself: about an engine that does not answer. */
type Control = (engine: EngineHost) => Promise<unknown>;

const controls: Readonly<Record<string, Control>> = {
  '/control/examine-engine': async (engine) => ({ activity: await engine.examine() }),
  '/control/end-engine': async (engine) => {
    engine.end();
    return {};
  },
};

export const isControl = (request: IncomingMessage): boolean => (request.url ?? '').startsWith('/control/');

/**
 * Answers a page's request to the server itself, as JSON.
 * @param allowed whether it comes from a page of this server that has the token
 */
export async function answerControl(
  engine: EngineHost,
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
  answer(200, await control(engine));
}
