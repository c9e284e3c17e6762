import type { JsonObject } from '../base/json.ts';
import type { Range } from '../workflow/document.ts';
import { type LineIndex, lineIndex } from '../workflow/lineIndex.ts';
import type { CheckedFile } from './checkedFile.ts';
import type { Finding, Fix, RelatedLocation, Waiver } from './finding.ts';

/** Our fingerprint among a result's partial fingerprints; the number is that of the way it is made. */
const fingerprintName = 'drydock/v1';

/** What a step of a code flow is worth (SARIF 2.1.0, section 3.38.13). */
const importance = { source: 'essential', step: 'important', sink: 'essential', 'see-also': 'unimportant' } as const;

/** Makes the results of one file. */
export class FileResults {
  readonly #file: CheckedFile;
  readonly #index: number;
  readonly #rules: ReadonlyMap<string, number>;
  readonly #lines: LineIndex;

  constructor(file: CheckedFile, index: number, rules: ReadonlyMap<string, number>) {
    this.#file = file;
    this.#index = index;
    this.#rules = rules;
    this.#lines = lineIndex(file.text);
  }

  /** A result for each finding, waived and known ones too. */
  all(): JsonObject[] {
    return this.#file.findings.map((finding) => this.#result(finding));
  }

  #result(finding: Finding): JsonObject {
    const { rule, severity, confidence, message, help, location, related, fingerprint, fixes, waiver } = finding;
    const ruleIndex = this.#rules.get(rule);
    const flow = related.filter(({ role }) => role !== 'see-also');
    const { known } = this.#file;
    return {
      ruleId: rule,
      ...(ruleIndex === undefined ? {} : { ruleIndex }),
      level: severity,
      message: { text: `${message} ${help}` },
      locations: [this.#location(location.range, location.pointer)],
      ...(related.length === 0 ? {} : { relatedLocations: related.map((place, id) => this.#related(place, id)) }),
      ...(flow.length === 0 ? {} : { codeFlows: [this.#codeFlow(message, flow)] }),
      ...(fixes.length === 0 ? {} : { fixes: fixes.map((fix) => this.#fix(fix)) }),
      partialFingerprints: { [fingerprintName]: fingerprint },
      ...(known === undefined ? {} : { baselineState: known.has(finding) ? 'unchanged' : 'new' }),
      suppressions: waiver === null ? [] : [suppression(waiver)],
      properties: { confidence },
    };
  }

  #location(range: Range, pointer: string): JsonObject {
    return {
      physicalLocation: { artifactLocation: this.#artifact(), region: this.#region(range) },
      logicalLocations: [{ fullyQualifiedName: pointer === '' ? '/' : pointer }],
    };
  }

  #related(place: RelatedLocation, id: number): JsonObject {
    return { id, ...this.#location(place.range, place.pointer), message: { text: place.message } };
  }

  #codeFlow(message: string, flow: readonly RelatedLocation[]): JsonObject {
    const locations = flow.map((place, index) => ({
      location: { ...this.#location(place.range, place.pointer), message: { text: place.message } },
      kinds: [place.role],
      executionOrder: index + 1,
      importance: importance[place.role],
    }));
    return { message: { text: message }, threadFlows: [{ locations }] };
  }

  #fix({ title, safe, edits }: Fix): JsonObject {
    const replacements = edits.map(({ range, newText }) => ({
      deletedRegion: this.#region(range),
      insertedContent: { text: newText },
    }));
    return {
      description: { text: safe ? title : `${title} (to be reviewed)` },
      artifactChanges: [{ artifactLocation: this.#artifact(), replacements }],
    };
  }

  #artifact(): JsonObject {
    return { uri: uriOf(this.#file.path), index: this.#index };
  }

  #region({ start, end }: Range): JsonObject {
    const from = this.#lines.positionAt(start);
    const to = this.#lines.positionAt(end);
    return {
      startLine: from.line,
      startColumn: from.column,
      endLine: to.line,
      endColumn: to.column,
      charOffset: start,
      charLength: end - start,
    };
  }
}

/** A comment stands in the source; a waiver of the policy stands outside of it (SARIF 2.1.0, section 3.35.2). */
function suppression({ reason, until, origin }: Waiver): JsonObject {
  return {
    kind: origin === 'comment' ? 'inSource' : 'external',
    status: 'accepted',
    justification: reason,
    properties: { until },
  };
}

/** A path as a relative URI; one that begins with a drive becomes an absolute one. */
export function uriOf(path: string): string {
  return path
    .toWellFormed()
    .split('/')
    .map(encodeURIComponent)
    .join('/')
    .replace(/^([A-Za-z])%3A\//, 'file:///$1:/');
}
