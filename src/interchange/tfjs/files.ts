export const modelFile = 'model.json';
export const weightsFile = 'weights.bin';
