import { fileURLToPath } from 'node:url';

/** Absolute path of the checkout, with a slash at the end. */
export const root: string = fileURLToPath(new URL('../', import.meta.url));

/** Folder for what the scripts remember about this checkout (stamps, locks, reports); safe to delete. */
export const stateFolder: string = `${root}node_modules/.cache/drydock/`;
