import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { deriveToken, newToken } from '@lectern/core/platform'

/** The secrets of one machine: made at its first start, or when first asked for, and kept beside its data. */
export type LocalKeys = { secret: string; apiKeyOf: (owner: string) => string; certificateKey: () => string }

export const localKeys = (file: string | undefined): LocalKeys => {
  const newSecret = () => `${newToken()}${newToken()}`
  const secret = file === undefined ? newSecret() : readOrMake(file, newSecret)
  let made: string | undefined
  return {
    secret,
    certificateKey: () => {
      made ??= file === undefined ? newCertificateKey() : readOrMake(`${file}-of-certificates`, newCertificateKey)
      return made
    },
    apiKeyOf: (owner) =>
      `lk_local${owner.replace(/[^a-z0-9]/g, '').slice(0, 30)}_${deriveToken(secret, `sample key of ${owner}`)}`,
  }
}

const newCertificateKey = (): string =>
  generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString()
    .trim()

const readOrMake = (file: string, make: () => string): string => {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    const secret = make()
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, secret, { mode: 0o600 })
    return secret
  }
}
