import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
  Tooltip,
  TooltipTrigger,
} from 'react-aria-components';
import styles from './Button.module.css';
import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';
import type { IconName } from './icons.ts';

interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style'> {
  readonly children: ReactNode;
  readonly icon?: IconName | undefined;
  readonly variant?: 'primary' | 'plain' | 'quiet' | 'danger' | undefined;
}

/** A button with words on it. */
export function Button({ children, icon, variant = 'plain', ...props }: ButtonProps) {
  return (
    <AriaButton {...props} className={classes(styles.button, styles[variant])}>
      {icon !== undefined && <Icon name={icon} />}
      <span>{children}</span>
    </AriaButton>
  );
}

interface IconButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style'> {
  readonly icon: IconName;
  /** What it does: its name for screen readers, and its tooltip. */
  readonly label: string;
  /** Shown in the tooltip after the label. */
  readonly hint?: string | undefined;
  readonly pressed?: boolean | undefined;
}

/** A button that shows an icon only; its name appears on hover and on focus. */
export function IconButton({ icon, label, hint, pressed, ...props }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500}>
      <AriaButton
        {...props}
        aria-label={label}
        aria-pressed={pressed}
        className={classes(styles.iconButton, pressed && styles.pressed)}
      >
        <Icon name={icon} />
      </AriaButton>
      <Tooltip className={styles.tooltip ?? ''} offset={4}>
        {hint === undefined ? label : `${label} (${hint})`}
      </Tooltip>
    </TooltipTrigger>
  );
}
