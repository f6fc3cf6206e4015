import { Canvas } from './Canvas.tsx';

export function CanvasFeature() {
  return <Canvas />;
}
