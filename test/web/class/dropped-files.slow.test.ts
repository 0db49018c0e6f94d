import { partBytes } from '@lectern/core/materials'
import { describe, expect, test } from 'vitest'
import { asVisitor } from '../../journeys/visitor.ts'
import { withPage } from '../../support/browser.ts'
import { drop, materialsOf, openDropping, page } from '../../support/dropping.ts'
import { until } from '../../support/local-platform.ts'

const { browser, withClass, aSparseFile, aFile } = openDropping()

describe('before anything is sent', () => {
  test('what cannot be taken is refused with a sentence beside it, and the others go on', async () => {
    const paths = [
      await aFile('setup.exe'),
      await aFile('Empty.pdf', ''),
      await aSparseFile('Endless.zip', 5 * 1024 ** 3 + 1),
      await aFile('..\\secret.pdf'),
      await aFile('Good.pdf'),
    ]
    await withClass(async (site) => {
      await asVisitor(browser(), site, async ({ page: tab, look, signIn }) => {
        await signIn('jo@example.com')
        const asked: string[] = []
        tab.on('request', (request) => {
          if (['POST', 'PUT'].includes(request.method())) asked.push(new URL(request.url()).pathname)
        })
        await tab.goto(page)
        await drop(tab).setInputFiles(paths)
        const told = (name: string) => tab.getByRole('listitem').filter({ hasText: name }).getByRole('paragraph')
        await tab.getByRole('link', { name: 'Show uploaded files' }).waitFor()
        expect(await told('setup.exe').textContent()).toMatch(/^Choose one of these file types: \.pdf, /)
        expect(await told('Empty.pdf').textContent()).toBe('The file is empty.')
        expect(await told('Endless.zip').textContent()).toBe('Files can be up to 5 GB.')
        expect(await told('secret.pdf').textContent()).toBe(
          'Remove slashes, quotation marks, and other special characters from the file name.',
        )
        expect(await told('Good.pdf').textContent()).toBe('Uploaded, 5 bytes.')
        await look('files refused')
        expect(asked.map((path) => path.replace(/mat_\w+|[\w-]{27}$/, 'x'))).toEqual([
          '/api/admin/events/taught/materials',
          '/api/admin/events/taught/materials/x/parts',
          '/materials/materials/events/taught/x',
          '/api/admin/events/taught/materials/x/done',
        ])
      })
      expect((await materialsOf(site)).map(({ title }) => title)).toEqual(['Good'])
    })
  })

  test('an event that is never recorded refuses sound and video, dropped as well as chosen', async () => {
    await withClass(async (site, jo) => {
      await withPage(browser(), jo, async (tab) => {
        await tab.goto('/teach/quiet/materials')
        await tab.locator('[data-ready]').waitFor()
        await tab.evaluate(() => {
          const dataTransfer = new DataTransfer()
          for (const name of ['talk.mp4', 'talk.MP3', 'Agenda.pdf']) dataTransfer.items.add(new File(['words'], name))
          document.querySelector('[data-drop]')?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true }))
        })
        await tab.getByRole('link', { name: 'Show uploaded files' }).waitFor()
        const refused = tab.getByText('“A quiet breakout” isn’t recorded, so you can’t add audio or video')
        expect(await refused.count()).toBe(2)
      })
      expect((await materialsOf(site, 'quiet')).map(({ title, kind }) => [title, kind])).toEqual([
        ['Agenda', 'handout'],
      ])
    })
  })
})

test('a file that fails can be tried again, one that is stopped is given up, and the others arrive', async () => {
  const [failing, stopped, good] = [
    await aSparseFile('Failing.zip', 2 * partBytes),
    await aSparseFile('Stopped.zip', 2 * partBytes),
    await aFile('Good.pdf'),
  ]
  await withClass(async (site, jo) => {
    await withPage(browser(), jo, async (tab) => {
      let refusing = true
      let held = 0
      await tab.route(/partNumber=2/, async (route) => {
        if (!refusing) return route.continue()
        held += 1
        // The first is left without an answer.
        if (held === 1) return
        await route.fulfill({ status: 400, body: '<Error><Code>No</Code><Message>Not today.</Message></Error>' })
      })
      await tab.goto(page)
      await drop(tab).setInputFiles(stopped)
      await until(async () => held === 1)
      await drop(tab).setInputFiles([failing, good])
      const line = (name: string) => tab.getByRole('listitem').filter({ hasText: name })
      await line('Failing.zip').getByText('The upload was refused. Not today.').waitFor()
      await line('Good.pdf').getByText('Uploaded').waitFor()
      await tab.getByRole('button', { name: 'Stop Stopped.zip' }).click()
      await line('Stopped.zip').getByText('Upload stopped.').waitFor()
      refusing = false
      await tab.getByRole('button', { name: 'Try again Failing.zip' }).focus()
      await tab.keyboard.press('Enter')
      await tab.waitForURL(/done=uploaded/)
    })
    const there = (await materialsOf(site)).map(({ title, state }) => [title, state])
    expect(there.sort()).toEqual([
      ['Failing', 'there'],
      ['Good', 'there'],
    ])
  })
})

test('a handout is chosen by keyboard, looked over, changed and published, and a student takes it', async () => {
  const slides = await aFile('Slides.pdf', '%PDF slides')
  await withClass(async (site) => {
    await site.order('reader@example.com', 'taught:seat')
    await asVisitor(browser(), site, async ({ page: tab, go, look, signIn }) => {
      await signIn('jo@example.com')
      await go(page)
      await look('materials, none')
      const chooser = tab.waitForEvent('filechooser')
      const chosen = chooser.then((one) => one.setFiles(slides)).then(() => true)
      // A browser that is busy lets a press go by now and then.
      await until(async () => {
        await drop(tab).press('Enter')
        return Promise.race([chosen, tab.waitForFunction(() => document.hasFocus()).then(() => false)])
      })
      await chosen
      await tab.waitForURL(/done=uploaded/)
      await tab.getByText(/Published at 10:\d\d AM Pacific/).waitFor()
      await tab.getByRole('form', { name: 'Change Slides' }).getByLabel('Title').fill('All slides')
      await tab.getByRole('button', { name: 'Save Slides' }).click()
      await tab.waitForURL(/done=changed/)
      await look('materials, one not published')
    })
    await site.setClock('2024-04-10T17:30:00Z')
    await asVisitor(browser(), site, async ({ page: tab, go, signIn }) => {
      await signIn('reader@example.com')
      await go('/events/taught/class')
      const taken = await Promise.all([
        tab.waitForEvent('download'),
        tab.getByRole('link', { name: 'PDF All slides' }).click(),
      ])
      expect(taken[0].suggestedFilename()).toBe('Slides.pdf')
    })
  })
})
