const dayAndTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** An ISO instant as day and time where the person is; the text itself where it is none. */
export function showTime(instant: string): string {
  const time = Date.parse(instant);
  return Number.isNaN(time) ? instant : dayAndTime.format(time);
}
