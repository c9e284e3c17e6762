import type { CheckTerms } from '../../workers/protocol.ts';
import { useSettings } from '../settings/settingsStore.ts';
import { useFindings } from './findingsStore.ts';
import { today } from './today.ts';

/** What documents are checked by at this moment, beside what lies around each. */
export function checkTerms(): Omit<CheckTerms, 'context'> {
  return { policy: useFindings.getState().policy, today: today(), profile: useSettings.getState().profile };
}
