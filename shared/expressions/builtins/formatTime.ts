import { isoWeek, type Moment, months, secondsFromParts, weekDays } from './calendar.ts';

type Conversion = (moment: Moment, zone: string) => string;

function pad(value: number, width: number, fill: string): string {
  if (width === 2 && fill === '0' && value >= 0 && value < 100) return value < 10 ? `0${value}` : `${value}`;
  const digits = String(Math.abs(value)).padStart(width, fill);
  return value < 0 ? `-${digits}` : digits;
}

const short = (name: string | undefined): string => (name ?? '?').slice(0, 3);
const hour12 = ({ hour }: Moment): number => (hour % 12 === 0 ? 12 : hour % 12);
const mod = (value: number, by: number): number => ((value % by) + by) % by;

const numeric: Readonly<
  Record<string, { readonly width: number; readonly fill: string; readonly of: (moment: Moment) => number }>
> = {
  Y: { width: 1, fill: '0', of: ({ year }) => year },
  C: { width: 1, fill: '0', of: ({ year }) => Math.floor(year / 100) },
  y: { width: 2, fill: '0', of: ({ year }) => mod(year, 100) },
  m: { width: 2, fill: '0', of: ({ month }) => month + 1 },
  d: { width: 2, fill: '0', of: ({ day }) => day },
  e: { width: 2, fill: ' ', of: ({ day }) => day },
  H: { width: 2, fill: '0', of: ({ hour }) => hour },
  k: { width: 2, fill: ' ', of: ({ hour }) => hour },
  I: { width: 2, fill: '0', of: hour12 },
  l: { width: 2, fill: ' ', of: hour12 },
  M: { width: 2, fill: '0', of: ({ minute }) => minute },
  S: { width: 2, fill: '0', of: ({ second }) => second },
  j: { width: 3, fill: '0', of: ({ yearDay }) => yearDay + 1 },
  u: { width: 1, fill: '0', of: ({ weekDay }) => (weekDay === 0 ? 7 : weekDay) },
  w: { width: 1, fill: '0', of: ({ weekDay }) => weekDay },
  U: { width: 2, fill: '0', of: ({ yearDay, weekDay }) => Math.floor((yearDay + 7 - weekDay) / 7) },
  W: { width: 2, fill: '0', of: ({ yearDay, weekDay }) => Math.floor((yearDay + 7 - mod(weekDay - 1, 7)) / 7) },
  V: { width: 2, fill: '0', of: (moment) => isoWeek(moment).week },
  G: { width: 1, fill: '0', of: (moment) => isoWeek(moment).year },
  g: { width: 2, fill: '0', of: (moment) => mod(isoWeek(moment).year, 100) },
  s: {
    width: 1,
    fill: '0',
    of: ({ year, month, day, hour, minute, second }) => secondsFromParts([year, month, day, hour, minute, second]),
  },
};

const textual: Readonly<Record<string, Conversion>> = {
  a: ({ weekDay }) => short(weekDays[weekDay]),
  A: ({ weekDay }) => weekDays[weekDay] ?? '?',
  b: ({ month }) => short(months[month]),
  h: ({ month }) => short(months[month]),
  B: ({ month }) => months[month] ?? '?',
  p: ({ hour }) => (hour < 12 ? 'AM' : 'PM'),
  P: ({ hour }) => (hour < 12 ? 'am' : 'pm'),
  Z: (_moment, zone) => zone,
  z: () => '+0000',
  n: () => '\n',
  t: () => '\t',
  '%': () => '%',
};

const composed: Readonly<Record<string, string>> = {
  c: '%a %b %e %H:%M:%S %Y',
  D: '%m/%d/%y',
  F: '%Y-%m-%d',
  r: '%I:%M:%S %p',
  R: '%H:%M',
  T: '%H:%M:%S',
  x: '%m/%d/%y',
  X: '%H:%M:%S',
};

/** A conversion with all that may stand before its letter; most have nothing there. */
const conversion = /%([-_0^#]?)(\d{0,2})[EO]?([A-Za-z%])/y;

/** A moment in the notation of C's `strftime`, in the C locale; `zone` is the name of its time zone, which is that of UTC. */
export function formatTime(format: string, moment: Moment, zone: string): string {
  let text = '';
  let from = 0;
  for (let at = format.indexOf('%'); at >= 0; at = format.indexOf('%', from)) {
    text += format.slice(from, at);
    const number = numeric[format[at + 1] ?? ''];
    if (number !== undefined) {
      text += pad(number.of(moment), number.width, number.fill);
      from = at + 2;
      continue;
    }
    conversion.lastIndex = at;
    const match = conversion.exec(format);
    from = match === null ? at + 1 : conversion.lastIndex;
    text += match === null ? '%' : convert(match, moment, zone);
  }
  return text + format.slice(from);
}

function convert([whole, flag, width, letter = '']: RegExpExecArray, moment: Moment, zone: string): string {
  const number = numeric[letter];
  if (number !== undefined) {
    if (flag === '-') return String(number.of(moment));
    const fill = flag === '_' ? ' ' : flag === '0' ? '0' : number.fill;
    return pad(number.of(moment), Number(width || number.width), fill);
  }
  const compound = composed[letter];
  if (compound !== undefined) return formatTime(compound, moment, zone);
  const text = textual[letter]?.(moment, zone) ?? whole;
  const upper = text.toUpperCase();
  if (flag === '#' && text === upper) return text.toLowerCase();
  return flag === '^' || flag === '#' ? upper : text.padStart(Number(width || 0));
}
