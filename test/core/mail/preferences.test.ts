import {
  changePreferences,
  findPreferences,
  preferencesToken,
  readPreferencesToken,
  usualPreferences,
} from '@lectern/core/mail'
import { newId } from '@lectern/core/platform'
import { expect, test } from 'vitest'
import { start } from '../../support/build.ts'
import { freshTable } from '../../support/table.ts'

test('someone who has chosen nothing gets everything, and what they choose is kept', async () => {
  const table = await freshTable()
  expect(await findPreferences(table, 'per_1')).toEqual(usualPreferences)
  await changePreferences(table, 'per_1', { newVersions: false }, start)
  expect(await findPreferences(table, 'per_1')).toEqual({ ...usualPreferences, newVersions: false })
  await changePreferences(table, 'per_1', {}, start)
  expect(await findPreferences(table, 'per_1')).toEqual({ ...usualPreferences, newVersions: false })
  expect(await findPreferences(table, 'per_2')).toEqual(usualPreferences)
  await changePreferences(table, 'per_1', { newVersions: true }, start)
  expect(await findPreferences(table, 'per_1')).toEqual(usualPreferences)
})

test('a link opens the settings of one person, by our secret alone', () => {
  const [ada, bob] = [newId('person'), newId('person')]
  const token = preferencesToken('secret', ada)
  expect(readPreferencesToken('secret', token)).toBe(ada)
  for (const forged of ['', ada, `${token}x`, token.slice(0, -1), token.replace(ada, bob), `${ada}-`]) {
    expect(readPreferencesToken('secret', forged)).toBeUndefined()
  }
  expect(readPreferencesToken('another', token)).toBeUndefined()
})
