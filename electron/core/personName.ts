import { userInfo } from 'node:os';

/** Name of the person at the keyboard: the account's, or `owner` where the system has no list of accounts. */
export function personName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'owner';
  }
}
