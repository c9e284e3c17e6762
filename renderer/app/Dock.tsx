import { DockviewReact, type DockviewTheme, type IDockviewPanelProps } from 'dockview-react';
import 'dockview-react/dist/styles/dockview.css';
import { lazy, type ReactNode, Suspense } from 'react';
import { DocumentView } from '../features/editor/DocumentView.tsx';
import { ProblemsPanel } from '../features/problems/ProblemsPanel.tsx';
import { WorkspaceTree } from '../features/workspace/WorkspaceTree.tsx';
import './Dock.css';
import { attachDock } from './attachDock.ts';
import { DockTab } from './DockTab.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';

const theme: DockviewTheme = { name: 'drydock', className: 'drydock-dock', dndTabIndicator: 'line' };

const RehearsalPanel = lazy(async () => ({
  default: (await import('../features/rehearsal/RehearsalPanel.tsx')).RehearsalPanel,
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
  problems: framed('The Problems panel', () => <ProblemsPanel />),
  rehearsal: framed('The Rehearsal panel', () => <RehearsalPanel />),
};

/** The docking layout: documents in the middle, views around them. */
export function Dock() {
  return (
    <DockviewReact
      components={components}
      defaultTabComponent={DockTab}
      theme={theme}
      disableFloatingGroups
      onReady={({ api }) => attachDock(api)}
    />
  );
}
