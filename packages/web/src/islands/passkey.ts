// Has the browser ask for a passkey, or make one, and sends its answer with the form. Without it, or in a browser that knows
// no passkeys, the form stays hidden. <form data-passkey="get|create" data-options="/sign-in/passkey/options" data-host="…" hidden>
// <input type="hidden" name="answer"> <p data-words role="status">; <p data-elsewhere hidden> where the host is another.

const options = async (address: string): Promise<unknown> => {
  const answer = await fetch(address, { method: 'POST', headers: { accept: 'application/json' } })
  const body = (await answer.json()) as { next?: string }
  if (!answer.ok && body.next !== undefined) {
    location.assign(body.next)
    return undefined
  }
  if (!answer.ok) throw new Error(String(answer.status))
  return body
}

const ask = async (kind: string | undefined, given: unknown): Promise<Credential | null> =>
  kind === 'create'
    ? navigator.credentials.create({
        publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(given as PublicKeyCredentialCreationOptionsJSON),
      })
    : navigator.credentials.get({
        publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(given as PublicKeyCredentialRequestOptionsJSON),
      })

const begin = (form: HTMLFormElement): void => {
  const answer = form.querySelector<HTMLInputElement>('input[name=answer]')
  const words = form.querySelector<HTMLElement>('[data-words]')
  if (!answer || !words) return
  if (location.hostname !== form.dataset.host) {
    const elsewhere = document.querySelector<HTMLElement>('[data-elsewhere]')
    if (elsewhere) elsewhere.hidden = false
    return
  }
  form.hidden = false
  form.addEventListener('submit', async (event) => {
    if (answer.value !== '') return
    event.preventDefault()
    words.textContent = ''
    try {
      const given = await options(form.dataset.options ?? '')
      if (given === undefined) return
      const credential = (await ask(form.dataset.passkey, given)) as PublicKeyCredential | null
      if (!credential) throw new Error('none')
      answer.value = JSON.stringify(credential.toJSON())
      form.requestSubmit()
    } catch {
      // The browser has said why in its own words, or its owner chose not to.
      words.textContent = form.dataset.failed ?? ''
    }
  })
}

if (typeof PublicKeyCredential === 'function' && 'parseRequestOptionsFromJSON' in PublicKeyCredential) {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) begin(form)
}
