import type { JsonObject } from '../base/json.ts';
import type { Range } from '../workflow/document.ts';
import { type LineIndex, lineIndex } from '../workflow/lineIndex.ts';
import { builtInRules } from './builtInRules.ts';
import type { CheckedFile } from './checkedFile.ts';
import type { Finding, Fix, RelatedLocation } from './finding.ts';
import type { Rule } from './rule.ts';
import { ruleTable } from './ruleTable.ts';

/** A log as SARIF 2.1.0 (OASIS Standard, 27 March 2020) describes it. */
export type SarifLog = JsonObject;

/** Our fingerprint among a result's partial fingerprints; the number is that of the way it is made. */
const fingerprintName = 'drydock/v1';

/**
 * The findings as a SARIF 2.1.0 log: rules with help, regions, code flows, fixes, fingerprints; what is waived stands in
 * it as suppressed. Columns count UTF-16 units from 1. Paths become relative URIs.
 */
export function sarifReport(files: readonly CheckedFile[], toolVersion = '0.1.0'): SarifLog {
  const rules = [...builtInRules.map(builtInDescriptor), ...ruleTable.map(ruleDescriptor)];
  const indexes = new Map([...builtInRules, ...ruleTable].map(({ id }, index) => [id, index]));
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Drydock', semanticVersion: toolVersion, rules } },
        columnKind: 'utf16CodeUnits',
        artifacts: files.map(({ path }) => ({ location: { uri: uriOf(path) }, encoding: 'UTF-8' })),
        results: files.flatMap((file, index) => new FileResults(file, index, indexes).all()),
      },
    ],
  };
}

function builtInDescriptor({ id, title, severity, why, remedy }: (typeof builtInRules)[number]): JsonObject {
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: `${why}\n\n${remedy}` },
    defaultConfiguration: { level: severity },
  };
}

function ruleDescriptor(rule: Rule): JsonObject {
  const { id, title, why, remedy, severity, confidence, references } = rule;
  const links = references.map((reference) => `- [${reference.title}](${reference.url})`).join('\n');
  return {
    id,
    name: id.replace(/(^|-)([a-z])/g, (_, _hyphen: string, letter: string) => letter.toUpperCase()),
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: `${why}\n\n${remedy}`, markdown: `${why}\n\n${remedy}\n\n${links}` },
    defaultConfiguration: { level: severity },
    properties: { precision: confidence, tags: ['security'] },
  };
}

class FileResults {
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

  all(): JsonObject[] {
    return this.#file.findings.map((finding) => this.#result(finding));
  }

  #result(finding: Finding): JsonObject {
    const { rule, severity, confidence, message, help, location, related, fingerprint, fixes, waiver } = finding;
    const ruleIndex = this.#rules.get(rule);
    const flow = related.filter(({ role }) => role !== 'see-also');
    return {
      ruleId: rule,
      ...(ruleIndex === undefined ? {} : { ruleIndex }),
      level: severity,
      message: { text: `${message} ${help}` },
      locations: [this.#location(location.range, location.pointer)],
      ...(related.length === 0 ? {} : { relatedLocations: related.map((place, id) => this.#related(place, id)) }),
      ...(flow.length === 0 ? {} : { codeFlows: [this.#codeFlow(flow)] }),
      ...(fixes.length === 0 ? {} : { fixes: fixes.map((fix) => this.#fix(fix)) }),
      partialFingerprints: { [fingerprintName]: fingerprint },
      suppressions:
        waiver === null
          ? []
          : [
              {
                kind: 'inSource',
                status: 'accepted',
                justification: waiver.reason,
                properties: { until: waiver.until },
              },
            ],
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

  #codeFlow(flow: readonly RelatedLocation[]): JsonObject {
    const locations = flow.map((place) => ({
      location: { ...this.#location(place.range, place.pointer), message: { text: place.message } },
      kinds: [place.role],
    }));
    return { threadFlows: [{ locations }] };
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

function uriOf(path: string): string {
  return path
    .split('/')
    .map(encodeURIComponent)
    .join('/')
    .replace(/^([A-Za-z])%3A\//, 'file:///$1:/');
}
