import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cruiseTree } from './cruise.ts'

const face = 'export const one = 1\n'
const uses = (from: string) => `import { one } from '${from}'\nexport const two = one\n`
const imports = (name: string, from: string) => `import { ${name} } from '${from}'\nexport const made = ${name}\n`

/** Files that break one rule each, and the rule. */
const breaches: Record<string, { text: string; rule: string }> = {
  'core/src/platform/leftward.ts': { text: uses('../catalog/index.ts'), rule: 'leftward-platform' },
  'core/src/schedule/sideways.ts': { text: uses('../identity/index.ts'), rule: 'leftward-schedule' },
  'core/src/covers/random.ts': { text: imports('createHash', 'node:crypto'), rule: 'covers-alone' },
  'core/src/covers/leftward.ts': { text: uses('../catalog/index.ts'), rule: 'leftward-covers' },
  'core/src/registration/behind-the-face.ts': { text: uses('../catalog/event.ts'), rule: 'face-only' },
  'core/src/helpers/index.ts': { text: uses('../platform/index.ts'), rule: 'known-subjects' },
  'core/src/pricing/quote.ts': { text: uses('./load.ts'), rule: 'pricing-is-pure' },
  'core/src/catalog/page.ts': { text: imports('Hono', 'hono'), rule: 'core-no-framework' },
  'core/src/catalog/find.ts': { text: imports('Entity', 'electrodb'), rule: 'store-only' },
  'core/src/registration/pay.ts': {
    text: "import Stripe from 'stripe'\nexport const made = Stripe\n",
    rule: 'stripe-only',
  },
  'core/src/registration/mail.ts': { text: imports('Resend', 'resend'), rule: 'resend-only' },
  'core/src/schedule/now.ts': { text: imports('Temporal', 'temporal-polyfill'), rule: 'temporal-only' },
  'core/src/catalog/a.ts': { text: "import { b } from './b.ts'\nexport const a = () => b\n", rule: 'no-circle' },
  'core/src/catalog/outward.ts': { text: uses('../../../web/src/page.ts'), rule: 'core-inward' },
  'web/src/app.tsx': {
    text: imports('verifyRegistrationResponse', '@simplewebauthn/server'),
    rule: 'passkey-library-apart',
  },
  'functions/src/site.ts': { text: uses('../../local/src/clock.ts'), rule: 'functions-without-local' },
}

/** Files that keep every rule. */
const sound: Record<string, string> = {
  'core/src/platform/index.ts': face,
  'core/src/identity/index.ts': face,
  'core/src/catalog/index.ts': uses('../platform/index.ts'),
  'core/src/catalog/event.ts': face,
  'core/src/catalog/b.ts': "import { a } from './a.ts'\nexport const b = () => a\n",
  'core/src/catalog/store.ts': imports('Entity', 'electrodb'),
  'core/src/pricing/load.ts': uses('./store.ts'),
  'core/src/pricing/store.ts': face,
  'web/src/page.ts': face,
  'local/src/clock.ts': face,
}

let tree = ''
let violations: string[] = []

beforeAll(async () => {
  tree = await mkdtemp(join(tmpdir(), 'lectern-rules-'))
  await symlink(join(process.cwd(), 'node_modules'), join(tree, 'node_modules'))
  // npm keeps some packages beside the workspace that wants them.
  await mkdir(join(tree, 'packages/web'), { recursive: true })
  await symlink(join(process.cwd(), 'packages/web/node_modules'), join(tree, 'packages/web/node_modules'))
  const files = { ...sound, ...Object.fromEntries(Object.entries(breaches).map(([path, { text }]) => [path, text])) }
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(tree, 'packages', path)), { recursive: true })
    await writeFile(join(tree, 'packages', path), text)
  }
  violations = (await cruiseTree(tree, ['packages'])).violations
})
afterAll(() => rm(tree, { recursive: true, force: true }))

test.each(Object.entries(breaches))('%s is found out', (path, { rule }) => {
  expect(violations.filter((violation) => violation.startsWith(`${rule}: packages/${path}`))).not.toEqual([])
})

test('files that keep the rules are left in peace', () => {
  const accused = new Set(violations.map((violation) => /packages\/([^ ]+)/.exec(violation)?.[1]))
  const partners = new Set(['core/src/catalog/b.ts'])
  expect(Object.keys(sound).filter((path) => accused.has(path) && !partners.has(path))).toEqual([])
})
