import { describe, expect, it } from 'vitest';
import { hasSuite, needsModules, readSuite, runCase } from './jqSuite.ts';

/** Cases that do not pass, by program, each with its reason. A case that passes must not be here. */
const known: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'jq.test': {},
  'man.test': {
    '$ENV.PAGER': 'a workflow sees no environment: $ENV is empty',
    'env.PAGER': 'a workflow sees no environment: env is empty',
  },
  'base64.test': {},
  'uri.test': {},
  'onig.test': {
    'gsub("(?=u)"; "u")': 'the linear-time engine has no look-ahead',
  },
  'optional.test': {},
};

for (const [file, exceptions] of Object.entries(known)) {
  describe.skipIf(!hasSuite(file))(
    `jq's own ${file}${hasSuite(file) ? '' : ' (skipped: the reference folder is missing)'}`,
    () => {
      const cases = hasSuite(file) ? readSuite(file).filter((one) => !needsModules(one)) : [];

      it.each(cases.map((one, index) => [`${index}: ${one.program}`, one] as const))('%s', (_name, one) => {
        const problem = runCase(one);
        if (Object.hasOwn(exceptions, one.program)) expect(problem, 'passes: take it off the list').not.toBeNull();
        else expect(problem).toBeNull();
      });
    },
  );
}
