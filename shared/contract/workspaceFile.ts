import { z } from 'zod';
import { instantSchema } from './values.ts';

/** Name of the file that describes a workspace in its folder: main writes it, and a restore puts it back. */
export const workspaceFileName = 'workspace.json';

/** What a workspace's file says. */
export const workspaceFileSchema = z.strictObject({
  name: z.string().min(1).max(100),
  openedAt: instantSchema.nullable(),
  /** The key was never written down: the store is dead once the session has ended. */
  session: z.boolean(),
});
/** What a workspace's file says. */
export type WorkspaceFile = z.infer<typeof workspaceFileSchema>;
