import { type Call, like, type Table, type Write } from '../layer.ts';

/** What does nothing once a network is trained. */
export const passed: Write<unknown> = (call: Call<unknown>) => {
  const [x] = call.inputs;
  return like(x!, call.main('Identity', [x!.tensor]));
};

export const regularizations = {
  dropout(call) {
    const [x] = call.inputs;
    return like(x!, call.main('Dropout', [x!.tensor, call.scalar('rate', call.params.rate)]));
  },
  spatialDropout1d: passed,
  spatialDropout2d: passed,
  spatialDropout3d: passed,
  alphaDropout: passed,
  gaussianDropout: passed,
  gaussianNoise: passed,
} satisfies Partial<Table>;
