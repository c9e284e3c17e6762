const units: readonly (readonly [string, number])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
];

/** Virtual time between two instants, in the largest unit that fits: `30 d`, `1.5 s`, `120 ms`. */
export function virtualTime(from: string, to: string): string {
  const passed = Date.parse(to) - Date.parse(from);
  if (Number.isNaN(passed)) return '';
  const unit = units.find(([, length]) => passed >= length);
  if (unit === undefined) return `${passed} ms`;
  return `${Number((passed / unit[1]).toFixed(1))} ${unit[0]}`;
}
