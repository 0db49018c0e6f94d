import { Hono } from 'hono'
import { contextStorage } from 'hono/context-storage'
import { describe, expect, it } from 'vitest'
import { Checkbox, RadioGroup } from '../../../packages/web/src/components/choice.tsx'
import { ErrorSummary } from '../../../packages/web/src/components/error-summary.tsx'
import { TextInput } from '../../../packages/web/src/components/text-input.tsx'
import type { Errors } from '../../../packages/web/src/forms/errors.ts'
import { Page } from '../../../packages/web/src/layout/page.tsx'

const shown = async (errors?: Errors): Promise<string> => {
  const app = new Hono().use(contextStorage()).get('/', (c) =>
    c.html(
      <Page title="A form" errors={errors}>
        <ErrorSummary />
        <TextInput name="title" label="Title" />
        <TextInput name="link" label="Link" />
        <RadioGroup name="kind" label="Kind" options={[{ value: 'a', label: 'A' }]} />
        <Checkbox name="kind" id="kind-b" value="b" label="B" />
        <TextInput name="title" id="another" label="Title of another form" error="" />
      </Page>,
    ),
  )
  return (await app.request('/')).text()
}

describe('what is wrong with a page’s forms', () => {
  it('stands at the field of its name and in the summary, and nowhere else', async () => {
    const html = await shown(
      new Map([
        ['title', 'Write a title'],
        ['kind', 'Choose a kind'],
      ]),
    )
    expect(html.match(/Write a title/g)).toHaveLength(2)
    expect(html).toContain('href="#field-title"')
    expect(html).toMatch(/id="field-title" name="title"[^>]*aria-describedby="field-title-error" aria-invalid="true"/)
    expect(html).not.toContain('another-error')
    expect(html).not.toContain('field-link-error')
    // Said once for a group, not at each of its boxes.
    expect(html.match(/Choose a kind/g)).toHaveLength(2)
    expect(html).not.toContain('kind-b-error')
  })

  it('is nothing on the next page', async () => {
    expect(await shown()).not.toContain('aria-invalid')
  })
})
