import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { surviveCrashes } from './crashes.ts'

test('killed at random moments during checkouts: no seat lost or doubled, no payment without a seat, no mail missing or twice', async () => {
  const data = await mkdtemp(join(tmpdir(), 'lectern-crashes-'))
  const seed = Number(process.env.SEED ?? 2024)
  try {
    const wrong = await surviveCrashes({ seed, checkouts: 40, crashes: 2, data, seats: 20 })
    expect({ seed, wrong }).toEqual({ seed, wrong: [] })
  } finally {
    await rm(data, { recursive: true, force: true })
  }
})
