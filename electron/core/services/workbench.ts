import type { EventData, EventName } from '../../../shared/contract/events.ts';
import type { Ports } from '../../store/ports.ts';
import type { Store } from '../../store/store.ts';
import type { AuditTrail } from '../audit/auditTrail.ts';
import type { Permit } from '../permit.ts';

/** What the services of an open session share. */
export interface Workbench {
  readonly store: Store;
  readonly ports: Ports;
  readonly audit: AuditTrail;
  readonly permit: Permit;
  /** Name of the person, as revisions and the audit log keep it. */
  readonly who: string;
  /** Folder of what ships with the application. */
  readonly resources: string;
  /** The engine's entry file. */
  readonly engine: string;
  /** Tells the page something without being asked. */
  emit<N extends EventName>(name: N, data: EventData<N>): void;
}
