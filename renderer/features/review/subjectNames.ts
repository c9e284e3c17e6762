import type { Subject } from '../../../shared/diagnostics/meaning/fact.ts';

/** Headings of what changed, by subject. */
export const subjectNames: Readonly<Record<Subject, string>> = {
  'sensitive-field': 'Sensitive data',
  secret: 'Secrets',
  permission: 'Permissions',
  host: 'Hosts',
  code: 'Code',
  image: 'Images',
  tool: 'Tools',
  action: 'Actions',
  workflow: 'Workflows',
  event: 'Events',
  authentication: 'Authentication',
  limit: 'Limits',
  schedule: 'Schedule',
  schema: 'Schemas',
  definition: 'Rest of the definition',
  task: 'Tasks',
  order: 'Tasks',
};
