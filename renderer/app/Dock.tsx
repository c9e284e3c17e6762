import { DockviewReact, type DockviewTheme, type IDockviewPanelProps } from 'dockview-react';
import 'dockview-react/dist/styles/dockview.css';
import { lazy, type ReactNode, Suspense, useEffect, useRef } from 'react';
import { DocumentView } from '../features/editor/DocumentView.tsx';
import { ProblemsPanel } from '../features/problems/ProblemsPanel.tsx';
import { WorkspaceTree } from '../features/workspace/WorkspaceTree.tsx';
import './Dock.css';
import { attachDock } from './attachDock.ts';
import { DockTab } from './DockTab.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';

const theme: DockviewTheme = { name: 'drydock', className: 'drydock-dock', dndTabIndicator: 'line' };

const GraphPanel = lazy(async () => ({
  default: (await import('../features/graph/GraphPanel.tsx')).GraphPanel,
}));
const RehearsalPanel = lazy(async () => ({
  default: (await import('../features/rehearsal/RehearsalPanel.tsx')).RehearsalPanel,
}));

const DataPanel = lazy(async () => ({
  default: (await import('../features/data/DataPanel.tsx')).DataPanel,
}));
const VaultPanel = lazy(async () => ({
  default: (await import('../features/vault/VaultPanel.tsx')).VaultPanel,
}));
const AuditPanel = lazy(async () => ({
  default: (await import('../features/audit/AuditPanel.tsx')).AuditPanel,
}));
const ExportPanel = lazy(async () => ({
  default: (await import('../features/export/ExportPanel.tsx')).ExportPanel,
}));
const RevisionsPanel = lazy(async () => ({
  default: (await import('../features/revisions/RevisionsPanel.tsx')).RevisionsPanel,
}));
const ReviewPanel = lazy(async () => ({
  default: (await import('../features/review/ReviewPanel.tsx')).ReviewPanel,
}));
const SettingsPanel = lazy(async () => ({
  default: (await import('../features/settings/SettingsPanel.tsx')).SettingsPanel,
}));
const DocsPanel = lazy(async () => ({
  default: (await import('../features/docs/DocsPanel.tsx')).DocsPanel,
}));

function framed(name: string, view: (props: IDockviewPanelProps) => ReactNode) {
  return (props: IDockviewPanelProps) => (
    <ErrorBoundary name={name}>
      <Suspense fallback={null}>{view(props)}</Suspense>
    </ErrorBoundary>
  );
}

const components = {
  document: framed('The editor', ({ params }) => <DocumentView path={String(params.path)} />),
  workspace: framed('The workspace', () => <WorkspaceTree />),
  graph: framed('The graph', () => <GraphPanel />),
  problems: framed('The Problems panel', () => <ProblemsPanel />),
  rehearsal: framed('The Rehearsal panel', () => <RehearsalPanel />),
  data: framed('The data panel', () => <DataPanel />),
  vault: framed('The vault panel', () => <VaultPanel />),
  audit: framed('The audit log', () => <AuditPanel />),
  export: framed('The export panel', () => <ExportPanel />),
  revisions: framed('The revisions panel', () => <RevisionsPanel />),
  review: framed('The review', () => <ReviewPanel />),
  settings: framed('The settings', () => <SettingsPanel />),
  docs: framed('The documentation', () => <DocsPanel />),
};

/** The docking layout: documents in the middle, views around them. */
export function Dock() {
  const detach = useRef<(() => void) | null>(null);
  useEffect(() => () => detach.current?.(), []);
  return (
    <DockviewReact
      components={components}
      defaultTabComponent={DockTab}
      theme={theme}
      disableFloatingGroups
      onReady={({ api }) => {
        detach.current = attachDock(api);
      }}
    />
  );
}
