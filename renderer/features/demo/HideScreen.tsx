import { Button, FileButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { t } from '../../i18n/index.ts';
import css from './demo.module.css';

const words = t.demo;

/** Covers the whole window with a picture while someone is near; a picture can be chosen. */
export function HideScreen({ hidden }: { readonly hidden: boolean }) {
  const [picture, setPicture] = useState<string | null>(null);
  useEffect(
    () => () => {
      if (picture !== null) URL.revokeObjectURL(picture);
    },
    [picture],
  );
  const choose = (file: File | null): void => {
    if (file) setPicture(URL.createObjectURL(file));
  };
  return (
    <>
      <p className={css['words']}>{words.hideAbout}</p>
      <FileButton accept="image/*" onChange={choose}>
        {(props) => (
          <Button {...props} variant="default">
            {words.choosePicture}
          </Button>
        )}
      </FileButton>
      {hidden && (
        <div className={css['cover']} data-testid="demo-cover" role="status">
          {picture === null ? <p>{words.hidden}</p> : <img src={picture} alt={words.hidden} />}
        </div>
      )}
    </>
  );
}
