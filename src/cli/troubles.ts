import type { ConvasDocument } from '../document/schema.ts';
import { findTroubles } from '../insight/troubles/registry.ts';
import type { Trouble } from '../insight/troubles/trouble.ts';
import { analyze } from '../network/analyze.ts';
import type { EngineClient } from '../protocol/client.ts';
import type { EpochRecord } from '../protocol/data.ts';
import type { HealthRow } from '../protocol/health.ts';
import { text } from '../text/language.ts';
import { sentence } from '../text/message.ts';

/** What troubles a run of that document, worst first. */
export function troublesOf(
  document: ConvasDocument,
  rows: readonly HealthRow[],
  epochs: readonly EpochRecord[],
): readonly Trouble[] {
  const { network } = analyze(document, null);
  return network ? findTroubles({ network, training: document.training, rows, epochs }) : [];
}

/** A trouble as `--json` has it. */
export const plainTrouble = ({ code, layer, epoch, message, repairs }: Trouble) => ({
  code,
  layer,
  epoch,
  message: sentence(message),
  remedies: repairs.map(({ label }) => sentence(label)),
});

/** A trouble for people: what it is, and what to try. */
export function troubleLines({ message, repairs }: Trouble): string[] {
  if (repairs.length === 0) return [sentence(message)];
  const labels = repairs
    .map(({ label }) => sentence(label))
    .map((label) => label[0]!.toLowerCase() + label.slice(1));
  return [sentence(message), `  ${text.cli.output.try({ remedies: labels.join('; ') })}`];
}

/** Says each trouble once, when it is first seen at an epoch's end. */
export function watchTroubles(
  client: EngineClient,
  document: ConvasDocument,
  say: (line: string) => void,
): void {
  const rows: HealthRow[] = [];
  const epochs: EpochRecord[] = [];
  const said = new Set<string>();
  client.on('train.health', ({ row }) => rows.push(row));
  client.on('train.epoch', ({ record }) => {
    epochs.push(record);
    for (const trouble of troublesOf(document, rows, epochs)) {
      const key = `${trouble.code} ${trouble.layer}`;
      if (said.has(key)) continue;
      said.add(key);
      for (const line of troubleLines(trouble)) say(line);
    }
  });
}
