import { MantineProvider } from '@mantine/core';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';

/** Renders within Mantine, without its motion. */
export const renderIn = (content: ReactNode) =>
  render(content, {
    wrapper: ({ children }) => <MantineProvider env="test">{children}</MantineProvider>,
  });
