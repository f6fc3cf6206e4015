import type { Table } from '../layer.ts';
import { codec, same } from '../parts.ts';

const dropping = (className: string) => codec(className, [same('rate', 'rate')]);

export const regularizations = {
  dropout: dropping('Dropout'),
  spatialDropout1d: dropping('SpatialDropout1D'),
  spatialDropout2d: dropping('SpatialDropout2D'),
  spatialDropout3d: dropping('SpatialDropout3D'),
  alphaDropout: dropping('AlphaDropout'),
  gaussianDropout: dropping('GaussianDropout'),
  gaussianNoise: codec('GaussianNoise', [same('stddev', 'stddev')]),
} satisfies Partial<Table>;
