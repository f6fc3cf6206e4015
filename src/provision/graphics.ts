import { message, type Text } from '../text/message.ts';
import { run } from './run.ts';

/** A graphics card as NVIDIA's driver reports it. */
export interface GraphicsCard {
  readonly name: string;
  readonly driver: string;
  /** `9.0`. */
  readonly computeCapability: string;
  /** MiB. */
  readonly memory: number;
}

/** Reads what `nvidia-smi` prints for the query below; lines that are none of its cards are left out. */
export const readCards = (printed: string): readonly GraphicsCard[] =>
  printed.split('\n').flatMap((line) => {
    // A card's name may hold a comma.
    const [, name, driver, computeCapability, memory] =
      /^(.+), ([\d.]+), ([\d.]+), (\d+)(?: MiB)?\s*$/.exec(line.trim()) ?? [];
    if (!name || !driver || !computeCapability || !memory) return [];
    return [{ name, driver, computeCapability, memory: Number(memory) }];
  });

/** The NVIDIA cards of this machine; none where there is no driver. */
export async function findCards(program = 'nvidia-smi'): Promise<readonly GraphicsCard[]> {
  const query = ['--query-gpu=name,driver_version,compute_cap,memory.total', '--format=csv,noheader'];
  try {
    const { status, stdout } = await run(program, query, { within: 20_000 });
    return status === 0 ? readCards(stdout) : [];
  } catch {
    return [];
  }
}

/** The cards in words, and what uses them. */
export const cardsInWords = (cards: readonly GraphicsCard[]): Text =>
  cards.length === 0
    ? message('provision.no-card')
    : message('provision.cards', {
        cards: cards.map(({ name, driver, computeCapability, memory }) => ({
          name,
          driver,
          capability: computeCapability,
          gigabytes: Math.round(memory / 102.4) / 10,
        })),
      });
