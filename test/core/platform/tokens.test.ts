import { newToken, sameSecret } from '@lectern/core/platform'
import { describe, expect, test } from 'vitest'

describe('tokens', () => {
  test('have 160 bits each, and no two of a thousand are alike', () => {
    const tokens = Array.from({ length: 1000 }, newToken)
    expect(tokens.filter((token) => Buffer.from(token, 'base64url').length !== 20)).toEqual([])
    expect(new Set(tokens).size).toBe(1000)
  })

  test('are the same only whole', () => {
    const token = newToken()
    expect(sameSecret(token, token)).toBe(true)
    for (const other of ['', token.slice(1), `${token}x`, newToken()]) expect(sameSecret(token, other)).toBe(false)
  })
})
