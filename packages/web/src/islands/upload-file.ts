// Sends files straight to their store, one after the other, and shows how far they are. The form asks the address in
// data-upload where to, and says there when a file has arrived; afterwards the page at data-after is shown.
// <form data-upload="/api/admin/products/5w22/files" data-after="/admin/store/5w22/files?done=uploaded">
//   … fields … <input type="file" name="file"> <progress hidden> <p data-words role="status"> <button disabled>

type Asked = { id?: string; file: { id?: string }; upload: { url: string; headers: Record<string, string> } }

const ask = async <Answer>(method: string, address: string, body?: unknown): Promise<Answer> => {
  const answer = await fetch(address, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  const read = (await answer.json().catch(() => ({}))) as Answer & { detail?: string; errors?: { message: string }[] }
  if (!answer.ok) throw new Error(read.errors?.[0]?.message ?? read.detail ?? `The site answered ${answer.status}.`)
  return read
}

/** By XMLHttpRequest, since fetch does not tell how much of a body has gone out. */
const send = (file: File, { url, headers }: Asked['upload'], onProgress: (part: number) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('PUT', url)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0))
    request.addEventListener('error', () => reject(new Error('The connection broke. Please try again.')))
    request.addEventListener('load', () => {
      if (request.status < 300) return resolve()
      const why = /<Message>([^<]*)/.exec(request.responseText)?.[1]
      reject(new Error(`The store did not take the file. ${why ?? ''}`.trim()))
    })
    request.send(file)
  })

const upload = async (address: string, file: File, fields: Record<string, string>, tell: (part: number) => void) => {
  const begun = await ask<Asked>('POST', address, { ...fields, filename: file.name, bytes: file.size })
  // A file of a title stands in its answer, a recording or handout is the answer.
  const own = `${address}/${begun.id ?? begun.file.id}`
  try {
    await send(file, begun.upload, tell)
  } catch (error) {
    await ask('DELETE', own).catch(() => undefined)
    throw error
  }
  await ask('POST', `${own}/done`)
}

const leaving = (event: BeforeUnloadEvent): void => event.preventDefault()

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-upload]')) {
  const button = form.querySelector('button')
  const bar = form.querySelector('progress')
  const words = form.querySelector<HTMLElement>('[data-words]')
  const input = form.querySelector<HTMLInputElement>('input[type=file]')
  if (!button || !bar || !words || !input) continue
  words.textContent = ''
  button.disabled = false
  let busy = false
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const files = [...(input.files ?? [])]
    if (busy || files.length === 0) return
    busy = true
    form.ariaBusy = 'true'
    button.ariaDisabled = 'true'
    bar.hidden = false
    addEventListener('beforeunload', leaving)
    const texts = [...new FormData(form)].flatMap(([name, value]) =>
      typeof value === 'string' && value !== '' ? [[name, value] as const] : [],
    )
    try {
      for (const [index, file] of files.entries()) {
        const counted = files.length > 1 ? ` (${index + 1} of ${files.length})` : ''
        words.textContent = `Uploading ${file.name}${counted}…`
        bar.value = 0
        await upload(form.dataset.upload ?? '', file, Object.fromEntries(texts), (part) => {
          bar.value = Math.round(part * 100)
        })
      }
      removeEventListener('beforeunload', leaving)
      location.assign(form.dataset.after ?? location.href)
    } catch (error) {
      removeEventListener('beforeunload', leaving)
      words.textContent = error instanceof Error ? error.message : 'The file was not uploaded.'
      bar.hidden = true
      busy = false
      form.ariaBusy = null
      button.ariaDisabled = null
    }
  })
}
