import { useDocuments } from '../../state/documents/documentsStore.ts';
import { Badge } from '../../ui/Badge.tsx';

interface OutdatedProps {
  readonly workflow: string;
  /** What was rehearsed; undefined where nobody knows. */
  readonly text: string | undefined;
}

/** Says that the workflow is another one by now, so that nobody takes a result for one of the text that they see. */
export function Outdated({ workflow, text }: OutdatedProps) {
  const now = useDocuments(({ open }) => open[workflow]?.text);
  if (text === undefined || now === undefined || now === text) return null;
  return <Badge mood="warning">before the last change</Badge>;
}
