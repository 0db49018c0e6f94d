// Sends files straight to their store as soon as they are dropped or chosen, and shows how far each one is. Without the
// page's markup it does nothing: see pages/upload-files.tsx, which says what each of its attributes is for.
import { formatSize } from '../pages/downloads/file-words.ts'
import { type AwaitedFile, awaitedAs, type FileRules, troubleWith } from '../uploads/check-file.ts'
import { ask, type Trouble } from '../uploads/connection.ts'
import { sendFile } from '../uploads/send-file.ts'

/** Uploads at once; the others wait. */
const abreast = 2

const troubles: Record<Exclude<Trouble, undefined>, string> = {
  offline: 'You’re offline. The upload resumes when you’re back online.',
  broken: 'Connection lost. Trying again…',
}

const words = (error: unknown): string =>
  error instanceof Error && error.message ? error.message : 'The file wasn’t uploaded.'

type Line = {
  file: File
  fields: Record<string, string>
  id: string | undefined
  state: 'waiting' | 'sending' | 'arrived' | 'failed' | 'refused' | 'stopped'
  stop: AbortController
  show: () => void
  words: string
  sent: number
}

const leaving = (event: BeforeUnloadEvent): void => event.preventDefault()

const begin = (form: HTMLFormElement): void => {
  const address = form.dataset.upload ?? ''
  const rules = JSON.parse(form.dataset.rules ?? '{}') as FileRules
  const awaited = JSON.parse(form.dataset.awaited ?? '[]') as AwaitedFile[]
  const input = form.querySelector<HTMLInputElement>('input[type=file]')
  const zone = form.querySelector<HTMLElement>('[data-drop]')
  const list = form.querySelector<HTMLElement>('[data-files]')
  const template = form.querySelector('template')
  const status = form.querySelector<HTMLElement>('[data-status]')
  const after = form.querySelector<HTMLElement>('[data-after-link]')
  if (!input || !zone || !list || !template || !status || !after) return
  const lines: Line[] = []

  const say = (text: string): void => {
    status.textContent = text
  }
  const of = (...states: Line['state'][]): Line[] => lines.filter(({ state }) => states.includes(state))

  /** The next ones begin; when nothing is left to do, the page shows what has come, unless something has gone wrong. */
  const goOn = (): void => {
    for (const line of of('waiting').slice(0, Math.max(0, abreast - of('sending').length))) void send(line)
    const busy = of('sending', 'waiting').length > 0
    form.ariaBusy = busy ? 'true' : null
    if (busy) addEventListener('beforeunload', leaving)
    else removeEventListener('beforeunload', leaving)
    if (busy || of('arrived').length === 0) return
    if (of('failed', 'refused').length === 0) location.assign(form.dataset.after ?? location.href)
    else after.hidden = false
  }

  const send = async (line: Line): Promise<void> => {
    line.state = 'sending'
    line.stop = new AbortController()
    const sending = {
      ...{ address, file: line.file, fields: line.fields, id: line.id, signal: line.stop.signal },
      onBegun: (id: string) => {
        line.id = id
      },
      onProgress: (sent: number) => {
        line.sent = sent
        line.show()
      },
      onTrouble: (trouble: Trouble) => {
        line.words = trouble ? troubles[trouble] : ''
        line.show()
      },
    }
    line.show()
    try {
      await sendFile(sending)
      line.state = 'arrived'
      say(`${line.file.name} uploaded.`)
    } catch (error) {
      line.state = line.stop.signal.aborted ? 'stopped' : 'failed'
      line.words = words(error)
      if (line.state === 'failed') say(`${line.file.name} wasn’t uploaded. ${line.words}`)
    }
    line.show()
    goOn()
  }

  const stop = async (line: Line): Promise<void> => {
    line.stop.abort()
    line.state = 'stopped'
    line.show()
    goOn()
    if (line.id !== undefined) await ask('DELETE', `${address}/${line.id}`).catch(() => undefined)
  }

  const add = (file: File): void => {
    const item = template.content.firstElementChild?.cloneNode(true)
    if (!(item instanceof HTMLElement)) return
    const part = <Part extends HTMLElement>(name: string) => item.querySelector<Part>(`[data-${name}]`)
    const [bar, told, again, stopping] = [
      part<HTMLProgressElement>('bar'),
      part('words'),
      part<HTMLButtonElement>('again'),
      part<HTMLButtonElement>('stop'),
    ]
    const name = part('name')
    if (!bar || !told || !again || !stopping || !name) return
    name.textContent = file.name
    bar.ariaLabel = `Upload progress of ${file.name}`
    for (const one of item.querySelectorAll('[data-of]')) one.textContent = ` ${file.name}`

    const trouble = troubleWith(file, rules)
    const known = awaitedAs(file, awaited)
    const fields = Object.fromEntries(
      [...new FormData(form)].flatMap(([field, value]) =>
        typeof value === 'string' && value !== '' ? [[field, value] as const] : [],
      ),
    )
    const show = (): void => {
      const { state, sent } = line
      const part = Math.floor((sent / Math.max(1, file.size)) * 100)
      item.dataset.state = state
      bar.value = part
      bar.hidden = state !== 'sending' && state !== 'failed'
      again.hidden = state !== 'failed'
      stopping.hidden = state !== 'sending' && state !== 'waiting' && state !== 'failed'
      const went = `${formatSize(sent)} of ${formatSize(file.size)}, ${part}%`
      told.textContent = {
        waiting: 'Waiting for its turn.',
        sending: [line.words, went].filter(Boolean).join(' '),
        arrived: `Uploaded, ${formatSize(file.size)}.`,
        failed: line.words,
        refused: line.words,
        stopped: 'Upload stopped.',
      }[state]
    }
    const line: Line = {
      ...{ file, fields, show, id: known?.id, sent: 0, stop: new AbortController() },
      state: trouble === undefined ? 'waiting' : 'refused',
      words: trouble ?? '',
    }
    again.addEventListener('click', () => {
      line.state = 'waiting'
      line.words = ''
      line.show()
      goOn()
    })
    stopping.addEventListener('click', () => void stop(line))
    lines.push(line)
    list.append(item)
    list.hidden = false
    show()
  }

  const take = (files: readonly File[]): void => {
    if (files.length === 0) return
    after.hidden = true
    for (const file of files) add(file)
    const refused = lines.slice(-files.length).filter(({ state }) => state === 'refused').length
    const went = files.length - refused
    say(
      [
        went > 0 && `Uploading ${went === 1 ? 'one file' : `${went} files`}.`,
        refused > 0 && `We can’t take ${refused === 1 ? 'one file' : `${refused} files`}.`,
      ]
        .filter(Boolean)
        .join(' '),
    )
    goOn()
  }

  input.disabled = false
  form.dataset.ready = ''
  say('')
  input.addEventListener('change', () => {
    take([...(input.files ?? [])])
    // The same file may be chosen again.
    input.value = ''
  })
  form.addEventListener('submit', (event) => event.preventDefault())
  for (const kind of ['dragenter', 'dragover']) {
    zone.addEventListener(kind, (event) => {
      event.preventDefault()
      zone.dataset.over = ''
    })
  }
  for (const kind of ['dragleave', 'dragend', 'drop']) zone.addEventListener(kind, () => delete zone.dataset.over)
  zone.addEventListener('drop', (event) => {
    event.preventDefault()
    take([...(event.dataTransfer?.files ?? [])])
  })
  // A file that misses the area would replace the page.
  for (const kind of ['dragover', 'drop']) addEventListener(kind, (event) => event.preventDefault())
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-upload]')) begin(form)
