import * as z from 'zod'

/** What the environment says, read once where a process starts. Nothing else reads the environment. */
const Environment = z.object({
  TABLE_NAME: z.string().min(1),
  DYNAMODB_ENDPOINT: z.string().optional(),
  SITE_URL: z.url(),
  LECTERN_SECRET: z.string().min(32),
  STRIPE_SECRET_KEY: z.string().min(1),
  STRIPE_WEBHOOK_SECRET: z.string().min(1),
  STRIPE_ADDRESS: z.url().optional(),
  RESEND_API_KEY: z.string().min(1),
  RESEND_ADDRESS: z.url().optional(),
  ORGANISER_NAME: z.string().min(1),
  ORGANISER_EMAIL: z.email(),
  ORGANISER_ADDRESS: z.string().min(1),
  VERSION: z.string().default('development'),
})

export type Config = z.infer<typeof Environment>

/** @throws ZodError that names each variable which is missing or wrong, and none of their values */
export const readConfig = (environment: Record<string, string | undefined>): Config => Environment.parse(environment)
