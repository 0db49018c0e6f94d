// A form with data-preview is sent in the background as its button "Preview" would, some time after the last change, and each
// part of the page with a data-part shows what the answer holds there: a card, prices, or what is still missing. Where the
// focus is, nothing is replaced.

const pause = 500

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-preview]')) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let latest = 0

  const show = async (): Promise<void> => {
    const own = latest
    const fields = [...new FormData(form)].map(([name, value]): [string, string] => [name, String(value)])
    const body = new URLSearchParams([...fields, ['intent', 'preview']])
    const answer = await fetch(form.action, { method: 'POST', body })
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
    // Someone typed on meanwhile: only the last answer counts.
    if (own !== latest) return
    for (const part of document.querySelectorAll<HTMLElement>('[data-part]')) {
      const now = fresh.querySelector(`[data-part="${part.dataset.part}"]`)
      if (now && !part.contains(document.activeElement)) part.replaceChildren(...now.childNodes)
    }
  }

  form.addEventListener('input', () => {
    latest += 1
    clearTimeout(timer)
    // Without an answer the button is still there.
    timer = setTimeout(() => show().catch(() => undefined), pause)
  })
}
