// A form with data-preview is sent in the background as its button "Preview" would, some time after the last change, and
// <div data-part="prices"> shows what the answer holds there: prices, or what is still missing. Nothing else changes.

const pause = 500

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-preview]')) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let latest = 0

  const show = async (): Promise<void> => {
    latest += 1
    const own = latest
    const fields = [...new FormData(form)].map(([name, value]): [string, string] => [name, String(value)])
    const body = new URLSearchParams([...fields, ['intent', 'preview']])
    const answer = await fetch(form.action, { method: 'POST', body })
    const fresh = new DOMParser()
      .parseFromString(await answer.text(), 'text/html')
      .querySelector('[data-part="prices"]')
    const part = form.querySelector('[data-part="prices"]')
    // Someone typed on meanwhile: only the last answer counts.
    if (own === latest && fresh && part) part.replaceChildren(...fresh.childNodes)
  }

  form.addEventListener('input', () => {
    clearTimeout(timer)
    // Without an answer the button is still there.
    timer = setTimeout(() => show().catch(() => undefined), pause)
  })
}
