import { createDecipheriv } from 'node:crypto'
import { readFileSync } from 'node:fs'

type Environment = Record<string, string | undefined>

/**
 * The values of the secrets that SST linked to this function, by the links' names. They come as SST's SDK reads them:
 * as JSON in `SST_RESOURCE_<Name>`, and, which keeps them out of the function's environment, in a file beside the
 * bundle that is encrypted with `SST_KEY` (AES-256-GCM, nonce of zeros, the tag at the end).
 */
export const readLinks = (environment: Environment): Record<string, string> => {
  const prefix = 'SST_RESOURCE_'
  const plain = Object.entries(environment)
    .filter(([name, value]) => name.startsWith(prefix) && value)
    .map(([name, value]) => [name.slice(prefix.length), JSON.parse(value ?? '')])
  return valuesOf({ ...Object.fromEntries(plain), ...sealedLinks(environment) })
}

const sealedLinks = ({ SST_KEY, SST_KEY_FILE }: Environment): Record<string, unknown> => {
  if (!SST_KEY || !SST_KEY_FILE) return {}
  const sealed = readFileSync(SST_KEY_FILE)
  const cipher = createDecipheriv('aes-256-gcm', Buffer.from(SST_KEY, 'base64'), Buffer.alloc(12))
  cipher.setAuthTag(sealed.subarray(-16))
  const opened = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()])
  return JSON.parse(opened.toString('utf8'))
}

const valuesOf = (links: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(links).flatMap(([name, link]) =>
      typeof link === 'object' && link !== null && 'value' in link && typeof link.value === 'string'
        ? [[name, link.value]]
        : [],
    ),
  )
