import { ActionIcon, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { gradient, viridis } from '../../../../src/insight/paint/colormap.ts';
import { t } from '../../../i18n/index.ts';
import { useHeatChoice } from '../../../stores/window/heatStore.ts';
import css from './heat.module.css';
import { formatMeasure, isLogarithmic, useHeat, valueAt } from './heat.ts';

const words = t.measures;
const marks = [0, 0.5, 1];

/** What the colors on the canvas mean, in numbers. */
export function HeatLegend() {
  const heat = useHeat();
  if (!heat) return null;
  return (
    <section className={css['legend']} aria-label={words.heat.legend(words[heat.measure])}>
      <div className={css['legendHead']}>
        <Tooltip label={words.about[heat.measure]} multiline w={260}>
          <span>{words[heat.measure]}</span>
        </Tooltip>
        <Tooltip label={words.heat.off}>
          <ActionIcon
            size={20}
            aria-label={words.heat.off}
            onClick={() => useHeatChoice.getState().choose(null)}
          >
            <IconX size={14} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </div>
      <div className={css['legendBar']} style={{ background: gradient(viridis) }} aria-hidden="true" />
      <div
        className={`numbers ${css['legendMarks']}`}
        {...(isLogarithmic(heat) ? { title: words.heat.logarithmic } : {})}
      >
        {heat.range
          ? marks.map((mark) => <span key={mark}>{formatMeasure(heat.measure, valueAt(heat, mark))}</span>)
          : words.heat.none}
      </div>
    </section>
  );
}
