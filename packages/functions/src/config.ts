import * as z from 'zod'
import { readLinks } from './links.ts'

const text = z.string().min(1)

/** Everything that may be set, and of what form. */
const variables = {
  TABLE_NAME: text,
  QUEUE_URL: z.url(),
  SITE_URL: z.url(),
  MATERIALS_BUCKET: text,
  /** The name of the function that makes pictures. */
  PICTURES_FUNCTION: text,
  ORGANIZER_NAME: text,
  ORGANIZER_EMAIL: z.email(),
  ORGANIZER_ADDRESS: text,
  LECTERN_SECRET: z.string().min(32),
  CERTIFICATE_KEY: text,
  STRIPE_SECRET_KEY: text,
  STRIPE_WEBHOOK_SECRET: text,
  RESEND_API_KEY: text,
  RESEND_WEBHOOK_SECRET: text,
  ZOOM_WEBHOOK_SECRET: text,
  /** Requests to Resend that one process makes in a second, at most: `0.5`, `2`. */
  RESEND_PER_SECOND: z.string().regex(/^(?![0.]*$)\d{1,4}(\.\d{1,3})?$/),
} as const

/** What has a default, or is set only where a stand-in takes a service's place. */
const Always = z.object({
  VERSION: z.string().default('development'),
  /** Lambda says it of itself. */
  AWS_REGION: z.string().default('us-east-1'),
  DYNAMODB_ENDPOINT: z.url().optional(),
  SQS_ENDPOINT: z.url().optional(),
  MATERIALS_ENDPOINT: z.url().optional(),
  STRIPE_ADDRESS: z.url().optional(),
  RESEND_ADDRESS: z.url().optional(),
  ZOOM_ADDRESS: z.url().optional(),
})

export type Variable = keyof typeof variables
export type Config<Needed extends Variable = Variable> = Record<Needed, string> & z.infer<typeof Always>

/** Secrets, and the links by which the deployed functions are given them. */
export const linkNames = {
  LECTERN_SECRET: 'LecternSecret',
  CERTIFICATE_KEY: 'CertificateKey',
  STRIPE_SECRET_KEY: 'StripeSecretKey',
  STRIPE_WEBHOOK_SECRET: 'StripeWebhookSecret',
  RESEND_API_KEY: 'ResendApiKey',
  RESEND_WEBHOOK_SECRET: 'ResendWebhookSecret',
  ZOOM_WEBHOOK_SECRET: 'ZoomWebhookSecret',
} as const satisfies Partial<Record<Variable, string>>

const organizer = ['ORGANIZER_NAME', 'ORGANIZER_EMAIL', 'ORGANIZER_ADDRESS'] as const
const site = ['TABLE_NAME', 'SITE_URL', ...organizer] as const
const checkout = [...site, 'LECTERN_SECRET', 'STRIPE_SECRET_KEY'] as const

/** What each entry point needs, and no more: what is deployed is checked against this list. */
export const needs = {
  site: [...checkout, 'MATERIALS_BUCKET', 'PICTURES_FUNCTION', 'CERTIFICATE_KEY'],
  api: [...checkout, 'MATERIALS_BUCKET'],
  'sign-in': [...site, 'LECTERN_SECRET', 'RESEND_API_KEY'],
  preview: [...site, 'LECTERN_SECRET', 'RESEND_API_KEY'],
  'stripe-webhook': [...checkout, 'STRIPE_WEBHOOK_SECRET'],
  'resend-webhook': ['TABLE_NAME', 'RESEND_WEBHOOK_SECRET'],
  'zoom-webhook': ['TABLE_NAME', 'ZOOM_WEBHOOK_SECRET'],
  outbox: ['QUEUE_URL'],
  sender: [...checkout, 'MATERIALS_BUCKET', 'PICTURES_FUNCTION', 'RESEND_API_KEY', 'RESEND_PER_SECOND', 'QUEUE_URL'],
  clock: [...checkout, 'QUEUE_URL'],
  pictures: ['MATERIALS_BUCKET'],
} as const satisfies Record<string, readonly Variable[]>

export type EntryPoint = keyof typeof needs

/**
 * What an entry point was given, read once where the process starts; nothing else reads the environment. A secret comes
 * from the environment in local development, and from its link when deployed.
 * @throws Error that names each variable which is missing or wrong, and none of their values
 */
export const readConfig = <Name extends EntryPoint>(
  name: Name,
  environment: Record<string, string | undefined>,
): Config<(typeof needs)[Name][number]> => {
  const names: readonly Variable[] = needs[name]
  const links = readLinks(environment)
  const linked = Object.entries(linkNames).map(([variable, link]) => [variable, links[link]])
  const given = { ...Object.fromEntries(linked), ...present(environment) }
  const needed = z.object(Object.fromEntries(names.map((variable) => [variable, variables[variable]])))
  const read = z.intersection(Always, needed).safeParse(given)
  if (read.success) return read.data as Config<(typeof needs)[Name][number]>
  const wrong = [...new Set(read.error.issues.map((issue) => String(issue.path[0])))]
  throw new Error(`Missing or wrong in the configuration of ${name}: ${wrong.map(withLink).join(', ')}`)
}

const present = (environment: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''))

const withLink = (variable: string): string => {
  const link = Object.entries(linkNames).find(([name]) => name === variable)?.[1]
  return link === undefined ? variable : `${variable} (link ${link})`
}
