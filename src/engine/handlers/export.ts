import { describeIssue } from '../../document/values.ts';
import type { Format } from '../../interchange/format.ts';
import { formatOf, formats } from '../../interchange/registry.ts';
import { EngineError } from '../../protocol/client.ts';
import type { Handlers } from '../../protocol/serve.ts';
import { jsonSchemaOf } from '../../text/describe.ts';
import { message } from '../../text/message.ts';
import { openSubject } from '../exports/subject.ts';
import { writeExport } from '../exports/write-export.ts';
import type { EngineContext } from './context.ts';

type Options = Readonly<Record<string, unknown>>;

/** @throws EngineError `invalid` */
function formatNamed(id: string): Format {
  const format = formatOf(id);
  if (format) return format;
  throw new EngineError(
    'invalid',
    message('interchange.no-format', { format: id, known: formats.map((known) => known.id) }),
  );
}

/** @throws EngineError `invalid` for an option that the format does not have, or a value that it does not take */
function optionsOf({ id, options }: Format, given: Options): Options {
  const parsed = options.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new EngineError(
    'invalid',
    message('interchange.wrong-option', {
      format: id,
      wrong: describeIssue(parsed.error.issues[0]!, given),
      known: Object.keys(jsonSchemaOf(options)['properties'] ?? {}),
    }),
  );
}

type ExportCalls = 'export.formats' | 'export.check' | 'export.write' | 'export.read' | 'export.close';

export function exportHandlers(context: EngineContext): Pick<Handlers, ExportCalls> {
  const { exports } = context;
  return {
    'export.formats': () => ({
      formats: formats.map(({ id, source, extensions, options, runtimes }) => ({
        id,
        source,
        extensions: [...extensions],
        options: jsonSchemaOf(options) as Record<string, never>,
        verifiable: runtimes !== undefined,
      })),
    }),

    'export.check': async ({ source, format: id, options: given }) => {
      const format = formatNamed(id);
      const options = optionsOf(format, given);
      const network = await openSubject(context, source, id).plainNetwork();
      return { unsupported: [...format.supports(network, options)] };
    },

    'export.write': async ({ source, format: id, options: given, verify, language }, watch) => {
      const format = formatNamed(id);
      const options = optionsOf(format, given);
      const subject = openSubject(context, source, id);
      const workspace = await exports.open();
      try {
        const job = { subject, workspace, parent: exports.parent, options, verify, language, watch };
        const { files, verified } = await writeExport(format, job);
        return {
          export: exports.keep(workspace, files),
          files: [...files],
          verified: verified && [...verified],
        };
      } catch (error) {
        await workspace.remove();
        throw error;
      }
    },

    'export.read': async ({ export: id, path, offset }) => ({ bytes: await exports.read(id, path, offset) }),

    'export.close': async ({ export: id }) => {
      await exports.close(id);
      return {};
    },
  };
}
