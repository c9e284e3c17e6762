/**
 * Which class of sensitive data each masking helper cleans: `every` class, or the ones named. A helper that is not
 * here cleans nothing: a name in capitals is still that name.
 */
export const maskingHelpers: Readonly<Record<string, 'every' | readonly string[]>> = {
  mask: 'every',
  mask_card: ['card'],
  mask_ssn: ['ssn'],
  mask_email: ['email'],
};

/** Whether what the helper gives no longer shows a value of the class. */
export function cleans(helper: string, sensitiveClass: string): boolean {
  const cleaned = Object.hasOwn(maskingHelpers, helper) ? maskingHelpers[helper] : undefined;
  return cleaned === 'every' || (cleaned?.includes(sensitiveClass) ?? false);
}
