import { describe, expect, it } from 'vitest'
import { entryPoints } from '../../packages/functions/build.ts'
import { needs } from '../../packages/functions/src/config.ts'
import { expectedFunctions } from './expected.ts'
import { fileCalls, functionCalls, queueCalls, tableCalls } from './table-calls.ts'

const grantedOnFiles = (entry: string): string[] =>
  (expectedFunctions[entry]?.may ?? []).flatMap(
    (line) => /^s3: (.+) on (?:materials(?:\/pictures)?|bucket if .*)$/.exec(line)?.[1]?.split(' ') ?? [],
  )

/** What a function's statements grant, in the words of the calls. Lambda's own needs of the queue and the stream aside. */
const grantedTo = (entry: string): string[] =>
  (expectedFunctions[entry]?.may ?? []).flatMap((line) => {
    const [, service = '', actions = '', resources = ''] = /^(\w+): (.+) on (.+)$/.exec(line) ?? []
    if (service !== 'dynamodb' || resources === 'stream') return []
    return actions
      .split(' ')
      .flatMap((action) =>
        action === 'Query' ? resources.split(' ').map((place) => `Query ${place.replace('table/', '')}`) : [action],
      )
  })

const mayQueue = (entry: string, action: string): boolean =>
  (expectedFunctions[entry]?.may ?? []).some((line) => line.startsWith('sqs: ') && line.includes(action))

describe('permissions', () => {
  it.each(entryPoints)('%s may do with the table what its code calls, and no more', async (entry) => {
    const calls = await tableCalls(entry)
    expect(grantedTo(entry).sort()).toEqual([...calls].sort())
  })

  it.each(entryPoints)('%s may do with files what its code calls or signs, and no more', async (entry) => {
    const calls = await fileCalls(entry)
    expect(grantedOnFiles(entry).sort()).toEqual([...calls].sort())
  })

  it.each(entryPoints)('%s may ask for pictures if its code does, and asks nothing else', async (entry) => {
    const granted = (expectedFunctions[entry]?.may ?? []).filter((line) => line.startsWith('lambda: '))
    expect(granted).toEqual([...(await functionCalls(entry))].map((action) => `lambda: ${action} on Pictures`))
    expect(granted.length > 0).toBe(needs[entry].some((name) => name === 'PICTURES_FUNCTION'))
  })

  it.each(entryPoints)('%s may do with the queue what its code calls', async (entry) => {
    const calls = await queueCalls(entry)
    for (const action of ['SendMessage', 'ChangeMessageVisibility']) {
      expect(mayQueue(entry, action), action).toBe(calls.has(action))
    }
  })
})
