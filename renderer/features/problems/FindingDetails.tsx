import type { Fix } from '../../../shared/diagnostics/finding.ts';
import { rulePage } from '../../../shared/diagnostics/rulePage.ts';
import { showDocs } from '../../state/docs/docsStore.ts';
import { openDocument } from '../../state/documents/documentsStore.ts';
import { editor } from '../../state/documents/editorPort.ts';
import { isSameFinding, type PlacedFinding } from '../../state/findings/findingsStore.ts';
import { applyFix, previewFix, showFixPreview, useFixPreview } from '../../state/findings/fixing.ts';
import { lineAt } from '../../state/findings/lineAt.ts';
import { askForWaiver, canBeWaived, useWaiving } from '../../state/findings/waiving.ts';
import { revealFinding } from '../../state/findings/walking.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { InlineText } from '../../ui/InlineText.tsx';
import links from '../../ui/link.module.css';
import styles from './ProblemsPanel.module.css';
import { WaiverForm } from './WaiverForm.tsx';

const builtIn = new Set(['syntax', 'schema', 'crashed-rule']);
const moods = { error: 'error', warning: 'warning', note: 'info' } as const;

function FixPreview({ path, fix }: { path: string; fix: Fix }) {
  const preview = previewFix(openDocument(path)?.text ?? '', fix);
  return (
    <div className={styles.preview}>
      <pre className={styles.removed}>
        <span className="visually-hidden">Before: </span>
        {preview.before}
      </pre>
      <pre className={styles.added}>
        <span className="visually-hidden">After: </span>
        {preview.after}
      </pre>
    </div>
  );
}

function FixOffer({ placed, fix, isCurrent }: { placed: PlacedFinding; fix: Fix; isCurrent: boolean }) {
  const { path } = placed;
  const shown = useFixPreview((state) => state.shown);
  const previewed = shown?.title === fix.title && isSameFinding(shown.placed, placed);
  return (
    <div>
      <div className={styles.actions}>
        <Button
          icon="check"
          isDisabled={!isCurrent}
          onPress={() => applyFix(path, fix)}
          data-focus-first={previewed || undefined}
        >
          <InlineText text={fix.title} />
        </Button>
        <Button
          variant="quiet"
          aria-expanded={previewed}
          onPress={() => showFixPreview(placed, previewed ? null : fix)}
        >
          {previewed ? 'Hide preview' : 'Preview'}
        </Button>
        {!fix.safe && <Badge mood="warning">Changes the meaning: review it</Badge>}
      </div>
      {previewed && isCurrent && <FixPreview path={path} fix={fix} />}
    </div>
  );
}

function Related({ path, finding }: PlacedFinding) {
  if (finding.related.length === 0) return null;
  const text = openDocument(path)?.text ?? '';
  return (
    <>
      <dt>Path</dt>
      <dd>
        <Button variant="quiet" icon="search" onPress={() => editor()?.peek(path, finding)}>
          Peek in the text
        </Button>
        {finding.related.map(({ role, message, range }) => (
          <div key={`${role}:${range.start}:${message}`}>
            <button type="button" className={links.link} onClick={() => editor()?.reveal(path, range)}>
              {role}, line {lineAt(text, range.start)}
            </button>
            : <InlineText text={message} />
          </div>
        ))}
      </dd>
    </>
  );
}

/** Everything there is to know about one finding, and what can be done about it. */
export function FindingDetails({ placed, isCurrent }: { readonly placed: PlacedFinding; readonly isCurrent: boolean }) {
  const { path, finding } = placed;
  const asked = useWaiving((state) => state.asked);
  const line = lineAt(openDocument(path)?.text ?? '', finding.location.range.start);
  return (
    <section className={styles.details} aria-label="About the selected problem">
      <h2 className={styles.heading}>
        <InlineText text={finding.message} />
      </h2>
      {finding.waiver !== null && (
        <Banner mood="info">
          Waived until {finding.waiver.until}: {finding.waiver.reason}
        </Banner>
      )}
      {finding.fixes.map((fix) => (
        <FixOffer key={fix.title} placed={placed} fix={fix} isCurrent={isCurrent} />
      ))}
      {isSameFinding(asked, placed) ? (
        <WaiverForm placed={placed} />
      ) : (
        canBeWaived(finding) && <Button onPress={() => askForWaiver(placed)}>Waive with reason…</Button>
      )}
      <dl className={styles.facts}>
        <dt>Where</dt>
        <dd>
          <button type="button" className={links.link} onClick={() => void revealFinding(placed)}>
            {path}, line {line}
          </button>{' '}
          {finding.location.pointer}
        </dd>
        <dt>How to fix</dt>
        <dd>
          <InlineText text={finding.help} />
        </dd>
        <dt>Severity</dt>
        <dd>
          <Badge mood={moods[finding.severity]}>{finding.severity}</Badge> {finding.confidence} confidence
        </dd>
        <dt>Why</dt>
        <dd>
          {builtIn.has(finding.rule) ? (
            `Found by ${finding.rule}`
          ) : (
            <button type="button" className={links.link} onClick={() => void showDocs(rulePage(finding.rule))}>
              Read about {finding.rule}
            </button>
          )}
        </dd>
        <Related {...placed} />
      </dl>
    </section>
  );
}
