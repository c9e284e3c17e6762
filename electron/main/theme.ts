import { nativeTheme } from 'electron';
import type { Settings } from '../../shared/contract/appMethods.ts';

/** Makes native parts (menus, dialogs, media queries) follow the setting; the high-contrast theme is the page's own, on dark. */
export function followTheme(theme: Settings['theme']): void {
  nativeTheme.themeSource = theme === 'high-contrast' ? 'dark' : theme;
}
