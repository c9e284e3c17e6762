import type { ReactNode } from 'react';
import { FailedStore } from '../features/unlock/FailedStore.tsx';
import { Unlock } from '../features/unlock/Unlock.tsx';
import { useStatus } from '../state/status/statusStore.ts';

/** Shows the workspace where the store is open, and otherwise what stands in the way. */
export function StoreGate({ children }: { readonly children: ReactNode }) {
  const { store, failure } = useStatus();
  if (failure !== null) return <FailedStore problem={failure} />;
  if (store?.state === 'locked') return <Unlock problem={store.problem} />;
  if (store?.state === 'failed') return <FailedStore problem={store.problem} />;
  return children;
}
