import { expect, test } from 'vitest'
import { completeLock, missingPlatforms, readLock } from './lock.ts'

test('the lock names the programs of every platform, so that npm ci works on each', () => {
  expect(missingPlatforms(readLock())).toEqual([])
})

test('one that is missing is found and entered', () => {
  const lock = readLock()
  const { 'node_modules/@biomejs/cli-darwin-arm64': dropped, ...packages } = lock.packages
  expect(missingPlatforms({ ...lock, packages }).map(({ name }) => name)).toEqual(['@biomejs/cli-darwin-arm64'])
  const entered = completeLock({ ...lock, packages }).packages['node_modules/@biomejs/cli-darwin-arm64']
  expect(entered).toMatchObject({ version: dropped?.version, os: ['darwin'], cpu: ['arm64'], optional: true })
})
