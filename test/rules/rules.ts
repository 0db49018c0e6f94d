import type { IForbiddenRuleType } from 'dependency-cruiser'

/** The subjects of core in the order in which they may know each other: imports go leftward only, never within a tier. */
export const tiers = [
  ['platform'],
  ['covers'],
  ['identity', 'schedule', 'payments'],
  ['organizer'],
  ['mail'],
  ['catalog'],
  ['access'],
  ['membership'],
  ['pricing'],
  ['registration'],
  ['door'],
  ['materials'],
  ['pictures'],
  ['teaching'],
  ['calendar'],
  ['reminders', 'roster-mail', 'privacy'],
  ['notifications'],
] as const

const core = '^packages/core/src'
const subjects = tiers.flat()

const leftward: IForbiddenRuleType[] = tiers.flatMap((tier, index) =>
  tier.map((subject) => {
    const beyond = tiers
      .slice(index)
      .flat()
      .filter((other) => other !== subject)
    return {
      name: `leftward-${subject}`,
      severity: 'error',
      comment: `${subject} may import only what stands before it in the list of subjects`,
      from: { path: `${core}/${subject}/` },
      to: { path: beyond.length > 0 ? `${core}/(${beyond.join('|')})/` : '^$' },
    } satisfies IForbiddenRuleType
  }),
)

const only = (name: string, vendor: string, from: string, comment: string): IForbiddenRuleType => ({
  name,
  severity: 'error',
  comment,
  from: { path: core, pathNot: from },
  to: { path: `node_modules/(${vendor})(/|$)` },
})

const never = (name: string, from: string, to: string, comment: string): IForbiddenRuleType => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: to },
})

/** The rules of the house, each checked with every run of the tests. */
export const rules: IForbiddenRuleType[] = [
  { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
  ...leftward,
  {
    name: 'known-subjects',
    severity: 'error',
    comment: 'a new subject has a place in the list of subjects',
    from: { path: `${core}/`, pathNot: `${core}/(${subjects.join('|')})/` },
    to: {},
  },
  {
    name: 'face-only',
    severity: 'error',
    comment: 'another subject is reached through its index.ts alone',
    from: { path: `${core}/([^/]+)/` },
    to: { path: `${core}/[^/]+/`, pathNot: [`${core}/$1/`, `${core}/[^/]+/index\\.ts$`] },
  },
  never('core-no-framework', core, 'node_modules/(hono|@hono|@types/aws-lambda|sst)(/|$)', 'core knows no framework'),
  only(
    'store-only',
    'electrodb|@aws-sdk|@smithy',
    `${core}/platform/|store\\.ts$|materials/s3-files\\.ts$`,
    'persistence stands in store files and platform; one file speaks with S3',
  ),
  only('stripe-only', 'stripe', `${core}/payments/`, 'Stripe is known in payments alone'),
  only('resend-only', 'resend', `${core}/mail/`, 'Resend is known in mail alone'),
  only('temporal-only', 'temporal-polyfill', `${core}/platform/time\\.ts$`, 'Temporal enters through platform/time.ts'),
  {
    name: 'pricing-is-pure',
    severity: 'error',
    comment: "pricing's rules reach no store, even at second hand",
    from: {
      path: `${core}/pricing/(allocate|benefit-cut|cart|check-promotion|code|eligibility|kinds|overlap|promotion|promotion-change|promotion-state|quote|read-addresses|redemption|rejection|sale|sale-words)\\.ts$`,
    },
    to: { path: 'store\\.ts$', reachable: true },
  },
  {
    name: 'covers-alone',
    severity: 'error',
    comment: 'covers are drawn from what they are given: no store, no clock, no library',
    from: { path: `${core}/covers/` },
    to: { pathNot: `${core}/covers/` },
  },
  never('emails-alone', '^emails/', '^packages/', 'templates know props alone'),
  never('core-inward', core, '^packages/(web|api|functions|local)/', 'core knows nobody around it'),
  never('web-beside-api', '^packages/web/', '^packages/(api|functions|local)/', 'pages stand on core'),
  never('api-beside-web', '^packages/api/', '^packages/(web|functions|local)/', 'the API stands on core'),
  never('functions-without-local', '^packages/functions/', '^packages/local/', 'stand-ins enter no bundle'),
  {
    name: 'passkey-library-apart',
    severity: 'error',
    comment: 'the library for passkeys stays out of the site',
    from: { path: '^packages/', pathNot: '^packages/web/src/sign-in/' },
    to: { path: 'node_modules/@simplewebauthn(/|$)' },
  },
]
