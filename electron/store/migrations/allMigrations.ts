import { workspaces } from './0010-workspaces.ts';
import { documents } from './0020-documents.ts';
import { revisions } from './0030-revisions.ts';
import { drafts } from './0040-drafts.ts';
import { datasets } from './0050-datasets.ts';
import { runs } from './0060-runs.ts';
import { audit } from './0070-audit.ts';
import { secrets } from './0080-secrets.ts';
import { settings } from './0090-settings.ts';
import { keys } from './0100-keys.ts';
import { links } from './0110-links.ts';
import type { Migration } from './migration.ts';

/** Every migration, in the order in which they are applied. */
export const allMigrations: readonly Migration[] = [
  workspaces,
  documents,
  revisions,
  drafts,
  datasets,
  runs,
  audit,
  secrets,
  settings,
  keys,
  links,
];
