export const modelFile = 'model.onnx';
