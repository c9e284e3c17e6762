/** Characters that steer a terminal and that JSON lets stand as they are: DEL, C1 controls, and marks of the writing direction. */
const steering = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** JSON for a program or a person to read: indented, and with no character in it that steers the terminal it may be shown on. */
export function printedJson(value: unknown): string {
  return `${withoutSteering(JSON.stringify(value, null, 2))}\n`;
}

/** The same JSON, which steers no terminal: such characters can only stand in its texts and keys. */
export function withoutSteering(json: string): string {
  return json.replace(steering, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
