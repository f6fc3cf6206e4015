import { ActionIcon, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { gradient, viridis } from '../../../../src/insight/paint/colormap.ts';
import { t } from '../../../i18n/index.ts';
import { useHeatChoice } from '../../../stores/window/heatStore.ts';
import css from './heat.module.css';
import { formatHeat, isLogarithmic, useHeat, valueAt } from './heat.ts';

const words = t.measures;
const marks = [0, 0.5, 1];

/** What the colors on the canvas mean, in numbers. */
export function HeatLegend() {
  const heat = useHeat();
  if (!heat) return null;
  const { measure, own } = heat;
  const title = own ? words.heat.ofFile(own.file) : measure ? words[measure] : '';
  const about = measure ? words.about[measure] : words.heat.fileAbout;
  return (
    <section className={css['legend']} aria-label={words.heat.legend(title)}>
      <div className={css['legendHead']}>
        <Tooltip label={about} multiline w={260}>
          <span>{title}</span>
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
          ? marks.map((mark) => <span key={mark}>{formatHeat(heat, valueAt(heat, mark))}</span>)
          : words.heat.none}
      </div>
    </section>
  );
}
