/** How rows of long lists and trees are laid out, so that only those in sight are drawn. In pixels; the row as in `--row`. */
export const rowLayout = { rowHeight: 26, padding: 4 };
