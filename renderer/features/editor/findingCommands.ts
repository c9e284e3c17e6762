import type { Fix } from '../../../shared/diagnostics/finding.ts';
import { rulePage } from '../../../shared/diagnostics/rulePage.ts';
import type { Monaco } from '../../platform/monaco.ts';
import { showDocs } from '../../state/docs/docsStore.ts';
import { editor } from '../../state/documents/editorPort.ts';
import { explainFinding } from '../../state/findings/explaining.ts';
import type { PlacedFinding } from '../../state/findings/findingsStore.ts';
import { showFixPreview } from '../../state/findings/fixing.ts';
import { askForWaiver } from '../../state/findings/waiving.ts';
import { showView } from '../../state/workbench/dockPort.ts';
import { type FindingName, findingOfName } from './findingAt.ts';

/** Commands of the editor about findings: its light bulb and its hover use them. */
export const findingCommands = {
  preview: 'drydock.previewFix',
  waive: 'drydock.waive',
  peek: 'drydock.peekWay',
  about: 'drydock.aboutRule',
} as const;

async function waive(placed: PlacedFinding): Promise<void> {
  await explainFinding(placed);
  askForWaiver(placed);
}

/** Makes the commands known to the editor's library. */
export function registerFindingCommands(monaco: Monaco): void {
  const about =
    (run: (placed: PlacedFinding) => void) =>
    (_services: unknown, ...name: unknown[]) => {
      const placed = findingOfName(name as unknown as FindingName);
      if (placed !== null) run(placed);
    };
  monaco.editor.registerCommand(findingCommands.preview, (_services, placed: PlacedFinding, fix: Fix) => {
    showFixPreview(placed, fix);
    showView('problems');
  });
  monaco.editor.registerCommand(
    findingCommands.waive,
    about((placed) => void waive(placed)),
  );
  monaco.editor.registerCommand(
    findingCommands.peek,
    about(({ path, finding }) => editor()?.peek(path, finding)),
  );
  monaco.editor.registerCommand(
    findingCommands.about,
    about(({ finding }) => void showDocs(rulePage(finding.rule))),
  );
}
