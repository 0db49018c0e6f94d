import { parseArgs } from 'node:util'
import type { DataProps } from './stack.ts'

const isOrigin = (text: string): boolean => {
  const url = URL.parse(text)
  return url?.origin === text && (url.protocol === 'https:' || url.hostname === 'localhost')
}

/**
 * Reads `--stage production [--site-origin https://lectern.example] [--alarm-email ops@lectern.example]`.
 * @throws Error that says what is missing or wrong
 */
export const readOptions = (args: string[]): DataProps => {
  const { values } = parseArgs({
    args,
    options: { stage: { type: 'string' }, 'site-origin': { type: 'string' }, 'alarm-email': { type: 'string' } },
  })
  const { stage, 'site-origin': siteOrigin, 'alarm-email': alarmEmail } = values
  // The vault's name holds the stage, and has 50 characters at most.
  if (!stage || !/^[A-Za-z0-9-]{1,30}$/.test(stage)) {
    throw new Error('Say which stage, in at most 30 letters, digits and hyphens: --stage production')
  }
  if (siteOrigin !== undefined && !isOrigin(siteOrigin)) {
    throw new Error(`--site-origin is a scheme and a host, such as https://lectern.example; not ${siteOrigin}`)
  }
  if (alarmEmail !== undefined && !/^[^\s@]+@[^\s@]+$/.test(alarmEmail)) {
    throw new Error(`--alarm-email is an email address; not ${alarmEmail}`)
  }
  return { stage, siteOrigin, alarmEmail }
}
