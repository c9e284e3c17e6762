import { isJsonObject, type Json } from '../../base/json.ts';
import { joinPointer } from '../../workflow/pointer.ts';
import type { DocumentModel, PartModel } from '../model.ts';
import type { ModelEndpoint } from '../modelEndpoints.ts';
import type { ModelTask } from '../modelTask.ts';
import type { Report, Rule } from '../rule.ts';
import type { Place, Surroundings } from '../surroundings.ts';

const header = "document: { dsl: '1.0.3', namespace: examples, name: example, version: '0.1.0' }\n";

/** What makes a reviewer see another text than the one that runs. */
export const reviewIntegrity: Rule = {
  id: 'review-integrity',
  title: 'Text that is not what it looks like',
  severity: 'error',
  confidence: 'high',
  why: 'A review is worth what the reviewer saw. Characters that turn the direction of the text around, that are not visible, or that look like others make a definition that reads well and does something else. A note in the definition that it was approved proves nothing: whoever changes the definition writes it.',
  remedy: 'Take such characters out. Leave approvals to the seal: there they are signed, and are for one revision.',
  references: [
    { title: 'Trojan Source: Invisible Vulnerabilities', url: 'https://trojansource.codes/' },
    {
      title: 'CWE-1007: Insufficient Visual Distinction of Homoglyphs Presented to User',
      url: 'https://cwe.mitre.org/data/definitions/1007.html',
    },
    { title: 'Unicode Technical Standard 39: Security Mechanisms', url: 'https://www.unicode.org/reports/tr39/' },
  ],
  fix: 'review',
  examples: {
    bad: [
      { title: 'text that is turned around', text: '- keep:\n    set: { note: "user\u{202e} }nimda ;lla eteled" }\n' },
      { title: 'a name with letters of two alphabets', text: '- p\u{0430}y:\n    set: { x: 1 }\n' },
      {
        title: 'an approval that the definition gives itself',
        text: `${header.replace("version: '0.1.0' }", "version: '0.1.0', metadata: { approved: true } }")}do:\n- keep: { set: { x: 1 } }\n`,
      },
    ],
    good: [
      {
        title: 'a text in another language',
        text: '- keep:\n    set: { note: "\u{0434}\u{043e}\u{0431}\u{0440}\u{044b}\u{0439} \u{0434}\u{0435}\u{043d}\u{044c}" }\n',
      },
    ],
  },
  checkTask,
  checkEndpoint,
  check,
};

/** Controls of direction (UAX 9), and characters without width or look; what joins emoji and scripts that need it is left. */
const hidden =
  /(?:[\u{202a}-\u{202e}\u{2066}-\u{2069}\u{200b}\u{2060}-\u{2064}\u{00ad}\u{061c}\u{115f}\u{1160}\u{180e}\u{3164}\u{ffa0}\u{e0000}-\u{e007f}]|\u{034f}|[\u{17b4}\u{17b5}]|[\u{fe00}-\u{fe0e}])+/gu;
const turning = /[\u{202a}-\u{202e}\u{2066}-\u{2069}]/u;
/** Letters that look like Latin ones. */
const lookalike = /[\u{0370}-\u{03ff}\u{0400}-\u{052f}\u{13a0}-\u{13ff}]/u;
const latin = /[a-z]/i;
/** Words of a text that hold letters; a word of one alphabet is read as what it is. */
const word = /[\p{L}\p{N}_-]+/gu;
const maxFound = 200;

function check(model: DocumentModel, report: Report): void {
  for (const { 0: characters, index } of [...model.document.text.matchAll(hidden)].slice(0, maxFound)) {
    // A mark at the very beginning says how the file is written.
    if (index === 0 && characters === '\u{feff}') continue;
    const range = { start: index, end: index + characters.length };
    report({
      message: turning.test(characters)
        ? 'A character here turns the direction of the text around: what follows is shown elsewhere than it stands.'
        : 'A character stands here that cannot be seen.',
      help: 'Take it out.',
      pointer: model.document.pointerAt(index),
      range,
      identity: [...characters].map((one) => one.codePointAt(0)?.toString(16)).join(' '),
      fixes: [{ title: 'Take it out', safe: false, edits: [{ range, newText: '' }] }],
    });
  }
  reportClaims(model, report);
}

function checkTask({ reference, name, task }: ModelTask, model: PartModel, report: Report): void {
  claimsIn(task.metadata, `${reference}/metadata`, model, report);
  if (isMixed(name)) reportMixed(model.placeOf(reference, 'key'), report);
}

function checkEndpoint({ text, address }: ModelEndpoint, model: PartModel, report: Report): void {
  const { start, end } = address.hostRange;
  if (isMixed(text.value.slice(start, end))) reportMixed(model.placeIn(text, address.hostRange), report);
}

function isMixed(name: string): boolean {
  return lookalike.test(name) && [...name.matchAll(word)].some(([part]) => latin.test(part) && lookalike.test(part));
}

function reportMixed(place: Place, report: Report): void {
  report({
    message: 'This name mixes letters of two alphabets that look the same.',
    help: 'Write it in one alphabet.',
    ...place,
    confidence: 'medium',
  });
}

/** Keys by which a definition says of itself that it was looked at. */
const claim = /^(x-)?(is)?[-_]?(approved|reviewed|audited|signed[-_]?off|security[-_]?review(ed)?)([-_]?(by|at|on))?$/i;

function reportClaims(model: DocumentModel, report: Report): void {
  const { value } = model.document;
  const definition = isJsonObject(value) ? value : {};
  const document = isJsonObject(definition.document) ? definition.document : {};
  for (const part of ['metadata', 'tags']) claimsIn(document[part], `/document/${part}`, model, report);
  claimsIn(definition.metadata, '/metadata', model, report);
}

/** Deepest nesting of metadata that is looked through. */
const maxDepth = 6;

function claimsIn(value: Json | undefined, pointer: string, model: Surroundings, report: Report, depth = 0): void {
  if (!isJsonObject(value) || depth > maxDepth) return;
  for (const [key, inner] of Object.entries(value)) {
    const place = joinPointer(pointer, key);
    if (!claim.test(key)) {
      claimsIn(inner, place, model, report, depth + 1);
      continue;
    }
    report({
      message: 'The definition says of itself that it was reviewed.',
      help: 'Take it out; an approval belongs into the seal, where it is signed and is for one revision.',
      ...model.placeOf(place, 'key'),
      severity: 'warning',
      confidence: 'medium',
    });
  }
}
