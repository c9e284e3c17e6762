import type { Handlers } from '../handlers.ts';
import type { Masker } from '../masking/maskJob.ts';
import { auditHandlers } from './audit.ts';
import { bundleHandlers } from './bundles.ts';
import { contextsOf } from './checkContexts.ts';
import { datasetHandlers, datasetService } from './datasets.ts';
import { docsHandlers } from './docs.ts';
import { documentHandlers } from './documentHandlers.ts';
import { documentService } from './documents.ts';
import { superviseEngine } from './engine.ts';
import { fileHandlers } from './files.ts';
import { findingCheck, findingHandlers } from './findings.ts';
import { folderHandlers, folderService } from './folders.ts';
import { type KeyProtection, keyHandlers } from './keys.ts';
import { linkedFiles } from './linkedFiles.ts';
import { loginService } from './logins.ts';
import { policyHandlers, policyService } from './policy.ts';
import { rehearsalService } from './rehearsals.ts';
import { retentionService } from './retention.ts';
import { runHandlers, runJournal } from './runs.ts';
import { seedSample } from './sample.ts';
import { scenarioFilesOf } from './scenarioFiles.ts';
import { sealService } from './seals.ts';
import { secretHandlers } from './secrets.ts';
import { settingsHandlers } from './settings.ts';
import { upkeepHandlers } from './upkeep.ts';
import type { Workbench } from './workbench.ts';

/** The services of an open session. */
export interface Services {
  readonly handlers: Handlers;
  /** Puts the sample documents into a store that has none. */
  seedSample(): Promise<void>;
  /** Starts what goes on by itself: purging what is due, comparing with linked folders. */
  start(reportBug: (where: string, bug: unknown) => void): void;
  /** Gets ready for the first rehearsal. */
  warmUp(): void;
  /** Cancels what is under way and stops watching. */
  stop(): void;
}

/** Builds every service over one workbench. */
export function buildServices(workbench: Workbench, protection: KeyProtection, mask: Masker): Services {
  const links = linkedFiles(workbench.store.links);
  const documents = documentService(workbench, links);
  const folders = folderService(workbench, documents, links);
  const policy = policyService(documents);
  const datasets = datasetService(workbench, protection.key, policy, mask);
  const saved = scenarioFilesOf(documents, datasets, documents.savedText);
  const typed = scenarioFilesOf(documents, datasets, documents.typedText);
  const contextOf = contextsOf(saved, policy);
  const check = findingCheck(workbench, policy, contextOf);
  const engine = superviseEngine(workbench);
  const keepRun = runJournal(workbench);
  const rehearsals = rehearsalService(workbench, { documents, datasets, scenarios: typed, keepRun, engine, policy });
  const seals = sealService(workbench, { documents, scenarios: saved, rehearsals, policy, contextOf });
  const logins = loginService(workbench, protection.key);
  const retention = retentionService(workbench, policy);
  const ending = new AbortController();
  return {
    handlers: {
      ...settingsHandlers(workbench),
      ...docsHandlers(workbench.resources),
      ...engine.handlers,
      ...documentHandlers(documents, workbench, links),
      ...fileHandlers(documents, workbench),
      ...folderHandlers(folders, workbench, documents, links),
      ...policyHandlers(policy),
      ...findingHandlers(documents, check, contextOf),
      ...datasetHandlers(datasets, workbench),
      ...runHandlers(workbench),
      ...secretHandlers(workbench, protection.key),
      ...auditHandlers(workbench),
      ...keyHandlers(workbench, protection),
      ...upkeepHandlers(workbench, protection),
      ...rehearsals.handlers,
      ...logins.handlers,
      ...bundleHandlers(workbench, documents, seals, logins, ending.signal),
    },
    seedSample: () => seedSample(workbench, documents, datasets),
    start(reportBug) {
      retention.start((bug) => reportBug('retention', bug));
      // Comparing with the disk takes as long as the disk does; what it finds comes as an event.
      folders.start().catch((bug) => reportBug('folders', bug));
    },
    warmUp: () => engine.warmUp(),
    stop() {
      ending.abort();
      rehearsals.stop();
      engine.close();
      folders.stop();
      retention.stop();
    },
  };
}
