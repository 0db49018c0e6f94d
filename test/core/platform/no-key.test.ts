import { saveInstructor } from '@lectern/core/catalog'
import { findPersonByEmail } from '@lectern/core/identity'
import { problemIn } from '@lectern/core/platform'
import { getPromotion, removeInvited } from '@lectern/core/pricing'
import { describe, expect, test } from 'vitest'
import { aPromotion, start } from '../../support/build.ts'
import { freshTable } from '../../support/table.ts'

/** The refusal in what was thrown; what came of it when nothing was. */
const words = (work: Promise<unknown>) =>
  work.then(String, (error: unknown) => {
    const problem = problemIn(error)
    return [problem?.kind, problem?.code]
  })

describe('what can be no key of the table, empty or too long', () => {
  test('is not found where it is read, like anything else that is not there', async () => {
    const table = await freshTable()
    for (const id of ['李'.repeat(700), 'a'.repeat(2100), 'prm_none', '\u0000', 'half \ud83d']) {
      expect(await words(getPromotion(table, id))).toEqual(['not-found', 'not-found'])
    }
    expect(await words(findPersonByEmail(table, `${'a'.repeat(3000)}@example.com`))).toEqual(['not-found', 'not-found'])
  })

  test('is refused where it would be written, and nothing is', async () => {
    const table = await freshTable()
    const { id } = await aPromotion(table, { code: 'LEAP', audience: { type: 'imported' } })
    for (const email of ['', 'a'.repeat(3000)]) {
      expect(await words(removeInvited(table, id, email, start))).toEqual(['invalid', 'input.no-key'])
    }
  })

  test('half a character is refused where it would be kept, whatever let it through', async () => {
    const table = await freshTable()
    expect(await words(aPromotion(table, { code: 'LEAP' }).then(({ id }) => getPromotion(table, id)))).toContain(
      'object',
    )
    const made = saveInstructor(table, { slug: 'ann', name: 'Ann \ud83d', headline: '', bio: '' })
    expect(await words(made)).toEqual(['invalid', 'input.half-character'])
  })
})
