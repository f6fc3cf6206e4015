import { Modal } from '@mantine/core';
import { t } from '../../i18n/index.ts';
import { useDemo } from '../../stores/course/demoStore.ts';
import { DemoPage } from './DemoPage.tsx';

/** A demonstration with the camera, over the whole window. */
export function DemoFeature() {
  const shown = useDemo((state) => state.shown);
  return (
    <Modal
      opened={shown !== null}
      onClose={() => useDemo.getState().show(null)}
      title={shown && t.demo.demos[shown].title}
      closeButtonProps={{ 'aria-label': t.shell.close }}
      fullScreen
    >
      {shown && <DemoPage key={shown} id={shown} />}
    </Modal>
  );
}
