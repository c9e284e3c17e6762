import type { Policy, SensitiveClass } from './policy.ts';

type Exposure = SensitiveClass['exposure'];

function sensitive(exposure: Exposure, mask: string, names: string[], values: string[] = []): SensitiveClass {
  return { names, values, exposure, mask };
}

/**
 * What holds where no policy says otherwise; `resources/policy/default.yaml` is the same, for people to start from.
 * Limits per tenant and hour are those of the house actions. Classes are tried in this order, the most specific first.
 */
export const defaultPolicy: Policy = {
  policy: 1,
  network: { allowedDomains: null, blockedRanges: [] },
  sensitive: {
    classes: {
      password: sensitive('error', 'mask', [
        '\\b(password|passwd|passphrase|pwd)( [0-9]+)?$',
        '\\b(pin|cvv|cvc)( ?code)?$',
        '\\bsecurity (code|answer)$',
      ]),
      token: sensitive('error', 'mask', [
        '\\b(access|refresh|bearer|session|auth|id|csrf|api) ?token$',
        '\\bapi ?key$',
        '\\b(client|shared|signing) ?secret$',
        '\\bprivate ?key$',
        '^(token|secret|credentials?)$',
      ]),
      ssn: sensitive(
        'error',
        'mask_ssn',
        [
          '\\bssn\\b',
          '\\bsocial ?security( ?(number|no|nr))?\\b',
          '\\b(national|personal) ?(insurance|identity|identification|id) ?(number|no|nr)\\b',
          '\\b(tax|taxpayer) ?(id|identification|identity)( ?(number|no))?\\b',
          '\\b(nino|itin|tin)\\b',
          '\\bpassport( ?(number|no|nr))?\\b',
        ],
        ['[0-9]{3}-[0-9]{2}-[0-9]{4}'],
      ),
      iban: sensitive(
        'error',
        'mask',
        [
          '\\biban\\b',
          '\\b(bank )?account ?(number|no|nr)\\b',
          '\\b(routing|sort) ?(number|code)\\b',
          '\\bbank account\\b',
        ],
        ['[A-Z]{2}[0-9]{2}( ?[A-Z0-9]{1,4}){3,8}'],
      ),
      card: sensitive(
        'error',
        'mask_card',
        [
          '\\b(credit|debit|payment|bank) ?card( ?(number|no|nr))?\\b',
          '\\bcard ?(number|no|nr|pan)\\b',
          '^(pan|card)$',
        ],
        ['[0-9]{4}([ -]?[0-9]{4}){2}[ -]?[0-9]{1,7}'],
      ),
      health: sensitive('error', 'mask', [
        '\\b(diagnos[ie]s|diagnoses|medication|medications|disability|allergy|allergies|blood (type|group))$',
        '\\bmedical (record|history|condition|data|notes?)\\b',
        '\\bhealth (record|history|condition|data)\\b',
        '\\b(patient|insurance|medical record) ?(id|number|no|nr)$',
      ]),
      salary: sensitive('error', 'mask', [
        '\\b(salary|salaries|wages?|bonus)( amount)?$',
        '\\b(payroll|compensation) amount$',
        '\\b(net|gross|base|take home) ?pay$',
      ]),
      birthdate: sensitive('error', 'mask', ['\\b(birth ?da(te|y)|date of birth|dob|born( on| at)?)\\b']),
      email: sensitive(
        'warning',
        'mask_email',
        ['\\be ?mail( ?(address|addr))?$', '\\bmail ?address\\b'],
        ['[^@\\s]+@[^@\\s]+\\.[^@\\s]+'],
      ),
      phone: sensitive('warning', 'mask', [
        '\\b(tele)?phone( ?(number|no|nr))?$',
        '\\b(mobile|cell|fax)( ?(phone|number|no|nr))*$',
      ]),
      address: sensitive('warning', 'mask', [
        '\\b(home|street|postal|mailing|billing|shipping|private) ?address\\b',
        '^address( line)?( [0-9])?$',
        '^(street|zip|zip ?code|postal ?code|post ?code)$',
      ]),
      name: sensitive('off', 'mask', [
        '\\b(first|last|middle|full|given|family|maiden|sur|customer|employee|patient|person|contact) ?names?\\b',
        '^surname$',
      ]),
    },
  },
  templates: {
    helpers: [
      'date',
      'number',
      'format_number',
      'currency',
      'upper',
      'lower',
      'title',
      'truncate',
      'mask_card',
      'mask_ssn',
      'mask_email',
      'mask',
      'default',
      'if',
      'unless',
      'each',
      'with',
    ],
  },
  database: { tables: null, tenantColumn: null },
  limits: { email: 1_000, notification: 5_000, webhook: 2_000, database: 10_000 },
  breakers: { failures: 5, openSeconds: 60 },
  retention: { runs: 90, datasets: 365, drafts: 365, audit: 3_650 },
  roles: {
    owner: ['workflow:*', 'dataset:*', 'secret:*', 'policy:*', 'audit:*', 'bundle:*'],
    analyst: ['workflow:view', 'workflow:create', 'workflow:edit', 'workflow:execute', 'dataset:*'],
    reviewer: ['workflow:view', 'workflow:view_logs', 'audit:view', 'bundle:approve'],
  },
  severities: {},
  waivers: [],
};
