// Uploads files into a form as they are chosen, so that what was typed stays where it is: each becomes a choice of the form
// when it has arrived. <fieldset data-attach="/api/me/…/files" data-rules="{…}"> <ul data-list> <template> <input type="file"
// disabled> <progress hidden> <p data-words role="status">
import { formatSize } from '../pages/downloads/file-words.ts'
import { type FileRules, troubleWith } from '../uploads/check-file.ts'
import { ask, persist, send, type Trouble } from '../uploads/connection.ts'

type Begun = { id: string; upload: { url: string; headers: Record<string, string> } }

const words = (error: unknown): string =>
  error instanceof Error && error.message ? error.message : 'It wasn’t uploaded. Try again.'

const leaving = (event: BeforeUnloadEvent): void => event.preventDefault()

const begin = (box: HTMLElement): void => {
  const address = box.dataset.attach ?? ''
  const rules = JSON.parse(box.dataset.rules ?? '{}') as FileRules
  const [input, list, bar, told, template] = [
    box.querySelector<HTMLInputElement>('input[type=file]'),
    box.querySelector<HTMLElement>('[data-list]'),
    box.querySelector('progress'),
    box.querySelector<HTMLElement>('[data-words]'),
    box.querySelector('template'),
  ]
  const form = box.closest('form')
  if (!input || !list || !bar || !told || !template || !form) return
  let busy = false

  const removable = (line: HTMLElement): void => {
    const button = line.querySelector<HTMLButtonElement>('[data-remove]')
    const id = line.dataset.file
    if (!button || id === undefined) return
    button.hidden = false
    button.addEventListener('click', async () => {
      try {
        await ask('DELETE', `${address}/${id}`)
        line.remove()
        told.textContent = 'Removed.'
        input.focus()
      } catch (error) {
        told.textContent = words(error)
      }
    })
  }

  const show = (file: File, id: string): void => {
    const line = template.content.firstElementChild?.cloneNode(true)
    if (!(line instanceof HTMLElement)) return
    line.dataset.file = id
    const [choice, name, size, of] = [
      line.querySelector('input'),
      line.querySelector('[data-name]'),
      line.querySelector('[data-size]'),
      line.querySelector('[data-of]'),
    ]
    if (choice) choice.value = id
    if (name) name.textContent = file.name
    if (size) size.textContent = formatSize(file.size)
    if (of) of.textContent = ` ${file.name}`
    list.append(line)
    removable(line)
  }

  const upload = async (file: File): Promise<void> => {
    const trouble = troubleWith(file, rules)
    if (trouble !== undefined) throw new Error(trouble)
    const signal = new AbortController().signal
    const onTrouble = (now: Trouble): void => {
      if (now === 'offline') told.textContent = 'You’re offline. The upload resumes when you’re back online.'
    }
    const key = crypto.randomUUID()
    const body = { filename: file.name.trim(), bytes: file.size }
    const begun = await persist(() => ask<Begun>('POST', address, { body, key, signal }), { signal, onTrouble })
    const own = `${address}/${begun.id}`
    try {
      const onProgress = (sent: number): void => {
        bar.value = Math.floor((sent / file.size) * 100)
      }
      await persist(() => send(file, begun.upload, { signal, onProgress }), { signal, onTrouble })
      await persist(() => ask('POST', `${own}/done`, { signal }), { signal, onTrouble })
    } catch (error) {
      await ask('DELETE', own).catch(() => undefined)
      throw error
    }
    show(file, begun.id)
  }

  input.disabled = false
  told.textContent = ''
  for (const line of list.querySelectorAll<HTMLElement>('[data-file]')) removable(line)
  input.addEventListener('change', async () => {
    const files = [...(input.files ?? [])]
    // The same file may be chosen again.
    input.value = ''
    if (busy || files.length === 0) return
    busy = true
    addEventListener('beforeunload', leaving)
    const failed: string[] = []
    for (const [index, file] of files.entries()) {
      bar.hidden = false
      bar.value = 0
      const counted = files.length > 1 ? ` (${index + 1} of ${files.length})` : ''
      told.textContent = `Uploading ${file.name}${counted}…`
      try {
        await upload(file)
      } catch (error) {
        failed.push(`${file.name}: ${words(error)}`)
      }
    }
    bar.hidden = true
    busy = false
    removeEventListener('beforeunload', leaving)
    told.textContent = failed.length > 0 ? failed.join(' ') : 'Added. We’ll send it when you submit.'
  })
  form.addEventListener('submit', (event) => {
    if (!busy) return
    event.preventDefault()
    event.stopImmediatePropagation()
    told.textContent = 'A file is still uploading. Submit again when it’s done.'
  })
}

for (const box of document.querySelectorAll<HTMLElement>('[data-attach]')) begin(box)
