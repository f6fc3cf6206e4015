import type { PretrainedLayer } from '../../src/protocol/data.ts';
import { t } from '../i18n/index.ts';
import css from './PretrainedLayers.module.css';
import { formatLoss } from './tensor/values.ts';

const strings = t.training.pretraining.table;
const width = 48;
const height = 16;
/** Kept free around the line, for its stroke and its end. */
const padding = 2.5;

interface PretrainedLayersProps {
  readonly layers: readonly PretrainedLayer[];
  /** The layer under way, by id. */
  readonly now?: string | null;
}

/** The layers that were pretrained, in their order: the error of each in its first and its last epoch. */
export function PretrainedLayers({ layers, now = null }: PretrainedLayersProps) {
  return (
    <table className={css['table']} aria-label={strings.label}>
      <thead>
        <tr>
          <th scope="col">{strings.layer}</th>
          <th scope="col">{strings.first}</th>
          <th scope="col">
            <span className="visually-hidden">{strings.epochs}</span>
          </th>
          <th scope="col">{strings.last}</th>
        </tr>
      </thead>
      <tbody>
        {layers.map(({ layer, name, decoder, losses }) => (
          <tr key={layer} data-now={layer === now || undefined}>
            <th scope="row" title={decoder === '' ? undefined : strings.decoder(decoder)}>
              {name}
            </th>
            <td className="numbers">{written(losses[0])}</td>
            <td>
              <Spark losses={losses} />
            </td>
            <td className="numbers">{losses.length > 1 ? written(losses.at(-1)) : strings.none}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const written = (loss: number | undefined): string => (loss === undefined ? strings.none : formatLoss(loss));

/** Epoch by epoch, each layer on a scale of its own from 0 to its largest error. */
function Spark({ losses }: { readonly losses: readonly number[] }) {
  const finite = losses.filter(Number.isFinite);
  if (finite.length < 2) return null;
  const most = Math.max(...finite, Number.MIN_VALUE);
  const place = (loss: number, at: number): readonly [number, number] => [
    padding + ((width - 2 * padding) * at) / (finite.length - 1),
    height - padding - ((height - 2 * padding) * loss) / most,
  ];
  const points = finite.map(place);
  const [x, y] = points.at(-1)!;
  return (
    <svg className={css['spark']} width={width} height={height} aria-hidden="true">
      <path d={`M${points.map((point) => point.join(' ')).join('L')}`} />
      <circle cx={x} cy={y} r="2" />
    </svg>
  );
}
