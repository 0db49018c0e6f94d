import { parseArgs } from 'node:util'
import { Instant } from '@lectern/core/platform'
import * as z from 'zod'

const Options = z.object({
  port: z.coerce.number().int().min(0).max(65_535).default(3000),
  data: z.string().min(1).default('.lectern'),
  now: Instant.optional(),
  sample: z.enum(['none', 'demo', '2024']).default('demo'),
})

const { values } = parseArgs({
  options: { port: { type: 'string' }, data: { type: 'string' }, now: { type: 'string' }, sample: { type: 'string' } },
})
const options = Options.safeParse(values)
if (!options.success) {
  console.error(options.error.issues.map((issue) => `--${issue.path.join('.')}: ${issue.message}`).join('\n'))
  process.exit(2)
}

// Read by React while it is imported: its development build renders mails at half the pace.
process.env.NODE_ENV ??= 'production'
const { startPlatform } = await import('./platform.ts')

const platform = await startPlatform({
  ...options.data,
  // Requests are many and pages are what a developer looks at: only what went wrong is told.
  log: (level, message, fields) => {
    if (level !== 'info') console.error(JSON.stringify({ level, message, ...fields }))
  },
})

console.log(`ready: ${platform.url}`)
console.log(`inbox: ${platform.url}/local/inbox   keys and services: ${platform.url}/local`)
for (const { email, role } of platform.signIns) console.log(`sign in as ${email} (${role})`)

const stop = (): void => {
  void platform.stop().then(() => process.exit(0))
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
