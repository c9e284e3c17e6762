import { z } from 'zod';
import { method } from './method.ts';
import { jsonSchema, nothingSchema, virtualPathSchema } from './values.ts';

export const themes = ['system', 'light', 'dark', 'high-contrast'] as const;

export const settingsSchema = z.strictObject({
  theme: z.enum(themes),
  editorFontSize: z.int().min(8).max(40),
  /** Id of the profile of the runtime that workflows are checked for beside the language; null for none. */
  profile: z.string().max(64).nullable(),
  /** Shortcut by command id; an empty string unbinds. */
  shortcuts: z.record(z.string(), z.string()),
  /** Documents by time of opening, newest first. */
  recentDocuments: z.array(virtualPathSchema).max(50),
  /** Command ids by time of use, newest first. */
  recentCommands: z.array(z.string()).max(50),
  /** The docking layout as the page wrote it; null for the default. */
  layout: jsonSchema,
});
export type Settings = z.infer<typeof settingsSchema>;

export const appInfoSchema = z.strictObject({
  version: z.string(),
  electron: z.string(),
  chromium: z.string(),
  node: z.string(),
  platform: z.string(),
  /** False where Chromium's own sandbox is off (root on Linux): the window says so. */
  sandboxed: z.boolean(),
});

/** What of the system holds the processes that rehearse, beside what holds them on every system. */
export const engineGuardsSchema = z.strictObject({
  /** Bounds that the kernel keeps. */
  limits: z.boolean(),
  /** A namespace without network, files and other processes. */
  namespace: z.boolean(),
});

/** The application itself. */
export const appMethods = {
  'app.info': method({
    input: nothingSchema,
    output: appInfoSchema,
    process: 'main',
    permission: null,
    errors: [],
  }),
  'engine.guards': method({
    input: nothingSchema,
    output: engineGuardsSchema,
    process: 'core',
    permission: null,
    errors: [],
  }),
  'settings.read': method({
    input: nothingSchema,
    output: settingsSchema,
    process: 'core',
    permission: null,
    errors: [],
  }),
  'settings.write': method({
    input: settingsSchema.partial(),
    output: settingsSchema,
    process: 'core',
    permission: null,
    errors: [],
  }),
  /** Tells main what the page would lose, so that every close, quit and reload path can ask once. */
  'window.unsaved': method({
    input: z.strictObject({ documents: z.array(virtualPathSchema) }),
    output: nothingSchema,
    process: 'main',
    permission: null,
    errors: [],
  }),
  /** Closes the window after the page's unsaved check has been answered. */
  'window.close': method({
    input: nothingSchema,
    output: nothingSchema,
    process: 'main',
    permission: null,
    errors: [],
  }),
  /** Copies a text that the page shows; the page itself has no clipboard permission. */
  'clipboard.write': method({
    input: z.strictObject({ text: z.string().max(1_000_000) }),
    output: nothingSchema,
    process: 'main',
    permission: null,
    errors: [],
  }),
  /** A page of the documentation that ships with the application, as Markdown. */
  'docs.read': method({
    input: z.strictObject({ page: z.string().regex(/^[a-z0-9-]+(\/[a-z0-9-]+)*$/) }),
    output: z.strictObject({ markdown: z.string() }),
    process: 'core',
    permission: null,
    errors: ['not-found'],
  }),
  'docs.list': method({
    input: nothingSchema,
    output: z.array(z.strictObject({ page: z.string(), title: z.string() })),
    process: 'core',
    permission: null,
    errors: [],
  }),
};
