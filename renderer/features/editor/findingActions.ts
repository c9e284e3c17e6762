import type { Fix } from '../../../shared/diagnostics/finding.ts';
import type { Monaco, MonacoApi } from '../../platform/monaco.ts';
import type { PlacedFinding } from '../../state/findings/findingsStore.ts';
import { canBeWaived } from '../../state/findings/waiving.ts';
import { findingsAt, nameOfFinding } from './findingAt.ts';
import { findingCommands } from './findingCommands.ts';

type Action = MonacoApi.languages.CodeAction;

function actionOf(title: string, id: string, args: readonly unknown[], isPreferred = false): Action {
  return { title, kind: 'quickfix', isPreferred, command: { id, title, arguments: [...args] } };
}

/** A fix in the editor's menu: it is shown before it is applied, like everywhere else. */
function fixAction(placed: PlacedFinding, fix: Fix): Action {
  const title = `Preview: ${fix.title.replaceAll('`', '')} (${placed.finding.rule})`;
  return actionOf(title, findingCommands.preview, [placed, fix], fix.safe);
}

/** Fixes of all findings first, then ways, then waivers. */
function actionsFor(found: readonly PlacedFinding[]): Action[] {
  const withWay = found.filter(({ finding }) => finding.related.length > 0);
  const open = found.filter(({ finding }) => canBeWaived(finding));
  return [
    ...found.flatMap((placed) => placed.finding.fixes.map((fix) => fixAction(placed, fix))),
    ...withWay.map((placed) =>
      actionOf(`Show path (${placed.finding.rule})`, findingCommands.peek, nameOfFinding(placed)),
    ),
    ...open.map((placed) =>
      actionOf(`Waive with reason… (${placed.finding.rule})`, findingCommands.waive, nameOfFinding(placed)),
    ),
  ];
}

/** Offers in the light bulb what can be done about findings. */
export function registerFindingActions(monaco: Monaco, languages: readonly string[]): void {
  monaco.languages.registerCodeActionProvider([...languages], {
    provideCodeActions: (model, range) => ({
      actions: actionsFor(findingsAt(monaco, model, range)),
      dispose: () => undefined,
    }),
  });
}
