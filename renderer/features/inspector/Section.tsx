import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import css from './inspector.module.css';

/** A titled part of the inspector. */
export function Section({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <section className={css['section']}>
      {title !== undefined && <h3 className={css['title']}>{title}</h3>}
      {children}
    </section>
  );
}

interface FactProps {
  readonly label: string;
  /** One sentence that explains it. */
  readonly hint?: string;
  readonly children: ReactNode;
}

/** A line of what is known: a word at the left, a number at the right. */
export function Fact({ label, hint, children }: FactProps) {
  const term = <dt className={css['term']}>{label}</dt>;
  return (
    <div className={css['fact']}>
      {hint ? (
        <Tooltip label={hint} position="left">
          {term}
        </Tooltip>
      ) : (
        term
      )}
      <dd className={`numbers ${css['value']}`}>{children}</dd>
    </div>
  );
}

export function Facts({ children }: { children: ReactNode }) {
  return <dl className={css['facts']}>{children}</dl>;
}
