/** The Luhn check digit (ISO/IEC 7812-1 annex B) that completes a string of decimal digits. */
export function luhnCheckDigit(payload: string): number {
  let sum = 0;
  for (let index = 0; index < payload.length; index++) {
    const digit = Number(payload[payload.length - 1 - index]);
    const doubled = index % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return (10 - (sum % 10)) % 10;
}

/** Whether a string of decimal digits ends with its Luhn check digit. */
export function passesLuhn(digits: string): boolean {
  return luhnCheckDigit(digits.slice(0, -1)) === Number(digits.at(-1));
}

/** Remainder modulo 97 of an IBAN's characters, letters as 10 to 35 (ISO 7064 MOD 97-10). */
function mod97(characters: string): number {
  let remainder = 0;
  for (const character of characters) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder;
}

/** Whether a compact IBAN (no spaces, upper case) has the right check digits (ISO 13616). */
export function passesIbanCheck(iban: string): boolean {
  return mod97(iban.slice(4) + iban.slice(0, 4)) === 1;
}

/** The two check digits of an IBAN for a country and a basic bank account number. */
export function ibanCheckDigits(country: string, accountNumber: string): string {
  return String(98 - mod97(`${accountNumber}${country}00`)).padStart(2, '0');
}
