import { Palette } from './Palette.tsx';

export function PaletteFeature() {
  return <Palette />;
}
