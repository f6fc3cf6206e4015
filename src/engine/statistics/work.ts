import type { Checkable, FoundSizes } from '../../datasets/checks/check.ts';
import type { SplitHandle } from '../../datasets/dataset.ts';
import type { Freezable } from '../../datasets/versions/freeze.ts';
import type { DataCheck } from '../../protocol/data-check.ts';
import type { DataVersion } from '../../protocol/data-version.ts';
import type { PixelStatistics } from './compute.ts';

/** What the thread that looks through data can be asked. */
export type ThreadWork =
  | { readonly name: 'statistics'; readonly split: SplitHandle }
  | { readonly name: 'check'; readonly dataset: Checkable; readonly found: FoundSizes | null }
  | { readonly name: 'freeze'; readonly data: Freezable };

/** What it answers. */
export interface ThreadResults {
  readonly statistics: PixelStatistics;
  readonly check: DataCheck;
  readonly freeze: DataVersion;
}
