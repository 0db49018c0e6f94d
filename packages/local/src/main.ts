// First of all: what follows asks for things that an old Node has not.
import './check-node.ts'
import { parseArgs } from 'node:util'
import { Instant, Problem } from '@lectern/core/platform'
import * as z from 'zod'

const Options = z.object({
  port: z.coerce.number().int().min(0).max(65_535).default(3000),
  data: z.string().min(1).default('.lectern'),
  now: Instant.optional(),
  sample: z.enum(['none', 'demo', '2024']).default('demo'),
})

/** Says in one line what is wrong with how this was started. */
const refuse = (message: string): never => {
  console.error(message)
  process.exit(2)
}

const readArguments = (): z.infer<typeof Options> => {
  const names = {
    port: { type: 'string' },
    data: { type: 'string' },
    now: { type: 'string' },
    sample: { type: 'string' },
  } as const
  try {
    return Options.parse(parseArgs({ options: names }).values)
  } catch (error) {
    if (error instanceof z.ZodError)
      return refuse(error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`).join('\n'))
    return refuse(error instanceof Error ? error.message : String(error))
  }
}

const options = readArguments()

// Read by React while it is imported: its development build renders mails at half the pace.
process.env.NODE_ENV ??= 'production'
const { startPlatform } = await import('./platform.ts')

const platform = await startPlatform({
  ...options,
  // Requests are many and pages are what a developer looks at: only what went wrong is told.
  log: (level, message, fields) => {
    if (level !== 'info') console.error(JSON.stringify({ level, message, ...fields }))
  },
}).catch((error: unknown) => {
  if (error instanceof Problem) return refuse(error.message)
  throw error
})

console.log(`ready: ${platform.url}`)
console.log(`inbox: ${platform.url}/local/inbox   keys and services: ${platform.url}/local`)
for (const { email, role } of platform.signIns) console.log(`sign in as ${email} (${role})`)

const stop = (): void => {
  void platform.stop().then(() => process.exit(0))
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
