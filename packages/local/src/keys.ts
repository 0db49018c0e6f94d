import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { deriveToken, newToken } from '@lectern/core/platform'

/** The secrets of one machine: made at its first start and kept beside its data. */
export type LocalKeys = { secret: string; apiKeyOf: (owner: string) => string }

export const localKeys = (file: string | undefined): LocalKeys => {
  const secret = file === undefined ? `${newToken()}${newToken()}` : readOrMake(file)
  return {
    secret,
    apiKeyOf: (owner) =>
      `lk_local${owner.replace(/[^a-z0-9]/g, '').slice(0, 30)}_${deriveToken(secret, `sample key of ${owner}`)}`,
  }
}

const readOrMake = (file: string): string => {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    const secret = `${newToken()}${newToken()}`
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, secret, { mode: 0o600 })
    return secret
  }
}
