/** How many bytes move between two words on it. */
const step = 256 * 1024;

/** Says how far a transfer has come, in one short sentence; `total` in bytes, or null where it is not known. */
export function transferReport(
  verb: 'Sent' | 'Fetched',
  total: number | null,
  tell: (text: string) => void,
): (bytes: number) => void {
  let moved = 0;
  let told = -step;
  return (bytes) => {
    moved += bytes;
    if (moved - told < step) return;
    told = moved;
    const of = total === null ? '' : ` of ${megabytes(Math.max(moved, total))}`;
    tell(`${verb} ${megabytes(moved)}${of}…`);
  };
}

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;
