import { Button, type ButtonProps } from '@mantine/core';

interface HoldButtonProps extends Omit<ButtonProps, 'variant'> {
  readonly held: boolean;
  readonly onStart: () => void;
  readonly onStop: () => void;
}

const isKey = (key: string): boolean => key === ' ' || key === 'Enter';

/** A button that does something for as long as it is held, by the pointer or by the keyboard. */
export function HoldButton({ held, onStart, onStop, ...rest }: HoldButtonProps) {
  return (
    <Button
      {...rest}
      variant="default"
      data-held={held || undefined}
      onPointerDown={(event) => event.button === 0 && onStart()}
      onPointerUp={onStop}
      onPointerLeave={onStop}
      onPointerCancel={onStop}
      onBlur={onStop}
      onKeyDown={(event) => {
        if (!isKey(event.key)) return;
        event.preventDefault();
        if (!event.repeat) onStart();
      }}
      onKeyUp={(event) => isKey(event.key) && onStop()}
    />
  );
}
