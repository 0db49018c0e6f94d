import { createConfig, lintFromString } from '@redocly/openapi-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { conformanceOf } from './conformance.ts'
import { type House, openHouse } from './support.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

describe('the OpenAPI document', () => {
  test('lints clean against the recommended rules', async () => {
    const { status, text } = await house.call('GET', '/api/openapi.json')
    expect(status).toBe(200)
    const config = await createConfig({ extends: ['recommended'] })
    const problems = await lintFromString({ source: text, absoluteRef: '/openapi.json', config })
    expect(
      problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer ?? ''}`),
    ).toEqual([])
  })

  test('says of each operation who may use it', async () => {
    const { body } = await house.call('GET', '/api/openapi.json')
    const operations = Object.entries(body.paths as Record<string, Record<string, { security?: object[] }>>).flatMap(
      ([path, methods]) => Object.entries(methods).map(([method, { security }]) => ({ method, path, security })),
    )
    expect(operations.length).toBeGreaterThan(100)
    expect(operations.filter(({ security }) => security === undefined)).toEqual([])
    const ofAdmins = operations.filter(({ path }) => path.startsWith('/api/admin/'))
    expect(ofAdmins.filter(({ security }) => JSON.stringify(security) !== '[{"apiKey":[]}]')).toEqual([])
  })

  test('is what all these tests hold answers against, and an answer that differs is caught', async () => {
    const conform = conformanceOf(house.app)
    const answer = { status: 200, type: 'application/json', body: { status: 'ok', now: 'now', version: '1' } }
    await conform('GET', '/api/health', answer)
    await expect(conform('GET', '/api/health', { ...answer, body: { status: 'ok' } })).rejects.toThrow(/now/)
    await expect(conform('GET', '/api/health', { ...answer, status: 201 })).rejects.toThrow(/not documented/)
  })
})
