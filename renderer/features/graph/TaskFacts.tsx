import type { Finding } from '../../../shared/diagnostics/finding.ts';
import type { GraphNode } from '../../../shared/workflow/graph.ts';
import type { ThenPlace } from '../../../shared/workflow/taskEdits/thenPlaces.ts';
import { useDocuments } from '../../state/documents/documentsStore.ts';
import { useFindings } from '../../state/findings/findingsStore.ts';
import { revealFinding } from '../../state/findings/walking.ts';
import { leadSelected } from '../../state/graph/changingTasks.ts';
import { nodesById, type ShownGraph, useGraph } from '../../state/graph/graphStore.ts';
import { findingsByTask } from '../../state/graph/marking.ts';
import { chooseTask } from '../../state/graph/selecting.ts';
import { InlineText } from '../../ui/InlineText.tsx';
import links from '../../ui/link.module.css';
import { MenuSelect } from '../../ui/MenuSelect.tsx';
import styles from './GraphPanel.module.css';
import { typeWord } from './taskIcons.ts';
import { stepsNow } from './useShownSelection.ts';
import { type Way, waysInto, waysOut } from './wayWords.ts';

const noFindings: readonly Finding[] = [];

/** The other end of a way: the task there, or what there is instead. */
function WayEnd({ way: { task, place } }: { readonly way: Way }) {
  if (task === null) return place;
  return (
    <button type="button" className={links.link} onClick={() => chooseTask(task)}>
      {place}
    </button>
  );
}

function WayList({ title, ways }: { readonly title: string; readonly ways: readonly Way[] }) {
  if (ways.length === 0) return null;
  return (
    <>
      <dt>{title}</dt>
      <dd>
        {ways.map((way) => (
          <div key={way.id}>
            {way.why}: <WayEnd way={way} />
          </div>
        ))}
      </dd>
    </>
  );
}

/** Onward, as a choice: `then` is then left out, or `continue` for a case. */
const onward = ' next';

function LeadChoice({ place, names }: { readonly place: ThenPlace; readonly names: readonly string[] }) {
  const title = place.label === '' ? 'Then' : `Then, ${place.label}`;
  const options = [
    { id: onward, label: 'on to the next task' },
    ...names.map((name) => ({ id: name, label: name })),
    { id: 'exit', label: 'exit: out of this list' },
    { id: 'end', label: 'end of the workflow' },
  ];
  const value = place.to === null || place.to === 'continue' ? onward : place.to;
  return (
    <>
      <dt>{title}</dt>
      <dd>
        <MenuSelect
          label={title}
          value={value}
          options={options}
          onChange={(to) => {
            if (to !== value) void leadSelected(place.from, to === onward ? null : to);
          }}
        />
      </dd>
    </>
  );
}

function Leads({ shown, node }: { readonly shown: ShownGraph; readonly node: GraphNode }) {
  const isBroken = useGraph((state) => state.isBroken);
  const text = useDocuments(({ open }) => open[shown.path]?.text);
  const place = shown.places.find(({ reference }) => reference === node.id);
  // Branches run side by side, and functions where they are called.
  const isInSequence = node.scope !== '/use/functions' && !node.scope.endsWith('/fork/branches');
  if (place === undefined || isBroken || text !== shown.text || !isInSequence) return null;
  const siblings = shown.graph.nodes.filter(({ id, scope }) => scope === node.scope && !id.includes('#'));
  const names = siblings.map(({ label }) => label);
  return place.leads.map((lead) => <LeadChoice key={lead.from} place={lead} names={names} />);
}

function Problems({ shown, id }: { readonly shown: ShownGraph; readonly id: string }) {
  const findings = useFindings(({ byPath }) => byPath[shown.path]?.findings ?? noFindings);
  const own = findingsByTask(shown, findings).get(id) ?? noFindings;
  if (own.length === 0) return null;
  return (
    <>
      <dt>Problems</dt>
      <dd>
        {own.map((finding) => (
          <div key={`${finding.fingerprint} ${finding.location.range.start}`}>
            {finding.severity}:{' '}
            <button
              type="button"
              className={links.link}
              onClick={() => void revealFinding({ path: shown.path, finding })}
            >
              <InlineText text={finding.message} />
            </button>
          </div>
        ))}
      </dd>
    </>
  );
}

function DataSteps({ shown, id }: { readonly shown: ShownGraph; readonly id: string }) {
  const problem = useFindings((state) => state.selected);
  const all = stepsNow(shown, problem);
  const own = all.filter(({ task }) => task === id);
  if (own.length === 0) return null;
  return (
    <>
      <dt>Data path</dt>
      <dd>
        {own.map(({ number, role, message }) => (
          <div key={number}>
            {number} of {all.length}, {role}: <InlineText text={message} />
          </div>
        ))}
      </dd>
    </>
  );
}

/** What there is to know about the selected task: its ways, problems and data; `then` can be changed here. */
export function TaskFacts({ shown }: { readonly shown: ShownGraph }) {
  const selected = useGraph((state) => state.selected);
  const node = selected === null ? undefined : nodesById(shown).get(selected);
  if (node === undefined) return null;
  const { id, kind, label, detail, condition } = node;
  return (
    <section className={styles.facts} aria-label="About the selected task">
      <h2>{kind === 'start' ? 'Start of the workflow' : label}</h2>
      <dl>
        {kind !== 'start' && (
          <>
            <dt>Type</dt>
            <dd>{[typeWord(kind), detail].filter((word) => word !== '').join(' ')}</dd>
          </>
        )}
        {condition !== null && (
          <>
            <dt>Only if</dt>
            <dd>{condition}</dd>
          </>
        )}
        <WayList title="Comes from" ways={waysInto(shown, id)} />
        <WayList title="Leads to" ways={waysOut(shown, id)} />
        {kind !== 'start' && <Leads shown={shown} node={node} />}
        <Problems shown={shown} id={id} />
        <DataSteps shown={shown} id={id} />
      </dl>
    </section>
  );
}
