import { findTroubles } from '../insight/troubles/registry.ts';
import type { Trouble } from '../insight/troubles/trouble.ts';
import type { Network } from '../network/network.ts';
import type { EngineClient } from '../protocol/client.ts';
import type { EpochRecord } from '../protocol/data.ts';
import type { HealthRow } from '../protocol/health.ts';
import { text } from '../text/language.ts';
import { sentence } from '../text/message.ts';
import type { TrainingSettings } from '../training/settings.ts';

/** What is trained; without a network no troubles are found. */
export interface Observed {
  readonly network: Network | null;
  readonly training: TrainingSettings;
}

/** What troubles a run, worst first. */
export function troublesOf(
  { network, training }: Observed,
  rows: readonly HealthRow[],
  epochs: readonly EpochRecord[],
): readonly Trouble[] {
  return network ? findTroubles({ network, training, rows, epochs }) : [];
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

/** Prints each trouble once, when it is first found at the end of an epoch. */
export function watchTroubles(client: EngineClient, observed: Observed, print: (line: string) => void): void {
  const rows: HealthRow[] = [];
  const epochs: EpochRecord[] = [];
  const printed = new Set<string>();
  client.on('train.health', ({ row }) => rows.push(row));
  client.on('train.epoch', ({ record }) => {
    epochs.push(record);
    for (const trouble of troublesOf(observed, rows, epochs)) {
      const key = `${trouble.code} ${trouble.layer}`;
      if (printed.has(key)) continue;
      printed.add(key);
      for (const line of troubleLines(trouble)) print(line);
    }
  });
}
